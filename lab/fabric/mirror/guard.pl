# Runs a command for as long as standard input stays open, so that the command never outlives its owner: tcpdump
# itself would only notice at the next frame, and keep its network namespace alive until then.
#
# usage: perl guard.pl COMMAND [ARGUMENT...]
# Every byte on standard input sends SIGUSR1 to the command (tcpdump then reports its counts); the end of standard
# input ends it, gently first. The command has the guard's standard output and standard error.
use strict;
use warnings;
use POSIX ();

use constant PATIENCE => 2;    # seconds between SIGTERM and SIGKILL

$^F = 1023;    # the pipe below must survive exec
pipe(my $ended, my $alive) or die "cannot make a pipe: $!\n";
my $pid = fork // die "cannot fork: $!\n";
if ($pid == 0) {
    close $ended;
    open(STDIN, '<', '/dev/null') or POSIX::_exit(126);
    { no warnings 'exec'; exec { $ARGV[0] } @ARGV; }
    print STDERR "cannot run $ARGV[0]: $!\n";
    POSIX::_exit(127);
}
close $alive;

# The command alone holds the other end of this pipe: it becomes readable when the command is gone.
sub is_readable {
    my ($seconds, @handles) = @_;
    my $bits = '';
    vec($bits, fileno $_, 1) = 1 for @handles;
    my $found = select($bits, undef, undef, $seconds);
    return map { $found > 0 && vec($bits, fileno $_, 1) } @handles;
}

while (1) {
    my ($input, $gone) = is_readable(undef, *STDIN, $ended);
    last if $gone;
    next if !$input;
    if (sysread(STDIN, my $bytes, 64)) {
        kill 'USR1', $pid;
        next;
    }
    kill 'TERM', $pid;
    my ($done) = is_readable(PATIENCE, $ended);
    kill 'KILL', $pid if !$done;
    last;
}
waitpid($pid, 0);
exit(($? & 127) ? 128 + ($? & 127) : $? >> 8);
