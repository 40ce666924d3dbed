import { networkOf } from '../../addresses/cidr-text';
import { type Tagged } from './tag';

export interface SecurityGroup extends Tagged {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enterpriseProjectId: string;
  /** The group of servers that name none. It is there from the start and can't be deleted. */
  readonly isDefault: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One rule, whichever API version made it: v1, v2.0 and v3 all read and delete the same ones. */
export interface SecurityGroupRule {
  readonly id: string;
  readonly securityGroupId: string;
  readonly description: string;
  readonly direction: 'ingress' | 'egress';
  readonly ethertype: 'IPv4' | 'IPv6';
  /** Lower case; absent = every protocol. */
  readonly protocol?: string;
  /** As v3 writes ports: `22`, `22,3389`, `1-30`; absent = every port. */
  readonly multiport?: string;
  readonly remoteIpPrefix?: string;
  readonly remoteGroupId?: string;
  readonly remoteAddressGroupId?: string;
  readonly action: 'allow' | 'deny';
  /** 1 to 100, smaller first. */
  readonly priority: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** The ranges that `multiport` lists. The text must be well-formed, see the request schema. */
export const portRanges = (multiport: string): PortRange[] =>
  multiport.split(',').map((part) => {
    const [from = '', to = from] = part.split('-');
    return { from: Number(from), to: Number(to) };
  });

type RuleWithoutIdentity = Omit<SecurityGroupRule, 'id' | 'securityGroupId' | 'createdAt' | 'updatedAt'>;

/**
 * What a new group holds: everything out, and everything in from its own members (provider documentation:
 * networking_secgroup; issues 252 and 1465 of its repository).
 */
export const defaultRules = (securityGroupId: string): RuleWithoutIdentity[] =>
  (['IPv4', 'IPv6'] as const).flatMap((ethertype) => {
    const shared = { description: '', ethertype, action: 'allow', priority: 100 } as const;
    return [
      { ...shared, direction: 'ingress' as const, remoteGroupId: securityGroupId },
      { ...shared, direction: 'egress' as const, remoteIpPrefix: ethertype === 'IPv4' ? '0.0.0.0/0' : '::/0' },
    ];
  });

/**
 * Equal for two rules that the cloud takes for the same. Priority and description don't count: an "allow all out" beside the
 * default one is a duplicate although its priority differs.
 */
export function ruleIdentity(rule: Omit<RuleWithoutIdentity, 'description' | 'priority'>): string {
  const anywhere = rule.ethertype === 'IPv4' ? '0.0.0.0/0' : '::/0';
  const remote = rule.remoteGroupId ?? rule.remoteAddressGroupId ?? networkOf(rule.remoteIpPrefix ?? anywhere);
  const ports = rule.multiport === undefined ? 'all' : JSON.stringify(portRanges(rule.multiport));
  return [rule.direction, rule.ethertype, rule.protocol ?? 'all', ports, remote, rule.action].join(' ');
}
