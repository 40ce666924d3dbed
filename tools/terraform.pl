#!/usr/bin/env perl
# Terraform for cdktf, so that it comes to an orderly end: Ctrl-C ends cdktf at once, and with it the terminal on which it
# has started Terraform. Hung up, Terraform would end without noting what it has asked the cloud for. Here it is told to
# stop instead, as by Ctrl-C on its own terminal, and gets the time to note it. cdktf gets its last words, too.
#
# usage: TERRAFORM_BINARY_NAME=<this file> npx cdktf deploy
# TERRAFORM_PROGRAM names the Terraform to run, if it is not the one on PATH.
use strict;
use warnings;

my $program = $ENV{TERRAFORM_PROGRAM} || 'terraform';
my $told = 0;
my $child;
# Once: on a second interrupt Terraform does end at once.
my $stop = sub { kill INT => $child if $child && !$told++ };

$SIG{HUP} = $SIG{TERM} = $stop;
# Ctrl-C on a terminal reaches Terraform by itself.
$SIG{INT} = sub { $told = 1 };

defined($child = fork) or die "terraform.pl: cannot fork: $!\n";
if (!$child) {
    $SIG{HUP} = 'IGNORE';
    $SIG{INT} = $SIG{TERM} = 'DEFAULT';
    no warnings 'exec';
    exec {$program} $program, @ARGV;
    print STDERR "terraform.pl: $program cannot be run: $!\n";
    exit 127;
}
# A signal interrupts the wait.
1 until waitpid($child, 0) == $child;
# cdktf reads no further when its Terraform has ended: it gets the time to read the last words, which tell why.
my $status = $?;
select undef, undef, undef, 0.3 if $status;
my $signal = $status & 127;
exit($signal ? 128 + $signal : $status >> 8);
