import { z } from 'zod';
import { familyOf } from '../../../addresses/cidr-text';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { pageInfo, pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { NUMBERS } from '../../limits';
import { cidr, description, direction, ethertype, isPortRange, wholeNumber } from '../../schema';
import { ruleIdentity, type SecurityGroupRule } from '../../store/security-group';
import { classicRule, rule3, rulesOf } from './security-group-forms';

const protocolNames = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** A name or a protocol number; Neutron takes any case and keeps lower case. */
const protocol = z
  .string()
  .transform((text) => text.toLowerCase())
  .refine(
    (text) => protocolNames.includes(text) || (/^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255),
    `one of ${protocolNames.join(', ')} or a number from 0 to 255; leave it out for all`,
  );

const hasPorts = (protocolName: string): boolean => ['tcp', 'udp', '6', '17'].includes(protocolName);

/** A port from 1; or an ICMP type or code, for which 0 is one of them, and which is refused later for what it is. */
const port = z.number().int('not a whole number').min(0, '1 to 65535').max(65535, '1 to 65535');

const { max: mostPorts } = NUMBERS.portsOfRule;

/** Ports and ranges, such as `22,3389` or `1-30`, without zeros before them. */
const multiport = z
  .string()
  .refine(
    (text) =>
      text.split(',').length <= mostPorts &&
      text.split(',').every((part) => isPortRange(part.includes('-') ? part : `${part}-${part}`)),
    `at most ${mostPorts} ports or ranges from 1 to 65535, such as "22,3389" or "1-30"`,
  );

const shared = {
  security_group_id: z.string(),
  description: description.default(''),
  direction,
  ethertype: ethertype.default('IPv4'),
  protocol: protocol.nullish(),
  remote_ip_prefix: cidr.transform((text) => text.toLowerCase()).nullish(),
  remote_group_id: z.string().nullish(),
  remote_address_group_id: z.string().nullish(),
};

const classicBody = z
  .strictObject({
    security_group_rule: z.strictObject({ ...shared, port_range_min: port.nullish(), port_range_max: port.nullish() }),
  })
  .superRefine(({ security_group_rule: rule }, context) => {
    if (!hasPorts(rule.protocol ?? '')) return;
    const { port_range_min: min, port_range_max: max } = rule;
    const refuse = (field: 'port_range_min' | 'port_range_max', message: string) => {
      context.addIssue({ code: 'custom', path: ['security_group_rule', field], message, input: rule[field] });
    };
    if (min === 0) refuse('port_range_min', '1 to 65535');
    else if (max === 0) refuse('port_range_max', '1 to 65535');
    else if ((min ?? 1) > (max ?? 65535)) refuse('port_range_min', 'above port_range_max');
  })
  .transform(({ security_group_rule: { port_range_min: min, port_range_max: max, ...rest } }) => {
    const from = min ?? max;
    const to = max ?? min;
    if (from == null || to == null) return rest;
    return { ...rest, multiport: from === to ? String(from) : `${from}-${to}` };
  });

const v3Body = z
  .strictObject({
    security_group_rule: z.strictObject({
      ...shared,
      multiport: multiport.optional(),
      action: z.enum(['allow', 'deny']).optional(),
      priority: wholeNumber(NUMBERS.groupRulePriority).optional(),
    }),
  })
  .transform(({ security_group_rule }) => security_group_rule);

type NewRule = z.infer<typeof v3Body>;

function create(region: Region, wanted: NewRule): SecurityGroupRule {
  const { store } = region;
  store.securityGroups.refer('security_group_rule.security_group_id', wanted.security_group_id);
  checkRemote(region, wanted);
  checkPorts(wanted);
  const now = region.clock();
  const rule: SecurityGroupRule = {
    id: region.ids.uuid(),
    securityGroupId: wanted.security_group_id,
    description: wanted.description,
    direction: wanted.direction,
    ethertype: wanted.ethertype,
    ...(wanted.protocol != null && { protocol: wanted.protocol }),
    ...(wanted.multiport !== undefined && { multiport: wanted.multiport }),
    ...(wanted.remote_ip_prefix != null && { remoteIpPrefix: wanted.remote_ip_prefix }),
    ...(wanted.remote_group_id != null && { remoteGroupId: wanted.remote_group_id }),
    ...(wanted.remote_address_group_id != null && { remoteAddressGroupId: wanted.remote_address_group_id }),
    action: wanted.action ?? 'allow',
    priority: wanted.priority ?? 1,
    createdAt: now,
    updatedAt: now,
  };
  const same = rulesOf(region, rule.securityGroupId).find((other) => ruleIdentity(other) === ruleIdentity(rule));
  if (same) {
    throw conflict(`security group rule already exists, its id is ${same.id}`, {
      neutronType: 'SecurityGroupRuleExists',
    });
  }
  checkQuota(region.settings.quotas, 'securityGroupRules', store.securityGroupRules.size);
  return store.securityGroupRules.insert(rule);
}

function checkRemote({ store }: Region, wanted: NewRule): void {
  const { remote_ip_prefix: prefix, remote_group_id: group, remote_address_group_id: addresses } = wanted;
  const remotes = ['remote_ip_prefix', 'remote_group_id', 'remote_address_group_id'] as const;
  const [first, second] = remotes.filter((name) => wanted[name] != null);
  if (second !== undefined) {
    throw invalid(`security_group_rule.${second}`, `cannot be given together with ${first ?? ''}`);
  }
  if (group != null) store.securityGroups.refer('security_group_rule.remote_group_id', group);
  if (addresses != null) {
    const { ipVersion } = store.addressGroups.refer('security_group_rule.remote_address_group_id', addresses);
    if (wanted.ethertype !== `IPv${ipVersion}`) {
      throw invalid('security_group_rule.remote_address_group_id', `${addresses} is of IPv${ipVersion} addresses`);
    }
  }
  if (prefix != null && familyOf(prefix) !== wanted.ethertype) {
    throw invalid('security_group_rule.remote_ip_prefix', `${prefix} is not an ${wanted.ethertype} block`);
  }
}

function checkPorts({ multiport: ports, protocol: name }: NewRule): void {
  if (ports === undefined) return;
  if (name == null) throw invalid('security_group_rule.protocol', 'missing, ports need tcp or udp');
  if (!hasPorts(name)) {
    throw invalid(
      'security_group_rule.protocol',
      `${name} has no ports; ICMP types and codes are not emulated by the lab`,
    );
  }
}

const listQuery = z.strictObject({
  ...paging,
  id: z.string().optional(),
  security_group_id: z.string().optional(),
  direction: direction.optional(),
  ethertype: ethertype.optional(),
  protocol: z.string().optional(),
  action: z.string().optional(),
  remote_group_id: z.string().optional(),
  remote_ip_prefix: z.string().optional(),
  remote_address_group_id: z.string().optional(),
});

const listed = (region: Region, query: z.infer<typeof listQuery>): SecurityGroupRule[] =>
  region.store.securityGroupRules.filter(
    (rule) =>
      (query.id ?? rule.id) === rule.id &&
      (query.security_group_id ?? rule.securityGroupId) === rule.securityGroupId &&
      (query.direction ?? rule.direction) === rule.direction &&
      (query.ethertype ?? rule.ethertype) === rule.ethertype &&
      (query.protocol ?? rule.protocol) === rule.protocol &&
      (query.action ?? rule.action) === rule.action &&
      (query.remote_group_id ?? rule.remoteGroupId) === rule.remoteGroupId &&
      (query.remote_ip_prefix ?? rule.remoteIpPrefix) === rule.remoteIpPrefix &&
      (query.remote_address_group_id ?? rule.remoteAddressGroupId) === rule.remoteAddressGroupId,
  );

/** One store of rules behind three versions: a rule made by v3 is read and deleted by v1. */
export const securityGroupRuleRoutes = (
  [
    { version: 'v1', base: '/v1/{project_id}/security-group-rules', errors: 'plain' },
    { version: 'v2.0', base: '/v2.0/security-group-rules', errors: 'neutron' },
    { version: 'v3', base: '/v3/{project_id}/vpc/security-group-rules', errors: 'v3' },
  ] as const
).flatMap(({ version, base, errors }) => {
  const form = version === 'v3' ? rule3 : classicRule;
  const common = { service: 'vpc', errors } as const;
  const single = `${base}/{security_group_rule_id}` as `${string}{security_group_rule_id}`;
  return [
    route({
      ...common,
      method: 'POST',
      path: base,
      summary: `Create a security group rule; 409 if there is one like it (${version})`,
      status: 201,
      body: version === 'v3' ? v3Body : classicBody,
      change: ({ region, body }) => ({ security_group_rule: form(create(region, body), region) }),
    }),
    route({
      ...common,
      method: 'GET',
      path: base,
      summary: `List security group rules (${version})`,
      status: 200,
      query: listQuery,
      handle: ({ region, query }) => {
        const all = listed(region, query);
        const page = pageOf(all, query);
        return {
          security_group_rules: page.map((rule) => form(rule, region)),
          ...(version === 'v3' && { page_info: pageInfo(all, page) }),
        };
      },
    }),
    route({
      ...common,
      method: 'GET',
      path: single,
      summary: `Show a security group rule (${version})`,
      status: 200,
      handle: ({ region, params }) => ({
        security_group_rule: form(region.store.securityGroupRules.need(params.security_group_rule_id), region),
      }),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: single,
      summary: `Delete a security group rule (${version})`,
      status: 204,
      change: ({ region, params }) => {
        region.store.securityGroupRules.delete(params.security_group_rule_id);
      },
    }),
  ];
});
