/** A stack as people think of it. Everything is read from types and attributes of resources, never from construct ids. */
import { type ProofPlan } from '../proof/proof-plan';
import { type MirrorRule } from '../../lib/mirror/mirror-rule';

interface Named {
  /** In the state, such as `huaweicloud_vpc.network_vpc`. */
  readonly address: string;
  readonly name: string;
}

export interface Vpc extends Named {
  readonly cidr: string;
}

export interface Subnet extends Named {
  readonly cidr: string;
  readonly gateway: string;
  /** Address of the VPC in the state, or its id where another stack or a person owns it. */
  readonly vpc: string;
}

export interface Server extends Named {
  readonly flavor: string;
  readonly image: string;
  readonly privateIp: string;
  readonly zone: string;
  readonly diskType: string;
  readonly diskGib: number | undefined;
  /** Address of the subnet in the state, or its id. */
  readonly subnet: string;
  /** Addresses of security groups, or their ids. */
  readonly groups: readonly string[];
}

export interface ElasticIp extends Named {
  readonly type: string;
  readonly bandwidth: string;
  readonly chargeMode: string;
  /** Address of the server that it is bound to; undefined while it is bound to none. */
  readonly server: string | undefined;
}

export interface Peering extends Named {
  /** Addresses of the two VPCs, or their ids. */
  readonly vpcs: readonly [string, string];
}

/** Who is at the other end of a security group rule. */
export interface Peer {
  readonly kind: 'block' | 'group' | 'variable' | 'any' | 'expression';
  /** The block, the group's name, the variable's name, or the expression. */
  readonly text: string;
}

export interface GroupRule {
  readonly address: string;
  readonly direction: string;
  readonly isAllowed: boolean;
  readonly ethertype: string;
  /** Such as `TCP 22`; `all` without one. */
  readonly traffic: string;
  readonly peer: Peer;
  readonly description: string;
}

export interface SecurityGroup extends Named {
  readonly rules: readonly GroupRule[];
  /** Whether another stack or a person owns it, so that it has rules which this stack does not know. */
  readonly exists: boolean;
  /** Whether its name is what the stack says of which one it is, in words. */
  readonly isDescribed: boolean;
}

/** A rule of a mirror filter at its place in the order in which the rules of its direction decide. */
export interface FilterRule {
  readonly address: string;
  readonly direction: string;
  readonly priority: number;
  readonly isAccept: boolean;
  /** Undefined where a part of it is known only when Terraform plans. */
  readonly rule: MirrorRule | undefined;
  /** Which packets it is about, in words. */
  readonly packets: string;
  /** The rule before it that matches all that it matches, so that this one never decides. */
  readonly coveredBy: number | undefined;
  readonly description: string;
}

export interface Filter extends Named {
  /** First those for packets that a source receives, then those for packets that it sends, each in deciding order. */
  readonly rules: readonly FilterRule[];
}

/** A network interface, or whatever a session has at an end. */
export interface End {
  /** Tells ends apart: address of the server where it is one's. */
  readonly key: string;
  readonly name: string;
  /** Address, or what else is known of it. */
  readonly detail: string;
  /** Address of the server in the state; undefined where this stack does not make it. */
  readonly server: string | undefined;
}

export interface Session extends Named {
  readonly priority: number | undefined;
  readonly vni: number | undefined;
  readonly packetLength: number | undefined;
  readonly isEnabled: boolean;
  /** Address of the filter, or its id. */
  readonly filter: string;
  readonly sources: readonly End[];
  readonly target: End;
  readonly targetType: string;
  /** What multiplies it, such as `for_each`; empty when it is one. */
  readonly each: string;
  /** What the stack says of what only a plan knows. */
  readonly inWords: { readonly priority: string; readonly vni: string } | undefined;
}

export interface Variable {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  /** As JSON; empty where there is none. */
  readonly defaultValue: string;
}

export interface Stack {
  readonly name: string;
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly servers: readonly Server[];
  readonly elasticIps: readonly ElasticIp[];
  readonly peerings: readonly Peering[];
  readonly groups: readonly SecurityGroup[];
  readonly filters: readonly Filter[];
  /** In the order of their priority. */
  readonly sessions: readonly Session[];
  readonly variables: readonly Variable[];
  /** Whether a deploy proves the mirror with packets. */
  readonly isVerified: boolean;
  /** What it proves; undefined without a verification. */
  readonly proof: ProofPlan | undefined;
  /** How many resources there are of each type, by type. */
  readonly counts: readonly (readonly [string, number])[];
}
