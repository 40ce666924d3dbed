export interface MirrorFilter {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A filter's rule. Empty text = not given; values are kept as they were written. */
export interface MirrorFilterRule {
  readonly id: string;
  readonly filterId: string;
  readonly description: string;
  readonly direction: 'ingress' | 'egress';
  readonly protocol: string;
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly action: string;
  readonly priority: number;
  readonly sourceCidr: string;
  readonly destinationCidr: string;
  readonly sourcePorts: string;
  readonly destinationPorts: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MirrorSession {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly filterId: string;
  /** Port ids in the order given. Ids of ports that are gone since stay until they are removed. */
  readonly sources: readonly string[];
  readonly targetId: string;
  readonly targetType: 'eni';
  readonly vni: number;
  readonly packetLength: number;
  readonly priority: number;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
