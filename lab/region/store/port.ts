import { type DhcpOption } from './subnet';
import { type Tagged } from './tag';

/** What a port is for. `none`: nobody has it yet, or any more. */
export type PortOwner = 'server' | 'virtual-ip' | 'gateway' | 'dhcp' | 'none';

/** A port of a subnet. That of a server is a network interface: what a mirror session takes as source or target. */
export interface Port extends Tagged {
  readonly id: string;
  readonly name: string;
  readonly owner: PortOwner;
  /** Of a server's. */
  readonly serverId?: string;
  readonly subnetId: string;
  readonly mac: string;
  readonly ipv4: string;
  readonly ipv6?: string;
  /** Of a virtual IP: its IPv4 address is kept, and shown to nobody. */
  readonly isIpv6Alone?: boolean;
  /** In the order given, which is the order that Terraform compares. */
  readonly securityGroupIds: readonly string[];
  /** As they were sent: what a server may send as besides its own address; of a virtual IP, whose ports it is bound to. */
  readonly allowedAddressPairs: readonly AddressPair[];
  /** Shown, and nothing to the data plane: addresses are the guest's from the start. */
  readonly extraDhcpOpts: readonly DhcpOption[];
  readonly isPrimary: boolean;
  /** Whether it goes with its server. */
  readonly deleteOnTermination: boolean;
  /** Whether it was made by itself, and so stays when it is taken from a server. */
  readonly isIndependent: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface AddressPair {
  readonly ip_address: string;
  readonly mac_address?: string | undefined;
}

/** A port that came with its subnet and goes with it. */
export const isOfSubnet = ({ owner }: Port): boolean => owner === 'gateway' || owner === 'dhcp';
