import { parseSettings } from '../../../lib/settings/settings';
import { problemsOf } from '../../problems';

const scenario = 'tcp-and-udp' as const;

test('by default, TCP goes to the first target and UDP to the second, of the same source', () => {
  const { tcpMirror, udpMirror } = parseSettings({ scenario });
  expect([tcpMirror, udpMirror].map(({ rules }) => rules.map(String))).toEqual([
    ['ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32'],
    ['ingress 1: accept udp 192.168.0.161/32 -> 192.168.0.230/32'],
  ]);
  expect([tcpMirror, udpMirror]).toMatchObject([
    { filterName: 'mirror-filter-01', sessionName: 'mirror-session-01', priority: 1, vni: 1, packetLength: 96 },
    { filterName: 'mirror-filter-02', sessionName: 'mirror-session-02', priority: 2, vni: 2, packetLength: 96 },
  ]);
});

test('rules follow the addresses', () => {
  const { tcpMirror, udpMirror } = parseSettings({
    scenario,
    servers: { source: { privateIp: '192.168.0.10' }, test: { privateIp: '192.168.0.11' } },
  });
  expect([...tcpMirror.rules, ...udpMirror.rules].map(String)).toEqual([
    'ingress 1: accept tcp 192.168.0.11/32 -> 192.168.0.10/32',
    'ingress 1: accept udp 192.168.0.11/32 -> 192.168.0.10/32',
  ]);
});

test("rules of the user take the place of one session's alone", () => {
  const { tcpMirror, udpMirror } = parseSettings({
    scenario,
    udpMirror: { rules: [{ priority: 7, protocol: 'udp' }] },
  });
  expect(udpMirror.rules.map(String)).toEqual(['ingress 7: accept udp any -> any']);
  expect(tcpMirror.rules).toHaveLength(1);
});

test.each([
  [{ udpMirror: { priority: 1 } }, 'trafficMirroring.udpMirror.priority must be unique among the sessions, got: 1'],
  [
    { udpMirror: { sessionName: 'mirror-session-01' } },
    'trafficMirroring.udpMirror.sessionName must be unique among the sessions',
  ],
  [{ tcpMirror: { filterName: 'mirror-filter-02' } }, 'Mirror.filterName must be unique among the filters'],
  [{ servers: { target02: { privateIp: '192.168.0.164' } } }, 'trafficMirroring.servers.target02.privateIp'],
  [{ servers: { target01: { privateIp: '10.0.0.1' } } }, 'trafficMirroring.servers.target01.privateIp'],
])('%j is refused with one sentence', (input, sentence) => {
  expect(problemsOf({ scenario, ...input })).toEqual([expect.stringContaining(sentence)]);
});
