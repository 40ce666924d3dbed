/** Filters and sessions of a stack. */
import { MirrorRule, type MirrorRuleProps } from '../../lib/mirror/mirror-rule';
import { type End, type Filter, type FilterRule, type Server, type Session } from './model';
import { referenceOf, variableOf } from './reference';
import {
  dataSources,
  isBlock,
  listAt,
  numberAt,
  resources,
  textAt,
  wordsOf,
  type Block,
  type Template,
} from './template';

const RULE = 'huaweicloud_vpc_traffic_mirror_filter_rule';

export function filtersOf(template: Template): Filter[] {
  const rules = resources(template, RULE);
  const own = resources(template, 'huaweicloud_vpc_traffic_mirror_filter').map(({ address, block }) => ({
    address,
    name: textAt(block, 'name'),
    rules: inDecidingOrder(rules.filter((rule) => filterOf(rule.block) === address).map(filterRule)),
  }));
  const known = new Set(own.map(({ address }) => address));
  const foreign = [...new Set(rules.map(({ block }) => filterOf(block)))].filter((filter) => !known.has(filter));
  return [
    ...own,
    ...foreign.map((filter) => ({
      address: filter,
      name: filter,
      rules: inDecidingOrder(rules.filter(({ block }) => filterOf(block) === filter).map(filterRule)),
    })),
  ];
}

function filterOf(rule: Block): string {
  return addressOf(rule['traffic_mirror_filter_id']);
}

/** Also read from a plan, which has the same attributes. */
export function filterRule({ address, block }: { readonly address: string; readonly block: Block }): FilterRule {
  const rule = ruleOf(block);
  return {
    address,
    direction: textAt(block, 'direction'),
    priority: numberAt(block, 'priority') ?? 0,
    isAccept: block['action'] === 'accept',
    rule,
    packets: packetsOf(block),
    coveredBy: undefined,
    description: textAt(block, 'description'),
  };
}

/** The rule as a value; undefined where a part of it is known only when Terraform plans. */
function ruleOf(block: Block): MirrorRule | undefined {
  const optional = (key: string, as: keyof MirrorRuleProps): object =>
    textAt(block, key) === '' ? {} : { [as]: textAt(block, key) };
  const props = {
    direction: textAt(block, 'direction'),
    priority: numberAt(block, 'priority') ?? 0,
    protocol: textAt(block, 'protocol'),
    ethertype: textAt(block, 'ethertype'),
    ...optional('source_cidr_block', 'source'),
    ...optional('destination_cidr_block', 'destination'),
    ...optional('source_port_range', 'sourcePorts'),
    ...optional('destination_port_range', 'destinationPorts'),
  } as MirrorRuleProps;
  try {
    return block['action'] === 'accept' ? MirrorRule.accept(props) : MirrorRule.reject(props);
  } catch {
    return undefined;
  }
}

function packetsOf(block: Block): string {
  const protocol = textAt(block, 'protocol');
  const words = protocol === 'all' || protocol === '' ? 'all protocols' : protocol.toUpperCase();
  const end = (block_: string, ports: string): string => {
    const range = portsInWords(textAt(block, ports));
    return `${textAt(block, block_) || 'anywhere'}${range === '' ? '' : `, ${range}`}`;
  };
  const from = end('source_cidr_block', 'source_port_range');
  const to = end('destination_cidr_block', 'destination_port_range');
  return `${words} over ${textAt(block, 'ethertype') || 'IPv4'} from ${from} to ${to}`;
}

/** `1234-1234` is one port. */
export function portsInWords(range: string): string {
  const [from = '', to = from] = range.split('-');
  if (range === '' || range === '1-65535') return '';
  return from === to ? `port ${from}` : `ports ${from} to ${to}`;
}

/** Sorted as they decide, each with the rule that leaves it nothing to decide. */
export function inDecidingOrder(rules: readonly FilterRule[]): FilterRule[] {
  const sorted = [...rules].sort((a, b) =>
    a.direction === b.direction ? a.priority - b.priority : a.direction === 'ingress' ? -1 : 1,
  );
  return sorted.map((rule, index) => {
    const before = sorted.slice(0, index).find((other) => rule.rule !== undefined && other.rule?.covers(rule.rule));
    return { ...rule, coveredBy: before?.priority };
  });
}

export function sessionsOf(template: Template, servers: readonly Server[]): Session[] {
  const endOf = (value: unknown): End => end(template, servers, value);
  return resources(template, 'huaweicloud_vpc_traffic_mirror_session')
    .map(({ address, block }) => ({ address, block, words: wordsOf(template, { address, block }) }))
    .map(({ address, block, words }) => ({
      address,
      name: textAt(words, 'name') || textAt(block, 'name'),
      priority: numberAt(block, 'priority'),
      vni: numberAt(block, 'virtual_network_id'),
      packetLength: numberAt(block, 'packet_length'),
      isEnabled: block['enabled'] !== false,
      filter: addressOf(block['traffic_mirror_filter_id']),
      sources:
        foundEnd(`sources of ${address}`, textAt(words, 'sources'), textAt(words, 'each')) ??
        sourcesOf(block).map(endOf),
      target:
        foundEnd(`target of ${address}`, textAt(words, 'target'), 'read at plan')?.[0] ??
        endOf(block['traffic_mirror_target_id']),
      targetType: textAt(block, 'traffic_mirror_target_type'),
      each: textAt(words, 'each') || textAt(block, 'for_each') || textAt(block, 'count'),
      inWords:
        words['each'] === undefined ? undefined : { priority: textAt(words, 'priority'), vni: textAt(words, 'vni') },
    }))
    .sort((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
}

/** An end of which the stack says what is found there; undefined where it says nothing. */
function foundEnd(key: string, name: string, detail: string): [End] | undefined {
  return name === '' ? undefined : [{ key, name, detail, server: undefined }];
}

/** A list, or one expression that makes one. */
function sourcesOf(block: Block): readonly unknown[] {
  const sources = block['traffic_mirror_sources'];
  return typeof sources === 'string' ? [sources] : listAt(block, 'traffic_mirror_sources');
}

function end(template: Template, servers: readonly Server[], value: unknown): End {
  const reference = referenceOf(value);
  const server = servers.find(({ address }) => address === reference?.address);
  if (server !== undefined) {
    return { key: server.address, name: server.name, detail: server.privateIp, server: server.address };
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const port = dataSources(template, 'huaweicloud_networking_port').find(
    ({ address }) => address === reference?.address,
  );
  if (port !== undefined) {
    const detail = textAt(port.block, 'fixed_ip');
    return { key: port.address, name: 'network interface', detail: detail || port.address, server: undefined };
  }
  const variable = variableOf(value);
  if (variable !== undefined) {
    return { key: text, name: `variable ${variable}`, detail: 'asked for at the deploy', server: undefined };
  }
  if (/\$\{/.test(text)) {
    return { key: text, name: 'found when Terraform plans', detail: shortened(text), server: undefined };
  }
  return { key: text, name: 'exists already', detail: text, server: undefined };
}

function shortened(expression: string): string {
  const inner = expression.replace(/^\$\{(.*)\}$/s, '$1');
  return inner.length > 48 ? `${inner.slice(0, 47)}…` : inner;
}

/** The address in the state that an id refers to, or the id. */
export function addressOf(value: unknown): string {
  return (
    referenceOf(value)?.address ?? (typeof value === 'string' ? value : isBlock(value) ? JSON.stringify(value) : '')
  );
}
