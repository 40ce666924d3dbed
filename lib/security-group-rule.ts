import { Cidr } from './cidr';
import { type Ethertype } from './mirror-rule';
import { PortRange } from './port-range';

/** The other end of the traffic that a security-group rule allows. */
export class Peer {
  private constructor(
    readonly ethertype: Ethertype,
    readonly cidr?: string,
    readonly groupId?: string,
    readonly isSelf = false,
  ) {}

  static ipv4(cidr: string): Peer {
    return Peer.block('IPv4', cidr);
  }

  static ipv6(cidr: string): Peer {
    return Peer.block('IPv6', cidr);
  }

  /** One IPv4 address. */
  static address(ip: string): Peer {
    return Peer.ipv4(`${ip}/32`);
  }

  /** An IPv4 block that is known only to Terraform, such as a variable's value. */
  static ipv4Token(token: string): Peer {
    return new Peer('IPv4', token);
  }

  static anyIpv4(): Peer {
    return new Peer('IPv4', '0.0.0.0/0');
  }

  static anyIpv6(): Peer {
    return new Peer('IPv6', '::/0');
  }

  /** The members of the very group that the rule is in. */
  static self(ethertype: Ethertype): Peer {
    return new Peer(ethertype, undefined, undefined, true);
  }

  /** The members of another group. */
  static group(groupId: string, ethertype: Ethertype): Peer {
    return new Peer(ethertype, undefined, groupId);
  }

  /** Whether the rule would be open to the whole Internet; of a token, only Terraform can tell. */
  get isEverybody(): boolean {
    return this.cidr?.endsWith('/0') === true;
  }

  private static block(ethertype: Ethertype, text: string): Peer {
    const cidr = Cidr.parse(text);
    if (cidr.ethertype !== ethertype) throw new Error(`peer must be an ${ethertype} block, got: "${text}"`);
    return new Peer(ethertype, cidr.toString());
  }
}

/** The protocol and ports that a security-group rule allows. */
export class Port {
  private constructor(
    readonly protocol?: 'tcp' | 'udp' | 'icmp' | 'icmpv6',
    readonly range?: PortRange,
  ) {}

  static tcp(port: number): Port {
    return new Port('tcp', PortRange.single(port));
  }

  static tcpRange(from: number, to: number): Port {
    return new Port('tcp', PortRange.between(from, to));
  }

  static udp(port: number): Port {
    return new Port('udp', PortRange.single(port));
  }

  static udpRange(from: number, to: number): Port {
    return new Port('udp', PortRange.between(from, to));
  }

  static icmp(): Port {
    return new Port('icmp');
  }

  static icmpv6(): Port {
    return new Port('icmpv6');
  }

  /** Every protocol and port. */
  static all(): Port {
    return new Port();
  }
}
