import { PortRange } from '../values/port-range';

/** The protocol and port that a security-group rule allows. */
export class Port {
  private constructor(
    readonly protocol?: 'tcp' | 'udp' | 'icmp',
    readonly port?: number,
  ) {}

  /** @throws Error if the port is not 1 to 65535 */
  static tcp(port: number): Port {
    return new Port('tcp', PortRange.single(port).from);
  }

  /** @throws Error as `tcp` */
  static udp(port: number): Port {
    return new Port('udp', PortRange.single(port).from);
  }

  /** ICMP of IPv4, such as ping. */
  static icmp(): Port {
    return new Port('icmp');
  }

  /** Every protocol and port. */
  static all(): Port {
    return new Port();
  }
}
