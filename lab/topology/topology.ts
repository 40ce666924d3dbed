/**
 * What the region wants the data plane to look like. The control plane states it, whole, after every change; the
 * fabric makes the kernel equal to it. Plain data, so a test can compare it and a process boundary could carry it.
 */
export interface Topology {
  readonly subnets: readonly TopologySubnet[];
  /** Pairs of VPCs that routes can lead between. */
  readonly peerings: readonly TopologyPeering[];
  readonly routes: readonly TopologyRoute[];
  readonly servers: readonly TopologyServer[];
  readonly interfaces: readonly TopologyInterface[];
  readonly securityGroups: readonly TopologySecurityGroup[];
  readonly eips: readonly TopologyEip[];
  readonly mirrorSessions: readonly TopologyMirrorSession[];
}

/** A VPC subnet: one broadcast domain behind the VPC's router. Subnets of one VPC are routed to each other. */
export interface TopologySubnet {
  readonly id: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly gatewayIp: string;
  /** IPv6 prefix, if the subnet has one. */
  readonly ipv6Cidr?: string;
  readonly ipv6GatewayIp?: string;
}

/** A peering connection. Alone it lets nothing through: each VPC needs a route to the other's addresses. */
export interface TopologyPeering {
  readonly id: string;
  readonly vpcIds: readonly [string, string];
}

/** A route of a VPC's route table: what is for `destination` goes to the other VPC of the peering. */
export interface TopologyRoute {
  readonly vpcId: string;
  /** IPv4 block that overlaps with no subnet of the VPC itself. */
  readonly destination: string;
  readonly peeringId: string;
}

export interface TopologyServer {
  readonly id: string;
  /** ECS name; the guest's hostname is the lower-case form of the one that it has at its first boot. */
  readonly name: string;
  /** The guest's host name from its next boot on. @default - that of its first boot stays */
  readonly hostname?: string;
  /** Public key that `root` may log in with from the first boot on; absent when the server has no keypair. */
  readonly authorizedKey?: string;
  /** Plain text (decoded) user data, run once at the first boot. */
  readonly userData?: string;
  /** Whether its image lacks yum. */
  readonly withoutYum?: boolean;
  readonly power: 'on' | 'off';
}

/** A network interface (port) of a server. The first interface of a server is its eth0. */
export interface TopologyInterface {
  readonly id: string;
  readonly serverId: string;
  readonly subnetId: string;
  /** Such as `fa:16:3e:7e:d6:7a`. */
  readonly mac: string;
  readonly ipv4: string;
  readonly ipv6?: string;
  readonly securityGroupIds: readonly string[];
  /** Blocks that its server may send as besides its own addresses; 0.0.0.0/0 for whatever it likes, as one that forwards. */
  readonly alsoSendsAs?: readonly string[];
}

export interface TopologySecurityGroup {
  readonly id: string;
  readonly rules: readonly TopologySecurityGroupRule[];
}

export interface TopologySecurityGroupRule {
  readonly direction: 'ingress' | 'egress';
  readonly ethertype: 'IPv4' | 'IPv6';
  /** `tcp`, `udp`, `icmp` or `icmpv6`, a decimal string for any other; absent = every protocol. */
  readonly protocol?: string;
  /** Of TCP or UDP: inclusive ranges; absent = every port. */
  readonly ports?: readonly { readonly from: number; readonly to: number }[];
  /** Absent (with no group) = anywhere. */
  readonly remoteCidr?: string;
  readonly remoteGroupId?: string;
  /** Addresses and ranges such as `192.168.3.20-192.168.3.100`, of which no two overlap; nobody if there are none. */
  readonly remoteRanges?: readonly string[];
  readonly action: 'allow' | 'deny';
  /** 1 to 100, smaller first; deny before allow within one priority. */
  readonly priority: number;
}

export interface TopologyEip {
  readonly id: string;
  readonly address: string;
  /** The network interface that it is bound to, if any. */
  readonly interfaceId?: string;
  /** The virtual IP that it is bound to, if any: whichever server of the subnet has that address gets its packets. */
  readonly virtualIp?: { readonly subnetId: string; readonly ipv4: string };
}

export interface TopologyMirrorSession {
  readonly id: string;
  readonly enabled: boolean;
  /** 1 to 32766, smaller first. */
  readonly priority: number;
  readonly vni: number;
  /** Bytes of each original frame that are copied, 1 to 1460. */
  readonly packetLength: number;
  readonly sourceInterfaceIds: readonly string[];
  readonly targetInterfaceId: string;
  readonly rules: readonly TopologyMirrorRule[];
}

export interface TopologyMirrorRule {
  readonly direction: 'ingress' | 'egress';
  /** 1 to 65535, smaller first. */
  readonly priority: number;
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'all';
  readonly action: 'accept' | 'reject';
  readonly sourceCidr?: string;
  readonly destinationCidr?: string;
  readonly sourcePorts?: { readonly from: number; readonly to: number };
  readonly destinationPorts?: { readonly from: number; readonly to: number };
}

/** The data plane as the control plane sees it. */
export interface Fabric {
  /**
   * Makes the kernel equal to `topology` and resolves when traffic behaves accordingly: servers that are `on` have
   * booted (sshd answers), removed ones are gone. Calls are serialised; a later call supersedes a waiting one.
   * Rejects with a sentence that names the server, interface or session that could not be made.
   */
  apply(topology: Topology): Promise<void>;
  /** Frees everything. Safe to call twice. */
  close(): Promise<void>;
}
