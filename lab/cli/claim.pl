# Holds the right to run the lab of one name, and clears the lab's folder when nobody runs it any more.
#
# usage: perl claim.pl NAME FOLDER
# Prints "mine", or "taken" when another process has the right, or what went wrong. It has the right for as long as any
# process holds the other end of its standard input: the command line, and the process that holds the lab. When all of
# these have ended, even by SIGKILL, it removes the folder and only then gives the right back, so it never meets the files
# of a newer lab.
use strict;
use warnings;
use Socket;

my ($name, $folder) = @ARGV;
open(STDERR, '>&', *STDOUT) or die;

# One of Linux's abstract sockets: it is no file, so nothing is ever left of it that would have to be judged.
socket(my $right, PF_UNIX, SOCK_STREAM, 0) or die "cannot make a socket: $!\n";
$| = 1;
if (!bind($right, pack_sockaddr_un("\0$name"))) {
    die "cannot bind a socket: $!\n" if !$!{EADDRINUSE};
    print "taken\n";
    exit;
}
print "mine\n";
# Nobody must have to wait for this program because it has their output open.
open($_, '>', '/dev/null') or die for *STDOUT, *STDERR;
1 while sysread(STDIN, my $bytes, 64);

# Processes of a killed lab may still be writing for a moment.
for (1 .. 100) {
    system 'rm', '-rf', '--', $folder;
    last if !-e $folder;
    select undef, undef, undef, 0.1;
}
# Unless another lab is in it.
rmdir $folder =~ s{/[^/]*$}{}r;
