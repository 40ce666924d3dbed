/** VPCs, subnets, peerings, EIPs, security groups and servers of a stack. */
import {
  type ElasticIp,
  type GroupRule,
  type Peer,
  type Peering,
  type SecurityGroup,
  type Server,
  type Subnet,
  type Vpc,
} from './model';
import { addressOf, portsInWords } from './mirror';
import { referenceOf, variableOf } from './reference';
import {
  blockAt,
  dataSources,
  isExpression,
  listAt,
  numberAt,
  resources,
  textAt,
  wordsOf,
  type Block,
  type Element,
  type Template,
} from './template';

export function vpcsOf(template: Template): Vpc[] {
  return resources(template, 'huaweicloud_vpc').map(({ address, block }) => ({
    address,
    name: textAt(block, 'name'),
    cidr: textAt(block, 'cidr'),
  }));
}

export function subnetsOf(template: Template): Subnet[] {
  return resources(template, 'huaweicloud_vpc_subnet').map(({ address, block }) => ({
    address,
    name: textAt(block, 'name'),
    cidr: textAt(block, 'cidr'),
    gateway: textAt(block, 'gateway_ip'),
    vpc: addressOf(block['vpc_id']),
  }));
}

export function peeringsOf(template: Template): Peering[] {
  return resources(template, 'huaweicloud_vpc_peering_connection').map(({ address, block }) => ({
    address,
    name: textAt(block, 'name'),
    vpcs: [addressOf(block['vpc_id']), addressOf(block['peer_vpc_id'])],
  }));
}

export function serversOf(template: Template): Server[] {
  return resources(template, 'huaweicloud_compute_instance').map(({ address, block }) => {
    const network = blockAt(block, 'network');
    return {
      address,
      name: textAt(block, 'name'),
      flavor: textAt(block, 'flavor_id'),
      image: imageOf(template, block),
      privateIp: textAt(network, 'fixed_ip_v4'),
      zone: textAt(block, 'availability_zone'),
      diskType: textAt(block, 'system_disk_type'),
      diskGib: numberAt(block, 'system_disk_size'),
      subnet: addressOf(network['uuid']),
      groups: listAt(block, 'security_group_ids').map(addressOf),
    };
  });
}

/** The name that the stack looks an image up by, wherever in the expression the lookup stands; or the id. */
function imageOf(template: Template, block: Block): string {
  const given = textAt(block, 'image_name') || textAt(block, 'image_id');
  const lookup = dataSources(template, 'huaweicloud_images_image').find(({ address }) => given.includes(address));
  return (lookup && (textAt(lookup.block, 'name') || textAt(lookup.block, 'image_id'))) ?? given;
}

export function elasticIpsOf(template: Template): ElasticIp[] {
  const associations = resources(template, 'huaweicloud_compute_eip_associate');
  return resources(template, 'huaweicloud_vpc_eip').map(({ address, block }) => {
    const bandwidth = blockAt(block, 'bandwidth');
    const bound = associations.find((other) => referenceOf(other.block['public_ip'])?.address === address);
    return {
      address,
      name: textAt(block, 'name'),
      type: textAt(blockAt(block, 'publicip'), 'type'),
      bandwidth: textAt(bandwidth, 'size'),
      chargeMode: textAt(bandwidth, 'charge_mode'),
      server: bound && addressOf(bound.block['instance_id']),
    };
  });
}

const GROUP_RULE = 'huaweicloud_networking_secgroup_rule';

export function groupsOf(template: Template): SecurityGroup[] {
  const own = resources(template, 'huaweicloud_networking_secgroup');
  const names = new Map(own.map(({ address, block }) => [address, textAt(block, 'name')]));
  const rules = resources(template, GROUP_RULE);
  const of = (group: string): GroupRule[] =>
    rules
      .filter(({ block }) => addressOf(block['security_group_id']) === group)
      .map((rule) => groupRule(rule, names, textAt(wordsOf(template, rule), 'from')))
      // As in the guide's tables: what comes in first, logins before the rest.
      .sort((a, b) => rank(a) - rank(b));
  const foreign = [...new Set(rules.map(({ block }) => addressOf(block['security_group_id'])))];
  const described = (group: string): string =>
    rules
      .filter(({ block }) => addressOf(block['security_group_id']) === group)
      .map((rule) => textAt(wordsOf(template, rule), 'group'))
      .find((words) => words !== '') ?? '';
  return [
    ...own.map(({ address }) => ({
      address,
      name: names.get(address) ?? '',
      rules: of(address),
      exists: false,
      isDescribed: false,
    })),
    ...foreign
      .filter((group) => !names.has(group))
      .map((group) => ({ group, words: described(group) }))
      .map(({ group, words }) => ({
        address: group,
        name: words || foreignName(group),
        rules: of(group),
        exists: true,
        isDescribed: words !== '',
      })),
  ];
}

function foreignName(group: string): string {
  const variable = variableOf(group);
  return variable === undefined ? group : `variable ${variable}`;
}

/** @param from who is at the other end, in the words of the stack; empty where it says nothing */
function groupRule({ address, block }: Element, names: ReadonlyMap<string, string>, from: string): GroupRule {
  return {
    address,
    direction: textAt(block, 'direction'),
    isAllowed: textAt(block, 'action') !== 'deny',
    ethertype: textAt(block, 'ethertype'),
    traffic: trafficOf(block),
    peer: from === '' ? peerOf(block, names) : { kind: 'expression', text: from },
    description: textAt(block, 'description'),
  };
}

function trafficOf(block: Block): string {
  const protocol = textAt(block, 'protocol');
  if (protocol === '') return 'all';
  const [from, to] = [textAt(block, 'port_range_min'), textAt(block, 'port_range_max')];
  const ports =
    textAt(block, 'ports') || (from === '' ? '' : portsInWords(`${from}-${to || from}`).replace(/^ports? /, ''));
  return `${protocol.toUpperCase()}${ports === '' ? ', all ports' : ` ${ports}`}`;
}

function peerOf(block: Block, names: ReadonlyMap<string, string>): Peer {
  const group = addressOf(block['remote_group_id']);
  if (group !== '') return { kind: 'group', text: names.get(group) ?? group };
  const prefix = textAt(block, 'remote_ip_prefix');
  if (prefix === '') return { kind: 'any', text: 'anywhere' };
  const variable = variableOf(prefix);
  if (variable !== undefined) return { kind: 'variable', text: variable };
  return { kind: isExpression(prefix) ? 'expression' : 'block', text: prefix };
}

function rank({ direction, peer }: GroupRule): number {
  return (direction === 'ingress' ? 0 : 10) + (peer.kind === 'group' ? 1 : 0);
}
