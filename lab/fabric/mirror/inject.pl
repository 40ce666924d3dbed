# Sends frames out of network devices. Node has no raw sockets; perl-base is part of every Debian and Ubuntu.
#
# Standard input: records of frame length (16 bits, big endian), device name (16 bytes, zero padded), frame.
# A record of length 0 is answered on standard output with "sent N" and " ERROR=N" for each way frames were lost.
# Ends when its input ends, so it never outlives its owner.
use strict;
use warnings;
use Errno;

use constant { AF_PACKET => 17, SOCK_RAW => 3, SIOCGIFINDEX => 0x8933, ETH_P_IP => 0x0800 };
use constant { HEADER => 18, CHUNK => 1 << 18 };

$| = 1;
# Protocol 0: this socket only sends, nothing is queued for it to receive.
socket(my $packet, AF_PACKET, SOCK_RAW, 0) or die "cannot open a packet socket: $!\n";
binmode(STDIN);
print "ready\n";

my %address;    # device name => struct sockaddr_ll
my $sent = 0;
my %lost;       # name of the error => frames

sub resolve {
    my ($device) = @_;
    my $request = pack('a16 x24', $device);
    ioctl($packet, SIOCGIFINDEX, $request) or return;
    return $address{$device} = pack('S n i S C C x8', AF_PACKET, ETH_P_IP, unpack('x16 i', $request), 0, 0, 0);
}

sub name_of_error {
    for my $name (qw(ENODEV ENXIO ENETDOWN ENOBUFS EMSGSIZE EPERM EINVAL)) { return $name if $!{$name} }
    return 'errno' . ($! + 0);
}

sub inject {
    my ($device, $frame) = @_;
    my $to = $address{$device} || resolve($device);
    if (defined $to) {
        return $sent++ if defined send($packet, $frame, 0, $to);
        # The device may have been made anew under its name, with another index.
        if ($!{ENXIO} || $!{ENODEV}) {
            delete $address{$device};
            $to = resolve($device);
            return $sent++ if defined $to && defined send($packet, $frame, 0, $to);
        }
    }
    $lost{ name_of_error() }++;
    return;
}

my $buffer = '';
while (1) {
    my $read = sysread(STDIN, $buffer, CHUNK, length $buffer);
    next if !defined $read && $!{EINTR};
    last if !$read;
    my $at = 0;
    while (length($buffer) - $at >= HEADER) {
        my ($length, $device) = unpack('n Z16', substr($buffer, $at, HEADER));
        last if length($buffer) - $at - HEADER < $length;
        if ($length == 0) {
            print join(' ', "sent $sent", map { "$_=$lost{$_}" } sort keys %lost), "\n";
        } else {
            inject($device, substr($buffer, $at + HEADER, $length));
        }
        $at += HEADER + $length;
    }
    substr($buffer, 0, $at, '');
}
