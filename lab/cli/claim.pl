# Waits until nobody has the right to run a lab any more, and clears the lab's folder for those that could not, because
# they were killed.
#
# usage: perl claim.pl FOLDER
# Prints "waiting" when it has the folder's lock file open. The right is a lock on that file, which the command line and
# the process that holds the lab have together: the kernel takes it from them when the last of them ends, however that
# ends. This program gets it then, or finds that the file is not the folder's any more, because all was cleared in order.
use strict;
use warnings;
use Fcntl qw(:flock);

my ($folder) = @ARGV;
open(my $lock, '+<', "$folder/lock") or die "cannot open $folder/lock: $!\n";
$| = 1;
print "waiting\n";
# Nobody must have to wait for this program because it has their output open.
open($_, '>', '/dev/null') or die for *STDOUT, *STDERR;
chdir '/';

flock($lock, LOCK_EX) or exit 1;
my @mine = stat $lock;
my @there = stat "$folder/lock" or exit;
exit if "@mine[0, 1]" ne "@there[0, 1]";

# Processes of a killed lab may still be writing for a moment.
for (1 .. 100) {
    opendir(my $directory, $folder) or last;
    my @rest = map { "$folder/$_" } grep { !/^(?:\.\.?|lock)$/ } readdir $directory;
    last if !@rest;
    system 'rm', '-rf', '--', @rest;
    select undef, undef, undef, 0.1 if grep { -l || -e } @rest;
}
# The lock file last: whoever finds none makes a new one, and has the right.
unlink "$folder/lock";
rmdir $folder;
# Unless another lab is in it.
rmdir $folder =~ s{/[^/]*$}{}r;
