import { Cidr } from '../values/cidr';
import { type Ethertype } from '../mirror/mirror-rule';
import { shown } from '../values/shown';

/** The other end of the traffic that a security-group rule allows. */
export class Peer {
  private constructor(
    readonly ethertype: Ethertype,
    readonly cidr?: string,
    readonly isSelf = false,
  ) {}

  static ipv4(text: string): Peer {
    const cidr = Cidr.parse(text);
    if (cidr.ethertype !== 'IPv4') throw new Error(`peer must be an IPv4 block, got: ${shown(text)}`);
    return new Peer('IPv4', cidr.toString());
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
    return new Peer(ethertype, undefined, true);
  }

  /** Whether the rule would be open to the whole Internet; of a token, only Terraform can tell. */
  get isEverybody(): boolean {
    return this.cidr?.endsWith('/0') === true;
  }
}
