import { z } from 'zod';
import { familyOf } from '../../../addresses/cidr-text';
import { offsetTime } from '../../clock';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { NUMBERS } from '../../limits';
import { cidr, description, direction, ethertype, isPortRange, numberOf } from '../../schema';
import { type MirrorFilterRule } from '../../store/mirror';
import { deleteRoute, searchRoute, showRoute, type V3Resource } from '../v3-resource';

/** As v3 writes it; what is not set is empty (API reference of VPC: ShowTrafficMirrorFilterRule). */
export const mirrorRuleForm = (rule: MirrorFilterRule, region: Region) => ({
  id: rule.id,
  project_id: region.settings.projectId,
  traffic_mirror_filter_id: rule.filterId,
  description: rule.description,
  direction: rule.direction,
  protocol: rule.protocol,
  ethertype: rule.ethertype,
  action: rule.action,
  priority: rule.priority,
  source_cidr_block: rule.sourceCidr,
  destination_cidr_block: rule.destinationCidr,
  source_port_range: rule.sourcePorts,
  destination_port_range: rule.destinationPorts,
  created_at: offsetTime(rule.createdAt),
  updated_at: offsetTime(rule.updatedAt),
});

/** The API reference prints upper case, the provider sends lower case; both are taken and given back as written. */
const anyCase = (...values: string[]) =>
  z.string().refine((text) => values.includes(text.toLowerCase()), `one of ${values.join(', ')}`);

const optionalCidr = z.union([z.literal(''), cidr]);
const optionalPorts = z
  .string()
  .refine(
    (text) => text === '' || isPortRange(text),
    'a range from 1 to 65535 such as "80-200", a single port is "1234-1234"',
  );

const matching = {
  source_cidr_block: optionalCidr,
  destination_cidr_block: optionalCidr,
  source_port_range: optionalPorts,
  destination_port_range: optionalPorts,
};
const deciding = {
  protocol: anyCase('tcp', 'udp', 'icmp', 'icmpv6', 'all'),
  ethertype,
  action: anyCase('accept', 'reject'),
  priority: numberOf(NUMBERS.filterRulePriority),
};

const createBody = z.strictObject({
  traffic_mirror_filter_rule: z.strictObject({
    traffic_mirror_filter_id: z.string(),
    direction,
    ...deciding,
    description: description.default(''),
    source_cidr_block: matching.source_cidr_block.nullish(),
    destination_cidr_block: matching.destination_cidr_block.nullish(),
    source_port_range: matching.source_port_range.nullish(),
    destination_port_range: matching.destination_port_range.nullish(),
  }),
});

const updateBody = z.strictObject({
  traffic_mirror_filter_rule: z.strictObject({ ...deciding, description, ...matching }).partial(),
});

/**
 * Of one filter and direction, no two rules have the same priority: so the console's help, as Huawei's site search quotes it,
 * for ingress. What the API answers is not documented.
 */
function checkPriority({ store }: Region, rule: MirrorFilterRule): void {
  const other = store.mirrorFilterRules.find(
    (one) =>
      one.id !== rule.id &&
      one.filterId === rule.filterId &&
      one.direction === rule.direction &&
      one.priority === rule.priority,
  );
  if (other)
    throw conflict(`priority ${rule.priority} is that of the ${rule.direction} rule ${other.id} of the filter`);
}

/** The cloud takes ports with ICMP, where they mean nothing: the provider's own acceptance test leaves them there. */
const mayHavePorts = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** What single fields can't tell: blocks of the wrong family, ports of any protocol, a priority that is taken. */
function checkTogether(rule: MirrorFilterRule, region: Region): MirrorFilterRule {
  const field = (name: string) => `traffic_mirror_filter_rule.${name}`;
  const blocks = [
    ['source_cidr_block', rule.sourceCidr],
    ['destination_cidr_block', rule.destinationCidr],
  ] as const;
  for (const [name, block] of blocks) {
    if (block !== '' && familyOf(block) !== rule.ethertype) {
      throw invalid(field(name), `${block} is not an ${rule.ethertype} block`);
    }
  }
  const ranges = [
    ['source_port_range', rule.sourcePorts],
    ['destination_port_range', rule.destinationPorts],
  ] as const;
  for (const [name, range] of ranges) {
    if (range !== '' && !mayHavePorts.includes(rule.protocol.toLowerCase())) {
      throw invalid(field(name), `${range} is given, but the protocol ${rule.protocol} has no ports`);
    }
  }
  checkPriority(region, rule);
  return rule;
}

/**
 * What a change leaves of ports that it does not name: nothing when the protocol that it gives has none (the provider's
 * acceptance test of the rule turns one with ports into one of icmpv6, and finds them empty), or else what there was.
 */
const portsAfter = (given: string | undefined, protocol: string | undefined): string | undefined =>
  given ?? (protocol === undefined || ['tcp', 'udp'].includes(protocol.toLowerCase()) ? undefined : '');

const collection = '/v3/{project_id}/vpc/traffic-mirror-filter-rules';
const single = `${collection}/{traffic_mirror_filter_rule_id}` as const;

const rules: V3Resource<MirrorFilterRule> = {
  ...{ service: 'vpc', collection, one: 'traffic_mirror_filter_rule', form: mirrorRuleForm },
  table: (store) => store.mirrorFilterRules,
};

const searched = {
  id: z.string(),
  traffic_mirror_filter_id: z.string(),
  direction: direction,
  protocol: z.string(),
  action: z.string(),
  priority: z.string(),
  description: z.string(),
  source_cidr_block: z.string(),
  destination_cidr_block: z.string(),
  source_port_range: z.string(),
  destination_port_range: z.string(),
};

export const mirrorFilterRuleRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: collection,
    summary: 'Create a mirror filter rule; 409 if another of its filter and direction has its priority',
    errors: 'v3',
    status: 201,
    body: createBody,
    change: ({ region, body: { traffic_mirror_filter_rule: wanted } }) => {
      const { store, settings } = region;
      store.mirrorFilters.refer('traffic_mirror_filter_rule.traffic_mirror_filter_id', wanted.traffic_mirror_filter_id);
      checkQuota(settings.quotas, 'mirrorFilterRules', store.mirrorFilterRules.size);
      const now = region.clock();
      const wantedRule = {
        id: region.ids.uuid(),
        filterId: wanted.traffic_mirror_filter_id,
        description: wanted.description,
        direction: wanted.direction,
        protocol: wanted.protocol,
        ethertype: wanted.ethertype,
        action: wanted.action,
        priority: wanted.priority,
        sourceCidr: wanted.source_cidr_block ?? '',
        destinationCidr: wanted.destination_cidr_block ?? '',
        sourcePorts: wanted.source_port_range ?? '',
        destinationPorts: wanted.destination_port_range ?? '',
        createdAt: now,
        updatedAt: now,
      };
      const rule = store.mirrorFilterRules.insert(checkTogether(wantedRule, region));
      return { traffic_mirror_filter_rule: mirrorRuleForm(rule, region) };
    },
  }),
  searchRoute(rules, 'List mirror filter rules', searched),
  showRoute(rules, 'Show a mirror filter rule'),
  route({
    service: 'vpc',
    method: 'PUT',
    path: single,
    summary:
      'Change a mirror filter rule; a field left out keeps its value, but for ports where the protocol given has none; an empty one clears it',
    errors: 'v3',
    status: 200,
    body: updateBody,
    change: ({ region, params, body: { traffic_mirror_filter_rule: wanted } }) => {
      const updated = region.store.mirrorFilterRules.update(params.traffic_mirror_filter_rule_id, {
        description: wanted.description,
        protocol: wanted.protocol,
        ethertype: wanted.ethertype,
        action: wanted.action,
        priority: wanted.priority,
        sourceCidr: wanted.source_cidr_block,
        destinationCidr: wanted.destination_cidr_block,
        sourcePorts: portsAfter(wanted.source_port_range, wanted.protocol),
        destinationPorts: portsAfter(wanted.destination_port_range, wanted.protocol),
        updatedAt: region.clock(),
      });
      return { traffic_mirror_filter_rule: mirrorRuleForm(checkTogether(updated, region), region) };
    },
  }),
  deleteRoute(rules, 'Delete a mirror filter rule'),
];
