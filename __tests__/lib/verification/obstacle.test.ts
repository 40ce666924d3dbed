import { type MirrorRule } from '../../../lib/mirror/mirror-rule';
import { leastPacketLength, obstacleOf } from '../../../lib/verification/obstacle';
import { accept, FLOW, planOf, reject, session, SOURCE, TABLE_5, TARGET, TEST } from './guide-proof';

const withRules = (...rules: readonly MirrorRule[]): string | undefined => obstacleOf(planOf([session({ rules })]));
const NO_RULE = 'no rule of mirror filter mirror-filter-A accepts TCP from 192.168.0.161 to 192.168.0.230:1234: ';

test('nothing is in the way of the guide’s flow', () => {
  expect(obstacleOf(planOf())).toBeUndefined();
});

test.each<[string, readonly MirrorRule[], string]>([
  [
    'direction',
    [accept({ ...TABLE_5, direction: 'egress' })],
    '"egress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234" is for egress traffic',
  ],
  ['IP version', [accept({ ethertype: 'IPv6' })], '"ingress 1: accept all (IPv6) any -> any" is for IPv6'],
  ['protocol', [accept({ protocol: 'udp' })], '"ingress 1: accept udp any -> any" is for protocol udp'],
  ['source', [accept({ source: '10.0.0.0/8' })], '"ingress 1: accept all 10.0.0.0/8 -> any" is for another source'],
  [
    'destination',
    [accept({ destination: '10.0.0.0/8' })],
    '"ingress 1: accept all any -> 10.0.0.0/8" is for another destination',
  ],
  [
    'port',
    [accept({ protocol: 'tcp', destinationPorts: 80 })],
    '"ingress 1: accept tcp any -> any:80-80" is for another port',
  ],
  [
    'source ports that no client has',
    [accept({ protocol: 'tcp', sourcePorts: '1-1023' })],
    '"ingress 1: accept tcp any:1-1023 -> any" is for another port',
  ],
  [
    'several rules',
    [accept({ protocol: 'udp' }), accept({ priority: 2, protocol: 'icmp' })],
    '"ingress 1: accept udp any -> any" is for protocol udp, "ingress 2: accept icmp any -> any" is for protocol icmp',
  ],
])('the rules miss the traffic: %s', (_, rules, reason) => {
  expect(withRules(...rules)).toBe(NO_RULE + reason);
});

test.each<[string, readonly MirrorRule[]]>([
  ['one client port', [accept({ ...TABLE_5, sourcePorts: 40000 })]],
  ['the lower ones', [accept({ ...TABLE_5, sourcePorts: '1024-39999' })]],
  ['the last', [accept({ ...TABLE_5, sourcePorts: 60999 })]],
  [
    'those that an earlier rule leaves',
    [reject({ ...TABLE_5, sourcePorts: 50000 }), accept({ ...TABLE_5, priority: 2 })],
  ],
])('the rules accept some of the ports from which a client sends: %s', (_, rules) => {
  expect(withRules(...rules)).toBe(
    'whether a packet is mirrored depends on the port from which ECS-test sends, which is any of 32768 to 60999: ' +
      'the source ports of a rule must have all of them among them, or none',
  );
});

test('GIVEN source ports that have all of a client’s among them THEN nothing stands in the way', () => {
  expect(withRules(accept({ ...TABLE_5, sourcePorts: '1024-65535' }))).toBeUndefined();
  expect(withRules(accept({ ...TABLE_5, sourcePorts: '32768-60999' }))).toBeUndefined();
});

test('a rule rejects the traffic', () => {
  expect(withRules(reject(), accept({ ...TABLE_5, priority: 2 }))).toBe(
    'rule "ingress 1: reject all any -> any" of mirror filter mirror-filter-A rejects TCP from 192.168.0.161 to 192.168.0.230:1234',
  );
});

test('the session is disabled', () => {
  expect(obstacleOf(planOf([session({ enabled: false })]))).toBe(
    'mirror session mirror-session-A is disabled (mirrorSession.enabled is false)',
  );
});

test('no session has an end of the flow as its source', () => {
  expect(obstacleOf(planOf([session({ sources: ['ECS-target'], target: 'ECS-test' })]))).toBe(
    'no mirror session has ECS-source, which receives TCP from 192.168.0.161 to 192.168.0.230:1234, or ECS-test, which sends it, as a source',
  );
});

test('the copies are too short for the nonce', () => {
  expect(obstacleOf(planOf([session({ packetLength: 77 })]))).toBe(
    'mirrorSession.packetLength must be at least 78 for the nonce to be read, is 77',
  );
  expect(obstacleOf(planOf([session({ packetLength: 78 })]))).toBeUndefined();
});

// Ethernet 14; IPv4 20 or IPv6 40; TCP 20 with time stamps 12, UDP 8 or an echo 8; nonce 10 and mark 2.
test.each([
  ['tcp', 'IPv4', 78],
  ['udp', 'IPv4', 54],
  ['icmp', 'IPv4', 54],
  ['tcp', 'IPv6', 98],
  ['udp', 'IPv6', 74],
  ['icmp', 'IPv6', 74],
] as const)('%s over %s needs a packet length of %i', (protocol, ethertype, length) => {
  expect(leastPacketLength({ ...FLOW, protocol, ethertype })).toBe(length);
});

test('GIVEN IPv6 and an end that has none THEN it is named', () => {
  const ends = [SOURCE, TARGET, { name: TEST.name, privateIp: TEST.privateIp }];
  expect(
    obstacleOf(planOf([session({ rules: [accept({ ethertype: 'IPv6' })] })], [{ ...FLOW, ethertype: 'IPv6' }], ends)),
  ).toBe('ECS-test has no IPv6 address for TCP from ECS-test to 2001:db8::230:1234');
});

test('GIVEN an address that only Terraform knows WHEN a rule names addresses THEN that is said', () => {
  const ends = [SOURCE, TARGET, { ...TEST, privateIp: '${data.huaweicloud_compute_instance.test.access_ip_v4}' }];
  expect(obstacleOf(planOf([session()], [FLOW], ends))).toBe(
    'whether rule "ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234" matches cannot be told, because the address of ECS-test is known to Terraform only',
  );
  expect(obstacleOf(planOf([session({ rules: [accept()] })], [FLOW], ends))).toBeUndefined();
});
