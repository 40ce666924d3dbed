import { parseSettings } from '../../../lib/settings/settings';
import { problemsOf } from '../../problems';

const scenario = 'other-vpc' as const;

test('by default, of each direction TCP with ECS-test-A is rejected and TCP with ECS-test-B accepted', () => {
  const { tcpMirror, network, targetNetwork, peeringName } = parseSettings({ scenario });
  expect(tcpMirror.rules.map(String)).toEqual([
    'egress 1: reject tcp 192.168.0.230/32 -> 192.168.0.161/32',
    'egress 2: accept tcp 192.168.0.230/32 -> 172.16.0.161/32',
    'ingress 1: reject tcp 192.168.0.161/32 -> 192.168.0.230/32',
    'ingress 2: accept tcp 172.16.0.161/32 -> 192.168.0.230/32',
  ]);
  expect([network, targetNetwork]).toMatchObject([
    { vpcName: 'VPC-A', vpcCidr: '192.168.0.0/16' },
    { vpcName: 'VPC-B', vpcCidr: '172.16.0.0/16' },
  ]);
  expect(peeringName).toBe('peering-AB');
});

test('rules follow the addresses', () => {
  const { tcpMirror } = parseSettings({
    scenario,
    servers: { source: { privateIp: '192.168.0.10' }, testB: { privateIp: '172.16.0.11' } },
  });
  expect(tcpMirror.rules.map(String)).toContain('ingress 2: accept tcp 172.16.0.11/32 -> 192.168.0.10/32');
});

const OVERLAP = 'trafficMirroring.targetNetwork.vpcCidr must not overlap network.vpcCidr (10.20.0.0/16), got: ';

test.each([
  ['the same', '10.20.0.0/16'],
  ['a part', '10.20.128.0/17'],
  ['the whole', '10.0.0.0/8'],
])('VPC blocks that overlap are refused: %s', (_, vpcCidr) => {
  const near = { vpcCidr: '10.20.0.0/16', subnetCidr: '10.20.1.0/24', gatewayIp: '10.20.1.1' };
  const far = { vpcCidr, subnetCidr: '10.20.200.0/24', gatewayIp: '10.20.200.1' };
  const servers = {
    source: { privateIp: '10.20.1.10' },
    testA: { privateIp: '10.20.1.11' },
    target: { privateIp: '10.20.200.10' },
    testB: { privateIp: '10.20.200.11' },
  };
  expect(problemsOf({ scenario, network: near, targetNetwork: far, servers })).toEqual([OVERLAP + vpcCidr]);
});

test('VPC blocks side by side are none that overlap', () => {
  const input = {
    scenario,
    network: { vpcCidr: '10.0.0.0/17', subnetCidr: '10.0.0.0/24', gatewayIp: '10.0.0.1' },
    targetNetwork: { vpcCidr: '10.0.128.0/17', subnetCidr: '10.0.128.0/24', gatewayIp: '10.0.128.1' },
    servers: {
      source: { privateIp: '10.0.0.10' },
      testA: { privateIp: '10.0.0.11' },
      target: { privateIp: '10.0.128.10' },
      testB: { privateIp: '10.0.128.11' },
    },
  } as const;
  expect(problemsOf(input)).toEqual([]);
});

test.each([
  [
    { targetNetwork: { vpcName: 'VPC-A' } },
    'trafficMirroring.targetNetwork.vpcName must differ from network.vpcName, got: VPC-A',
  ],
  [
    { targetNetwork: { subnetName: 'Subnet-A01' } },
    'trafficMirroring.targetNetwork.subnetName must differ from network.subnetName, got: Subnet-A01',
  ],
  [{ servers: { target: { privateIp: '192.168.0.164' } } }, 'trafficMirroring.servers.target.privateIp'],
  [{ servers: { testA: { privateIp: '172.16.0.11' } } }, 'trafficMirroring.servers.testA.privateIp'],
])('%j is refused with one sentence', (input, sentence) => {
  expect(problemsOf({ scenario, ...input })).toEqual([expect.stringContaining(sentence)]);
});

test.each([
  ['listeningPort', { listeningPort: 3128 }],
  ['verification.controlPort', { verification: { controlPort: 3128 } }],
])('the proxy must have a port of its own: %s', (other, more) => {
  expect(problemsOf({ scenario, ...more })).toEqual([
    `trafficMirroring.verification.proxyPort must differ from ${other}, got: 3128`,
  ]);
});
