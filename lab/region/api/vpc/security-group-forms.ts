import { isoTime } from '../../clock';
import { type Region } from '../../context';
import { portRanges, type SecurityGroup, type SecurityGroupRule } from '../../store/security-group';

/** A rule as v1 and v2.0 write it. Several port ranges, which only v3 can make, have no form here: both ports are null. */
export function classicRule(rule: SecurityGroupRule, region: Region) {
  const ranges = rule.multiport === undefined ? [] : portRanges(rule.multiport);
  const range = ranges.length === 1 ? ranges[0] : undefined;
  return {
    id: rule.id,
    description: rule.description,
    security_group_id: rule.securityGroupId,
    direction: rule.direction,
    ethertype: rule.ethertype,
    protocol: rule.protocol ?? null,
    port_range_min: range?.from ?? null,
    port_range_max: range?.to ?? null,
    remote_ip_prefix: rule.remoteIpPrefix ?? null,
    remote_group_id: rule.remoteGroupId ?? null,
    remote_address_group_id: rule.remoteAddressGroupId ?? null,
    tenant_id: region.settings.projectId,
  };
}

export const classicGroup = (group: SecurityGroup, region: Region) => ({
  id: group.id,
  name: group.name,
  description: group.description,
  vpc_id: null,
  enterprise_project_id: group.enterpriseProjectId,
  tenant_id: region.settings.projectId,
  security_group_rules: rulesOf(region, group.id).map((rule) => classicRule(rule, region)),
});

/** A rule as v3 writes it: what is not set is absent, but for the address group. */
export const rule3 = (rule: SecurityGroupRule, region: Region) => ({
  id: rule.id,
  description: rule.description,
  security_group_id: rule.securityGroupId,
  direction: rule.direction,
  ethertype: rule.ethertype,
  protocol: rule.protocol,
  multiport: rule.multiport,
  remote_ip_prefix: rule.remoteIpPrefix,
  remote_group_id: rule.remoteGroupId,
  remote_address_group_id: rule.remoteAddressGroupId ?? null,
  action: rule.action,
  priority: rule.priority,
  enabled: true,
  project_id: region.settings.projectId,
  created_at: isoTime(rule.createdAt),
  updated_at: isoTime(rule.updatedAt),
});

export const group3 = (group: SecurityGroup, region: Region) => ({
  id: group.id,
  name: group.name,
  description: group.description,
  project_id: region.settings.projectId,
  enterprise_project_id: group.enterpriseProjectId,
  tags: group.tags,
  created_at: isoTime(group.createdAt),
  updated_at: isoTime(group.updatedAt),
});

/** v3 shows the rules of one group, but not in the list of groups. */
export const groupWithRules3 = (group: SecurityGroup, region: Region) => ({
  ...group3(group, region),
  security_group_rules: rulesOf(region, group.id).map((rule) => rule3(rule, region)),
});

export const rulesOf = (region: Region, groupId: string): SecurityGroupRule[] =>
  region.store.securityGroupRules.filter((rule) => rule.securityGroupId === groupId);
