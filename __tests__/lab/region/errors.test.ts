import { makeNetwork, serverBody } from './guide-lab';
import { RegionUnderTest } from './region-under-test';

interface AnyError {
  readonly code?: string;
  readonly error_code?: string;
  readonly error?: { readonly code: string };
  readonly NeutronError?: { readonly type: string };
}

/** The code of an error in whichever form it is. */
const codeOf = (body: unknown): string | undefined => {
  const error = body as AnyError;
  return error.code ?? error.error_code ?? error.error?.code ?? error.NeutronError?.type;
};

type Network = Awaited<ReturnType<typeof makeNetwork>>;

/** `[what, method, path, body, code]`; the status is the one that the code stands for. */
type Case = readonly [string, string, string, ((network: Network) => unknown) | undefined, string];

const published: Case[] = [
  ['a bad VPC', 'POST', '/v1/{p}/vpcs', () => ({ vpc: { cidr: 'x' } }), '400 VPC.0101'],
  ['a public VPC', 'POST', '/v1/{p}/vpcs', () => ({ vpc: { cidr: '8.8.0.0/16' } }), '400 VPC.0101'],
  ['a bad subnet', 'POST', '/v1/{p}/subnets', () => ({ subnet: { name: 's' } }), '400 VPC.0201'],
  ['a missing VPC', 'GET', '/v1/{p}/vpcs/none', undefined, '404 VPC.0003'],
  ['a missing subnet', 'GET', '/v1/{p}/subnets/none', undefined, '404 VPC.0202'],
  ['a missing EIP', 'GET', '/v1/{p}/publicips/none', undefined, '404 VPC.0504'],
  ['a missing server', 'GET', '/v1/{p}/cloudservers/none', undefined, '404 Ecs.0114'],
  [
    'a key that is none',
    'POST',
    '/v3/{p}/keypairs',
    () => ({ keypair: { name: 'x', public_key: 'none' } }),
    '400 KPS.0002',
  ],
  [
    'a rule twice',
    'POST',
    '/v1/{p}/security-group-rules',
    ({ group }) => ({ security_group_rule: { security_group_id: group, direction: 'egress' } }),
    '409 SecurityGroupRuleExists',
  ],
];

const unpublished: Case[] = [
  ['an unknown field of a server', 'POST', '/v1.1/{p}/cloudservers', (network) => serverBody(network, { x: 1 }), '400'],
  ['an unknown image', 'POST', '/v1.1/{p}/cloudservers', (network) => serverBody(network, { imageRef: 'none' }), '400'],
  ['an unknown field of a key pair', 'POST', '/v3/{p}/keypairs', () => ({ keypair: { name: 'x', x: 1 } }), '400'],
  ['an unknown field of an EIP', 'POST', '/v1/{p}/publicips', () => ({ publicip: { x: 1 } }), '400'],
  ['an unknown query for images', 'GET', '/v2/cloudimages?x=1', undefined, '400'],
  ['an unknown query for domains', 'GET', '/v3/auth/domains?x=1', undefined, '400'],
  ['an unknown query for VPCs', 'GET', '/v1/{p}/vpcs?x=1', undefined, '400'],
  [
    'a bad rule',
    'POST',
    '/v3/{p}/vpc/security-group-rules',
    () => ({ security_group_rule: { direction: 'ingress' } }),
    '400',
  ],
  ['a bad mirror filter', 'POST', '/v3/{p}/vpc/traffic-mirror-filters', () => ({ traffic_mirror_filter: {} }), '400'],
  ['a missing group', 'GET', '/v1/{p}/security-groups/none', undefined, '404'],
  ['a missing group by v2.0', 'GET', '/v2.0/security-groups/none', undefined, '404'],
  ['a missing rule', 'GET', '/v1/{p}/security-group-rules/none', undefined, '404'],
  ['a missing session', 'GET', '/v3/{p}/vpc/traffic-mirror-sessions/none', undefined, '404'],
  ['a missing filter', 'GET', '/v3/{p}/vpc/traffic-mirror-filters/none', undefined, '404'],
  ['a missing disk', 'GET', '/v2/{p}/cloudvolumes/none', undefined, '404'],
  ['another project', 'GET', '/v1/ffffffffffffffffffffffffffffffff/vpcs', undefined, '403'],
  ['a call that is none', 'GET', '/v1/{p}/route-tables', undefined, '501'],
];

describe('GIVEN a region', () => {
  let lab: RegionUnderTest;
  let network: Network;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    network = await makeNetwork(lab);
  });
  afterAll(() => lab.close());

  const said = async (method: string, path: string, body: Case[3]): Promise<string> => {
    const answer = await lab.call(method, path, body?.(network));
    return `${String(answer.status)} ${codeOf(answer.body) ?? 'no code'}`;
  };

  test.each(published)(
    "WHEN %s is met THEN the error has the cloud's code",
    async (_what, method, path, body, code) => {
      expect(await said(method, path, body)).toBe(code);
    },
  );

  test.each(unpublished)(
    'WHEN %s is met, for which no code is published, THEN it is one of the lab',
    async (_what, method, path, body, status) => {
      expect(await said(method, path, body)).toBe(`${status} Lab.${status}`);
    },
  );
});

test('GIVEN small quotas WHEN one more than allowed is made THEN VPCs alone have a code of the cloud', async () => {
  const one = { vpcs: 1, subnets: 1, securityGroups: 2, servers: 1, eips: 0, keypairs: 0, mirrorFilters: 0 };
  const lab = await RegionUnderTest.start({ quotas: one });
  const network = await makeNetwork(lab);
  await lab.call('POST', '/v1.1/{p}/cloudservers', serverBody(network));
  const subnet = { name: 's', cidr: '192.168.1.0/24', gateway_ip: '192.168.1.1', vpc_id: network.vpc };
  const eip = { publicip: { type: '5_bgp' }, bandwidth: { name: 'b', size: 1, share_type: 'PER' } };
  const calls: [string, object, string][] = [
    ['/v1/{p}/vpcs', { vpc: { name: 'VPC-B', cidr: '192.168.0.0/16' } }, 'VPC.0114'],
    ['/v1/{p}/subnets', { subnet }, 'Lab.409'],
    ['/v3/{p}/vpc/security-groups', { security_group: { name: 'x' } }, 'Lab.409'],
    ['/v1.1/{p}/cloudservers', serverBody(network), 'Lab.409'],
    ['/v3/{p}/keypairs', { keypair: { name: 'x' } }, 'Lab.409'],
    ['/v1/{p}/publicips', eip, 'Lab.409'],
    ['/v3/{p}/vpc/traffic-mirror-filters', { traffic_mirror_filter: { name: 'x' } }, 'Lab.409'],
  ];
  const answers = [];
  for (const [path, body] of calls) {
    const answer = await lab.call('POST', path, body);
    expect(JSON.stringify(answer.body)).toContain('quota exceeded for');
    answers.push([path, answer.status, codeOf(answer.body)]);
  }
  await lab.close();
  expect(answers).toEqual(calls.map(([path, , code]) => [path, 409, code]));
});
