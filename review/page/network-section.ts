import { openings } from '../exposure';
import { type Plan } from '../plan/plan';
import { type GroupRule, type Peer, type Stack } from '../stack/model';
import { type Section } from '../html/frame';
import { markup, type Markup } from '../html/markup';
import { table } from '../html/table';

/** Rules of security groups in words, and what of them is open to the Internet. */
export function groupsSection(stack: Stack, plan: Plan | undefined): Section {
  const open = new Set(openings(stack, plan?.variables).map(({ rule }) => rule.address));
  const asked = stack.groups.some(({ rules }) => rules.some(({ peer }) => peer.kind === 'variable'));
  return {
    id: 'groups',
    title: 'Security groups, and what is open to the Internet',
    short: 'Security groups',
    body: markup`<p>${open.size === 0 ? 'No rule is open to the whole Internet.' : `${open.size} ${open.size === 1 ? 'rule is' : 'rules are'} open to the whole Internet, or to a large part of it.`}${asked && plan === undefined ? ' What a variable opens is known at the deploy; a page made with a plan says it.' : ''}</p>
${stack.groups.map(({ name, rules, exists, isDescribed, address }) =>
  table({
    caption: `${isDescribed ? sentence(name) : `Security group ${name}`}${exists ? ' (exists already; only what this stack adds)' : ''}, of ${membersOf(stack, address)}`,
    header: ['Direction', 'Decision', 'Traffic', 'With', 'Description'],
    rows: rules.map((rule) => ruleRow(rule, open.has(rule.address), plan)),
  }),
)}`,
  };
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function membersOf({ servers }: Stack, group: string): string {
  const names = servers.filter(({ groups }) => groups.includes(group)).map(({ name }) => name);
  if (names.length === 0) return 'no server of this stack';
  return names.length > 6 ? `${names.length} servers` : names.join(', ');
}

function ruleRow(
  rule: GroupRule,
  isOpen: boolean,
  plan: Plan | undefined,
): { cells: (string | Markup)[]; as?: string } {
  const peer = peerInWords(rule.peer, plan);
  return {
    cells: [
      rule.direction === 'ingress' ? 'inbound' : 'outbound',
      rule.isAllowed ? 'allowed' : 'denied',
      `${rule.traffic}${rule.ethertype === 'IPv6' ? ' over IPv6' : ''}`,
      isOpen ? markup`${peer} <span class="tag danger">open to the Internet</span>` : peer,
      rule.description,
    ],
    ...(isOpen ? { as: 'wrong' } : {}),
  };
}

function peerInWords({ kind, text }: Peer, plan: Plan | undefined): string {
  if (kind === 'group') return `servers of ${text}`;
  if (kind !== 'variable') return text;
  const value = plan?.variables[text];
  return value === undefined ? `variable ${text}, asked for at the deploy` : `${value} (variable ${text})`;
}

/** VPCs, subnets, servers, EIPs, peerings; and how many there are of everything. */
export function resourcesSection(stack: Stack): Section {
  const { vpcs, subnets, servers, elasticIps, peerings, counts } = stack;
  const nameOf = (address: string): string =>
    [...vpcs, ...subnets, ...servers, ...stack.groups].find((one) => one.address === address)?.name ?? address;
  const part = (
    caption: string,
    header: readonly string[],
    rows: readonly (readonly string[])[],
  ): Markup | undefined => (rows.length === 0 ? undefined : table({ caption, header, rows }));
  return {
    id: 'resources',
    title: 'Resources',
    body: markup`${part(
      'VPCs',
      ['VPC', 'Block'],
      vpcs.map(({ name, cidr }) => [name, cidr]),
    )}
${part(
  'Subnets',
  ['Subnet', 'Block', 'Gateway', 'VPC'],
  subnets.map(({ name, cidr, gateway, vpc }) => [name, cidr, gateway, nameOf(vpc)]),
)}
${part(
  'Peerings',
  ['Peering', 'Between', 'And'],
  peerings.map(({ name, vpcs: [a, b] }) => [name, nameOf(a), nameOf(b)]),
)}
${part(
  'Servers',
  ['Server', 'Address', 'Flavor', 'Image', 'Disk', 'Zone', 'Subnet', 'Security groups'],
  servers.map((server) => [
    server.name,
    server.privateIp,
    server.flavor,
    server.image,
    server.diskGib === undefined ? server.diskType : `${server.diskType}, ${server.diskGib} GiB`,
    server.zone || 'chosen by the cloud',
    nameOf(server.subnet),
    server.groups.map(nameOf).join(', '),
  ]),
)}
${part(
  'EIPs',
  ['EIP', 'Type', 'Bandwidth', 'Billed', 'Bound to'],
  elasticIps.map(({ name, type, bandwidth, chargeMode, server }) => [
    name,
    type,
    `${bandwidth} Mbit/s`,
    `by ${chargeMode}`,
    server === undefined ? 'nothing' : nameOf(server),
  ]),
)}
<details><summary>All that the stack makes, by type</summary>
${part(
  'Resources by type',
  ['Type', 'Number'],
  counts.map(([type, number]) => [type, String(number)]),
)}
</details>`,
  };
}
