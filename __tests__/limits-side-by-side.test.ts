/**
 * The limits of the product and of the lab's region, side by side. Neither knows the other, so that a slip in one is no
 * slip in both; but what the settings let through the region must take, or a mistake would be found after half is built.
 */
import { defaultQuotas } from '../lab/region/quotas';
import { problemsOf } from './problems';
import { eipBody, guidePublicKey, makeNetwork, serverBody } from './lab/region/guide-lab';
import { RegionUnderTest } from './lab/region/region-under-test';

let lab: RegionUnderTest;
let network: { vpc: string; subnet: string; group: string };

beforeAll(async () => {
  const many = { vpcs: 1000, eips: 200, servers: 200, mirrorFilterRules: 1000 };
  lab = await RegionUnderTest.start({ quotas: { ...defaultQuotas, ...many } });
  network = await makeNetwork(lab);
});
afterAll(() => lab.close());

interface Pair {
  readonly settings: (value: never) => object;
  readonly call: (value: never) => readonly [method: string, path: string, body: unknown];
  /** Values at and beyond both edges. */
  readonly values: readonly unknown[];
  /** What the region takes and the settings do not, each with its reason in the limits of lib/. */
  readonly stricter?: readonly unknown[];
}

const off = { verification: { enabled: false } };
const vpc = (fields: object): readonly [string, string, unknown] => [
  'POST',
  '/v1/{p}/vpcs',
  { vpc: { name: 'v', cidr: '192.168.0.0/16', ...fields } },
];
const server = (fields: object): readonly [string, string, unknown] => [
  'POST',
  '/v1.1/{p}/cloudservers',
  serverBody(network, fields),
];
const tagsOf = (number: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: number }, (_, index) => [`k${index}`, 'v']));
const listed = (tags: Readonly<Record<string, string>>): object[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));
const session = { filterName: 'f', sessionName: 's', priority: 2, vni: 2, rules: [{ priority: 1 }] };
const rule = {
  traffic_mirror_filter_id: 'x',
  direction: 'ingress',
  protocol: 'tcp',
  ethertype: 'IPv4',
  action: 'accept',
  priority: 1,
};

const PAIRS: Readonly<Record<string, Pair>> = {
  'the block of the VPC': {
    settings: (vpcCidr: string) => ({ network: { vpcCidr, subnetCidr: vpcCidr } }),
    call: (cidr: string) => vpc({ cidr }),
    values: [
      '10.0.0.0/8',
      '10.0.0.0/7',
      '172.16.0.0/12',
      '172.32.0.0/16',
      '192.168.0.0/16',
      '192.0.0.0/8',
      '8.8.0.0/16',
      '192.168.0.0/28',
      '192.168.0.0/29',
      '100.64.0.0/10',
      '0.0.0.0/0',
      '10.1.2.0/24',
    ],
  },
  'names of VPCs': {
    settings: (vpcName: string) => ({ network: { vpcName } }),
    call: (name: string) => vpc({ name }),
    values: ['a', 'x'.repeat(64), 'x'.repeat(65), '镜像_A-1.2', 'a b', 'a/b', '<b>'],
  },
  'the size of a disk': {
    settings: (sizeGib: number) => ({ systemDisk: { sizeGib } }),
    call: (size: number) => server({ root_volume: { volumetype: 'GPSSD', size } }),
    values: [39, 40, 1024, 1025, 40.5, 0],
  },
  'types of disks': {
    settings: (type: string) => ({ systemDisk: { type } }),
    call: (volumetype: string) => server({ root_volume: { volumetype, size: 40 } }),
    values: ['SAS', 'SSD', 'GPSSD', 'ESSD', 'SATA', 'gpssd', 'x'],
    // An old type that new regions do not sell.
    stricter: ['SATA'],
  },
  'types of EIPs': {
    settings: (type: string) => ({ elasticIp: { type } }),
    call: (type: string) => ['POST', '/v1/{p}/publicips', { ...eipBody, publicip: { type } }],
    values: ['5_bgp', '5_sbgp', '5_youxuanbgp', '5_telcom', '5_union', '5_gray', 'bgp', ''],
  },
  'the size of the bandwidth': {
    settings: (bandwidthSize: number) => ({ elasticIp: { bandwidthSize } }),
    call: (size: number) => ['POST', '/v1/{p}/publicips', { ...eipBody, bandwidth: { ...eipBody.bandwidth, size } }],
    values: [0, 1, 2000, 2001, 1.5],
  },
  'how many tags': {
    settings: (number: number) => ({ tags: tagsOf(number) }),
    call: (number: number) => server({ server_tags: listed(tagsOf(number)) }),
    values: [0, 20, 21],
  },
  'keys of tags': {
    settings: (key: string) => ({ tags: { [key]: 'v' } }),
    call: (key: string) => server({ server_tags: [{ key, value: 'v' }] }),
    values: ['k', 'k'.repeat(36), 'k'.repeat(37), '', '键-_1', 'a b', 'a.b'],
    // Of VPCs' tags; servers' may have more.
    stricter: ['k'.repeat(37), 'a b', 'a.b'],
  },
  'values of tags': {
    settings: (value: string) => ({ tags: { k: value } }),
    call: (value: string) => server({ server_tags: [{ key: 'k', value }] }),
    values: ['', 'v'.repeat(43), 'v'.repeat(44), '值-_.1', 'a b'],
    stricter: ['v'.repeat(44), 'a b'],
  },
  'how many name servers': {
    settings: (number: number) => ({ network: { dnsServers: Array<string>(number).fill('8.8.8.8') } }),
    call: (number: number) => [
      'POST',
      '/v1/{p}/subnets',
      {
        subnet: {
          name: 's',
          cidr: `192.168.${number + 1}.0/24`,
          gateway_ip: `192.168.${number + 1}.1`,
          vpc_id: network.vpc,
          dnsList: Array<string>(number).fill('8.8.8.8'),
        },
      },
    ],
    values: [0, 1, 5, 6],
    // The provider would ask over the network for those that are left out.
    stricter: [0],
  },
  'the name of the key pair': {
    settings: (keyPairName: string) => ({ keyPairName }),
    call: (name: string) => ['POST', '/v3/{p}/keypairs', { keypair: { name, public_key: guidePublicKey } }],
    values: ['k', 'x'.repeat(64), 'x'.repeat(65), 'a.b', '密钥', ''],
  },
};

/** Of a session and a rule, whose references do not exist here: the region looks at the fields first. */
const FIELDS: Readonly<Record<string, Pair & { readonly field: string }>> = {
  'the priority of a session': {
    field: 'traffic_mirror_session.priority',
    settings: (priority: number) => ({ mirrorSession: { priority } }),
    call: (priority: number) => sessionWith({ priority }),
    values: [0, 1, 32766, 32767, 1.5],
  },
  'the VNI': {
    field: 'traffic_mirror_session.virtual_network_id',
    settings: (vni: number) => ({ mirrorSession: { vni } }),
    call: (virtual_network_id: number) => sessionWith({ virtual_network_id }),
    values: [-1, 0, 1, 16777215, 16777216],
    // The provider does not send it.
    stricter: [0],
  },
  'the packet length': {
    field: 'traffic_mirror_session.packet_length',
    settings: (packetLength: number) => ({ mirrorSession: { packetLength } }),
    call: (packet_length: number) => sessionWith({ packet_length }),
    values: [0, 1, 1460, 1461],
  },
  'the priority of a rule': {
    field: 'traffic_mirror_filter_rule.priority',
    settings: (priority: number) => ({ mirrorFilter: { rules: [{ priority }] } }),
    call: (priority: number) => ruleWith({ priority }),
    values: [0, 1, 65535, 65536],
  },
  'the protocol of a rule': {
    field: 'traffic_mirror_filter_rule.protocol',
    settings: (protocol: string) => ({
      mirrorFilter: { rules: [{ priority: 1, protocol, ethertype: protocol === 'icmpv6' ? 'IPv6' : 'IPv4' }] },
    }),
    call: (protocol: string) => ruleWith({ protocol }),
    values: ['tcp', 'udp', 'icmp', 'icmpv6', 'all', 'sctp', 'TCP'],
    // The API reference prints upper case, the provider's documentation lower case.
    stricter: ['TCP'],
  },
  'the description of a filter': {
    field: 'traffic_mirror_filter.description',
    settings: (description: string) => ({ mirrorFilter: { description } }),
    call: (description: string) => [
      'POST',
      '/v3/{p}/vpc/traffic-mirror-filters',
      { traffic_mirror_filter: { name: 'f', description } },
    ],
    values: ['', 'x'.repeat(255), 'x'.repeat(256), 'a < b'],
  },
};

function sessionWith(fields: object): readonly [string, string, unknown] {
  const body = {
    name: 's',
    traffic_mirror_filter_id: 'x',
    traffic_mirror_sources: ['x'],
    traffic_mirror_target_id: 'x',
    traffic_mirror_target_type: 'eni',
    priority: session.priority,
    ...fields,
  };
  return ['POST', '/v3/{p}/vpc/traffic-mirror-sessions', { traffic_mirror_session: body }];
}

function ruleWith(fields: object): readonly [string, string, unknown] {
  return ['POST', '/v3/{p}/vpc/traffic-mirror-filter-rules', { traffic_mirror_filter_rule: { ...rule, ...fields } }];
}

function isAllowed(pair: Pair, value: unknown): boolean {
  const settings = pair.settings(value as never) as { readonly network?: { readonly vpcCidr?: string } };
  // Addresses outside of a block that was moved are another mistake.
  return !problemsOf({ ...settings, ...off }).some((problem) => !/privateIp|subnetCidr|gatewayIp/.test(problem));
}

describe.each(Object.entries(PAIRS))('%s', (_, pair) => {
  test.each(pair.values.map((value) => [value]))('%j is taken by both, or refused at synth', async (value) => {
    const [method, path, body] = pair.call(value as never);
    const answer = await lab.call(method, path, body);
    const isTaken = answer.status < 300;
    expect({ value, isTaken, isAllowed: isAllowed(pair, value) }).toEqual({
      value,
      isTaken,
      isAllowed: isTaken && pair.stricter?.includes(value) !== true,
    });
    await lab.region.idle();
    const servers = (answer.body as { serverIds?: string[] } | undefined)?.serverIds ?? [];
    if (servers.length > 0) {
      await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: servers.map((id) => ({ id })) });
      await lab.region.idle();
    }
  });
});

describe.each(Object.entries(FIELDS))('%s', (_, pair) => {
  test.each(pair.values.map((value) => [value]))('%j is taken by both, or refused at synth', async (value) => {
    const [method, path, body] = pair.call(value as never);
    const answer = await lab.call(method, path, body);
    // Other fields are wrong on purpose, so only the field's own name tells.
    const isTaken = !JSON.stringify(answer.body).includes(`${pair.field}:`);
    expect({ value, isTaken, isAllowed: isAllowed(pair, value) }).toEqual({
      value,
      isTaken,
      isAllowed: isTaken && pair.stricter?.includes(value) !== true,
    });
  });
});
