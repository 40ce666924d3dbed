import { EIP_TYPES, NUMBERS, TEXTS, type TextLimit, VPC_BLOCKS } from '../../../lab/region/limits';
import { eipBody, type GuideLab, guidePublicKey, loginRule, makeGuideLab, ruleFields, serverBody } from './guide-lab';
import { RegionUnderTest } from './region-under-test';

jest.setTimeout(60_000);

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
/** A call in which one field is `value`. */
type WithValue = (made: GuideLab, value: string) => Ask;

const ask = (method: string, path: string, body: unknown): Ask => ({ method, path, body });
const created = (value: unknown) => ({ action: 'create', tags: value });
const tagAction = (kind: string, of: (made: GuideLab) => string): Record<'key' | 'value', WithValue> => {
  const path = (made: GuideLab) => `/${kind === 'cloudservers' ? 'v1' : 'v2.0'}/{p}/${kind}/${of(made)}/tags/action`;
  return {
    key: (made, key) => ask('POST', path(made), created([{ key, value: '' }])),
    value: (made, value) => ask('POST', path(made), created([{ key: 'a', value }])),
  };
};
const vpcTag = tagAction('vpcs', ({ vpc }) => vpc);
const subnetTag = tagAction('subnets', ({ subnet }) => subnet);
const groupTag = tagAction('security-groups', ({ group }) => group);
const eipTag = tagAction('publicips', ({ eip }) => eip);
const serverTag = tagAction('cloudservers', ({ servers }) => servers.test);

/** Every call that takes a text of the table. Asked with what is refused before anything is made, and with PUT. */
const calls: readonly (readonly [string, TextLimit, WithValue])[] = [
  ['a VPC tag key', TEXTS.vpcTagKey, vpcTag.key],
  ['a VPC tag value', TEXTS.vpcTagValue, vpcTag.value],
  ['a subnet tag key', TEXTS.vpcTagKey, subnetTag.key],
  ['a group tag key', TEXTS.vpcTagKey, groupTag.key],
  ['an EIP tag key', TEXTS.eipTagKey, eipTag.key],
  ['an EIP tag value', TEXTS.eipTagValue, eipTag.value],
  ['a server tag key', TEXTS.serverTagKey, serverTag.key],
  ['a server tag value', TEXTS.serverTagValue, serverTag.value],
  ['a VPC name', TEXTS.name, ({ vpc }, name) => ask('PUT', `/v1/{p}/vpcs/${vpc}`, { vpc: { name } })],
  [
    'a VPC description',
    TEXTS.description,
    ({ vpc }, description) => ask('PUT', `/v1/{p}/vpcs/${vpc}`, { vpc: { description } }),
  ],
  [
    'a subnet name',
    TEXTS.name,
    ({ vpc, subnet }, name) => ask('PUT', `/v1/{p}/vpcs/${vpc}/subnets/${subnet}`, { subnet: { name } }),
  ],
  [
    'a group name',
    TEXTS.name,
    ({ group }, name) => ask('PUT', `/v3/{p}/vpc/security-groups/${group}`, { security_group: { name } }),
  ],
  [
    'a filter name',
    TEXTS.name,
    ({ filter }, name) =>
      ask('PUT', `/v3/{p}/vpc/traffic-mirror-filters/${filter}`, { traffic_mirror_filter: { name } }),
  ],
  [
    'a session description',
    TEXTS.description,
    ({ session }, description) =>
      ask('PUT', `/v3/{p}/vpc/traffic-mirror-sessions/${session}`, { traffic_mirror_session: { description } }),
  ],
  [
    'a rule description',
    TEXTS.description,
    ({ rule }, description) =>
      ask('PUT', `/v3/{p}/vpc/traffic-mirror-filter-rules/${rule}`, { traffic_mirror_filter_rule: { description } }),
  ],
  [
    'a server name',
    TEXTS.serverName,
    ({ servers }, name) => ask('PUT', `/v1/{p}/cloudservers/${servers.test}`, { server: { name } }),
  ],
  [
    'a server description',
    TEXTS.serverDescription,
    ({ servers }, description) => ask('PUT', `/v1/{p}/cloudservers/${servers.test}`, { server: { description } }),
  ],
  [
    'a metadata key',
    TEXTS.metadataKey,
    ({ servers }, key) => ask('POST', `/v1/{p}/cloudservers/${servers.test}/metadata`, { metadata: { [key]: 'a' } }),
  ],
  [
    'a metadata value',
    TEXTS.metadataValue,
    ({ servers }, value) => ask('POST', `/v1/{p}/cloudservers/${servers.test}/metadata`, { metadata: { a: value } }),
  ],
  ['a port name', TEXTS.portName, ({ ports }, name) => ask('PUT', `/v1/{p}/ports/${ports.test}`, { port: { name } })],
  ['an EIP name', TEXTS.name, ({ eip }, alias) => ask('PUT', `/v3/{p}/eip/publicips/${eip}`, { publicip: { alias } })],
  [
    'a key pair name',
    TEXTS.keypairName,
    (_, name) => ask('POST', '/v3/{p}/keypairs', { keypair: { name, public_key: guidePublicKey } }),
  ],
];

/** Texts that are as long as allowed, or as short; one longer; one shorter; and one with a line break, where it is not. */
const edges = ({ min, max, pattern }: TextLimit) => ({
  taken: ['x'.repeat(max), 'x'.repeat(min)],
  refused: [
    'x'.repeat(max + 1),
    'x'.repeat(70_000),
    ...(min > 0 ? ['x'.repeat(min - 1)] : []),
    ...(pattern.test('<') ? [] : ['a<b']),
    ...(pattern.test('=') ? [] : ['a=b']),
  ],
});

const network = (fields: object) => (made: GuideLab) =>
  ask('POST', '/v1/{p}/subnets', {
    subnet: { name: 'b', cidr: '192.168.1.0/24', gateway_ip: '192.168.1.1', vpc_id: made.vpc, ...fields },
  });
const dhcp = (opt_name: string, opt_value?: string) => network({ extra_dhcp_opts: [{ opt_name, opt_value }] });
const groupRule = (fields: object) => (made: GuideLab) =>
  ask('POST', '/v3/{p}/vpc/security-group-rules', {
    security_group_rule: { ...loginRule(made.group, '80'), ...fields },
  });
const mirrorRule = (fields: object) => (made: GuideLab) =>
  ask('POST', '/v3/{p}/vpc/traffic-mirror-filter-rules', {
    traffic_mirror_filter_rule: { ...ruleFields(made.filter), ...fields },
  });
const server = (fields: object) => (made: GuideLab) =>
  ask('POST', '/v1.1/{p}/cloudservers', serverBody(made, { name: 'new', ...fields }));
const group = (fields: object) => () =>
  ask('POST', '/v1/{p}/security-groups', { security_group: { name: 'b', ...fields } });
const vpc = (fields: object) => () =>
  ask('POST', '/v1/{p}/vpcs', { vpc: { name: 'b', cidr: '10.0.0.0/8', ...fields } });

const refusals: readonly (readonly [string, (made: GuideLab) => Ask, string])[] = [
  ['a group of an unknown VPC', group({ vpc_id: 'none' }), 'security_group.vpc_id: vpc none does not exist'],
  [
    'a subnet in an unknown zone',
    network({ availability_zone: 'moon-1a' }),
    'subnet.availability_zone: moon-1a is none',
  ],
  ['a DHCP option that nobody knows', dhcp('tftp', 'a'), 'subnet.extra_dhcp_opts.0.opt_name'],
  ['a lease of no hours', dhcp('addresstime', '0h'), 'addresstime is -1 or 1h to 175200h'],
  ['a lease too long', dhcp('ipv6_addresstime', '175201h'), 'ipv6_addresstime is -1 or'],
  ['a lease in days', dhcp('addresstime', '1d'), 'addresstime is -1 or'],
  ['five NTP servers', dhcp('ntp', '1.1.1.1,1.1.1.2,1.1.1.3,1.1.1.4,1.1.1.5'), 'ntp is at most 4'],
  ['an NTP server twice', dhcp('ntp', '1.1.1.1,1.1.1.1'), 'ntp is at most 4'],
  ['an NTP server by name', dhcp('ntp', 'pool.ntp.org'), 'ntp is at most 4'],
  ['a domain of one label', dhcp('domainname', 'localdomain'), 'domainname is a domain'],
  [
    'a DHCP option twice',
    network({ extra_dhcp_opts: ['1h', '2h'].map((opt_value) => ({ opt_name: 'addresstime', opt_value })) }),
    'an option is listed twice',
  ],
  ['a VPC whose prefix begins with a zero', vpc({ cidr: '192.168.0.0/024' }), 'vpc.cidr: not an IPv4 block'],
  ['a subnet whose prefix begins with a zero', network({ cidr: '192.168.1.0/024' }), 'subnet.cidr: not an IPv4 block'],
  ['a group rule whose prefix begins with a zero', groupRule({ remote_ip_prefix: '10.0.0.0/08' }), 'remote_ip_prefix'],
  [
    'a group rule with a zone in its block',
    groupRule({ ethertype: 'IPv6', remote_ip_prefix: 'fe80::%eth0/64' }),
    'remote_ip_prefix',
  ],
  [
    'a mirror rule whose prefix begins with a zero',
    mirrorRule({ source_cidr_block: '0.0.0.0/00' }),
    'source_cidr_block',
  ],
  ['mirrored ports that begin with zeros', mirrorRule({ source_port_range: '00080-00090' }), 'source_port_range'],
  ['allowed ports that begin with zeros', groupRule({ multiport: '00080-00090' }), 'multiport'],
  ['an allowed port that begins with a zero', groupRule({ multiport: '080' }), 'multiport'],
  [
    '21 allowed ports',
    groupRule({ multiport: Array.from({ length: NUMBERS.portsOfRule.max + 1 }, (_, index) => index + 1).join() }),
    'multiport: at most 20',
  ],
  ['a protocol number with zeros', groupRule({ protocol: '006', multiport: undefined }), 'protocol'],
  ['metadata of 256 characters', server({ metadata: { a: 'x'.repeat(256) } }), 'server.metadata.a: at most 255'],
  ['a metadata key with a space', server({ metadata: { 'a b': 'x' } }), 'server.metadata.a b: a key is 1 to 255'],
  ['a server tag without key', server({ server_tags: [{ key: '', value: 'a' }] }), 'server.server_tags.0.key: 1 to 36'],
  [
    'a server tag twice',
    server({ server_tags: [{ key: 'a' }, { key: 'a' }] }),
    'server.server_tags: a key is listed twice',
  ],
  ['a long server tag, dotted', server({ tags: [`${'x'.repeat(37)}.a`] }), 'server.tags: keys are'],
  [
    'a server of another region',
    server({ extendparam: { regionID: 'moon-1' } }),
    'regionID: moon-1 is not this region',
  ],
  ['a recovery that is neither', server({ extendparam: { support_auto_recovery: 'no' } }), 'support_auto_recovery'],
  ['a VPC tag text without key', vpc({ tags: ['*value'] }), 'vpc.tags.0'],
  ['a VPC tag text with a space', vpc({ tags: ['a b*value'] }), 'vpc.tags.0'],
  ['a project that is none', vpc({ enterprise_project_id: 'mine' }), 'vpc.enterprise_project_id: 0 or the UUID'],
  [
    'a VPC tag twice',
    (made) => vpcTagsAsk(made, 'create', [{ key: 'a' }, { key: 'a' }]),
    'tags: a key is listed twice',
  ],
  ['removal of a tag without key', (made) => vpcTagsAsk(made, 'delete', [{ key: '' }]), 'tags.0.key: a key is needed'],
];

const vpcTagsAsk = (made: GuideLab, action: string, tags: unknown): Ask =>
  ask('POST', `/v2.0/{p}/vpcs/${made.vpc}/tags/action`, { action, tags });

describe('GIVEN a region', () => {
  let lab: RegionUnderTest;
  let made: GuideLab;
  beforeAll(async () => {
    lab = await RegionUnderTest.start({ quotas: { vpcs: 1000, eips: 1000 } });
    made = await makeGuideLab(lab);
  });
  afterAll(() => lab.close());

  const status = async ({ method, path, body }: Ask): Promise<number> => (await lab.call(method, path, body)).status;

  test.each(calls)('WHEN it is asked for %s THEN the limits of its table hold', async (_, limit, withValue) => {
    const { taken, refused } = edges(limit);
    for (const text of taken) expect(await status(withValue(made, text))).toBeLessThan(300);
    for (const text of refused) expect(await status(withValue(made, text))).toBe(400);
  });

  test.each(refusals)('WHEN it is asked for %s THEN it is refused with the reason', async (_, asking, words) => {
    const { method, path, body } = asking(made);
    const answer = await lab.call(method, path, body);
    expect(answer).toMatchObject({ status: 400 });
    expect(JSON.stringify(answer.body)).toContain(words);
  });

  test.each([
    [
      'a subnet with all DHCP options',
      network({
        extra_dhcp_opts: [
          { opt_name: 'ntp', opt_value: '10.0.0.1,10.0.0.2' },
          { opt_name: 'domainname', opt_value: 'lab.example.com' },
          { opt_name: 'addresstime', opt_value: '-1' },
          { opt_name: 'ipv6_addresstime', opt_value: '175200h' },
        ],
      }),
    ],
    ['removal of a tag of any characters', (given: GuideLab) => vpcTagsAsk(given, 'delete', [{ key: 'a b<>' }])],
    ['ports next to a range', groupRule({ multiport: '81,90-99' })],
    ['a VPC without a name', vpc({ name: undefined, cidr: VPC_BLOCKS[1] })],
  ])('WHEN it is asked for %s THEN it is taken', async (_, asking) => {
    expect(await status(asking(made))).toBeLessThan(300);
  });

  test('WHEN it is asked for an EIP of each type THEN it is taken, and no other', async () => {
    const types = async (type: string) => status(ask('POST', '/v1/{p}/publicips', { ...eipBody, publicip: { type } }));
    for (const type of EIP_TYPES) expect(await types(type)).toBe(200);
    expect(await types('5_moon')).toBe(400);
  });
});

test('GIVEN the table THEN every row says where it is from and what is allowed', () => {
  for (const row of [...Object.values(TEXTS), ...Object.values(NUMBERS)]) {
    expect(row.source).toMatch(/\w/);
    expect(row.min).toBeLessThanOrEqual(row.max);
  }
  for (const { says, max } of Object.values(TEXTS)) expect(says).toContain(String(max));
});
