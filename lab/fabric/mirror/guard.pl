# Runs tcpdump for as long as standard input stays open, so that it never outlives its owner: tcpdump itself would only
# notice at the next frame, and keep its network namespace alive until then.
#
# usage: perl guard.pl COMMAND [ARGUMENT...]
# Every byte on standard input sends SIGUSR1 to the command (tcpdump then reports its counts); the end of standard
# input ends it, gently first. What the command writes is passed on in large pieces: `tcpdump -U` writes frame by frame,
# and a stream socket, which is what Node gives its children, holds only a few hundred such pieces.
use strict;
use warnings;
use POSIX ();

use constant PATIENCE    => 2;          # seconds between SIGTERM and SIGKILL
use constant F_SETPIPE_SZ => 1031;
use constant PIPE_SIZE   => 1 << 20;    # the most that Linux grants without a setting
use constant CHUNK       => 1 << 18;

pipe(my $output, my $into) or die "cannot make a pipe: $!\n";
fcntl($into, F_SETPIPE_SZ, PIPE_SIZE);    # a smaller pipe is only slower
my $pid = fork // die "cannot fork: $!\n";
if ($pid == 0) {
    open(STDIN,  '<',  '/dev/null') or POSIX::_exit(126);
    open(STDOUT, '>&', $into)       or POSIX::_exit(126);
    { no warnings 'exec'; exec { $ARGV[0] } @ARGV; }
    print STDERR "cannot run $ARGV[0]: $!\n";
    POSIX::_exit(127);
}
# From here on the command alone can write to the pipe: its end is the command's end.
close $into;

sub is_readable {
    my ($seconds, @handles) = @_;
    my $bits = '';
    vec($bits, fileno $_, 1) = 1 for @handles;
    my $found = select($bits, undef, undef, $seconds);
    return map { $found > 0 && vec($bits, fileno $_, 1) } @handles;
}

# False at the end. A write to an owner that has died ends this program by SIGPIPE.
sub pass_on {
    my $length = sysread($output, my $chunk, CHUNK) or return 0;
    my $written = 0;
    while ($written < $length) {
        $written += syswrite(STDOUT, $chunk, $length - $written, $written) // return 0;
    }
    return 1;
}

while (1) {
    my ($input, $data) = is_readable(undef, *STDIN, $output);
    last if $data && !pass_on();
    next if !$input;
    if (sysread(STDIN, my $bytes, 64)) {
        kill 'USR1', $pid;
        next;
    }
    kill 'TERM', $pid;
    while (1) {
        my ($more) = is_readable(PATIENCE, $output);
        last if !$more || !pass_on();
    }
    kill 'KILL', $pid;    # has ended already, unless patience has
    last;
}
waitpid($pid, 0);
exit(($? & 127) ? 128 + ($? & 127) : $? >> 8);
