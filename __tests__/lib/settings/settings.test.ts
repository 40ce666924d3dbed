import { parseSettings } from '../../../lib/settings/settings';
import { problemsOf } from '../../problems';

describe('defaults', () => {
  test('nothing at all is the same as an empty object', () => {
    expect(parseSettings()).toEqual(parseSettings({}));
  });

  test("the filter's only rule is that of Table 5", () => {
    const { mirror } = parseSettings({});
    expect(mirror.rules.map(String)).toEqual(['ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234']);
  });

  test("the guide's rule follows the addresses and the port", () => {
    // WHEN
    const { mirror } = parseSettings({
      servers: { source: { privateIp: '192.168.0.10' }, test: { privateIp: '192.168.0.11' } },
      listeningPort: 8080,
    });
    // THEN
    expect(mirror.rules.map(String)).toEqual(['ingress 1: accept tcp 192.168.0.11/32 -> 192.168.0.10/32:8080-8080']);
  });

  test('rules of the user take the place of the guide', () => {
    // WHEN
    const { mirror } = parseSettings({
      mirrorFilter: {
        rules: [
          { priority: 5, direction: 'egress', action: 'reject', protocol: 'icmpv6', ethertype: 'IPv6' },
          { priority: 5, protocol: 'udp', sourcePorts: 53, description: 'DNS' },
        ],
      },
      verification: { enabled: false },
    });
    // THEN
    expect(mirror.rules.map(String)).toEqual([
      'egress 5: reject icmpv6 (IPv6) any -> any',
      'ingress 5: accept udp any:53-53 -> any',
    ]);
    expect(mirror.rules[1]?.description).toBe('DNS');
  });
});

describe('the port of the control', () => {
  test.each([
    [1234, 1235],
    [65535, 65534],
    [21, 20],
    [1, 2],
  ])('is next to the listening port %d and not that of SSH: %d', (listeningPort, controlPort) => {
    expect(parseSettings({ listeningPort }).verification.controlPort).toBe(controlPort);
  });

  test('can be chosen', () => {
    expect(parseSettings({ verification: { controlPort: 4321 } }).verification.controlPort).toBe(4321);
  });

  test('must not be the listening port', () => {
    expect(problemsOf({ verification: { controlPort: 1234 } })).toEqual([
      'trafficMirroring.verification.controlPort must differ from listeningPort, got: 1234',
    ]);
  });
});

test.each([
  ['listeningPort', { listeningPort: 22 }],
  ['verification.controlPort', { verification: { controlPort: 22 } }],
  ['verification.proxyPort', { verification: { proxyPort: 22 } }],
])('%s must not be that of SSH', (path, input) => {
  expect(problemsOf(input)).toEqual([`trafficMirroring.${path} must not be 22, where sshd listens`]);
});

describe('the flavor of the mirror source', () => {
  test('must be one that can be a source', () => {
    expect(problemsOf({ servers: { source: { flavor: 's6.large.2' } } })).toEqual([
      'trafficMirroring.servers.source.flavor must be of a family whose network interfaces can be mirror sources (c7t), got: "s6.large.2"; ' +
        'when Huawei Cloud extends the list, add the family to mirrorSourceFlavorFamilies',
    ]);
  });

  test('may be of a family that the user adds', () => {
    expect(
      problemsOf({ servers: { source: { flavor: 'c8t.large.2' } }, mirrorSourceFlavorFamilies: ['c7t', 'c8t'] }),
    ).toEqual([]);
  });

  test('is nothing to the other servers', () => {
    expect(problemsOf({ servers: { target: { flavor: 'c7.large.2' }, test: { flavor: 't6.small.1' } } })).toEqual([]);
  });
});

test.each([
  ['target', 'ECS-source'],
  ['test', 'ECS-target'],
])('%s must not have the name of %s', (role, name) => {
  expect(problemsOf({ servers: { [role]: { name } } })).toEqual([
    `trafficMirroring.servers must have three different names, got: "${name}" twice`,
  ]);
});

describe('security groups', () => {
  test.each([
    ['sourceName', 'Sg-X'],
    ['targetName', 'Sg-X'],
    ['targetName', 'Sg-A'],
  ])('in mode split, %s must not be %s too', (key, name) => {
    expect(problemsOf({ securityGroups: { mode: 'split', [key]: name } })).toEqual([
      `trafficMirroring.securityGroups must have three different names in mode split, got: "${name}" twice`,
    ]);
  });

  test('in mode shared, the names of the others do not matter', () => {
    expect(problemsOf({ securityGroups: { sourceName: 'Sg-X' } })).toEqual([]);
  });
});

describe('rules', () => {
  const rules = (...list: object[]): object => ({ mirrorFilter: { rules: list } });

  test('have a priority of their own in their direction', () => {
    expect(
      problemsOf(rules({ priority: 1, protocol: 'tcp' }, { priority: 2 }, { priority: 1, protocol: 'udp' })),
    ).toEqual([
      'trafficMirroring.mirrorFilter.rules[2].priority must be unique among the ingress rules, got: 1, as in trafficMirroring.mirrorFilter.rules[0]',
    ]);
  });

  test('may have the priority of a rule of the other direction', () => {
    expect(problemsOf(rules({ priority: 1 }, { priority: 1, direction: 'egress' }))).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    [
      'ports without tcp or udp',
      { priority: 1, destinationPorts: 80 },
      ['destinationPorts can be set with protocol tcp or udp only, got: protocol all'],
    ],
    [
      'icmp over IPv6',
      { priority: 1, protocol: 'icmp', ethertype: 'IPv6' },
      ['protocol icmp goes with ethertype IPv4 only, got: IPv6'],
    ],
    [
      'blocks of the other IP version',
      { priority: 1, source: '2001:db8::/64', destination: '::/0' },
      [
        'source must be an IPv4 block, as the rule\'s ethertype says, got: "2001:db8::/64"',
        'destination must be an IPv4 block, as the rule\'s ethertype says, got: "::/0"',
      ],
    ],
  ])('are refused with %s, and the path says which rule', (_, rule, messages) => {
    expect(problemsOf(rules({ priority: 2 }, rule))).toEqual(
      messages.map((message) => `trafficMirroring.mirrorFilter.rules[1].${message}`),
    );
  });

  test('of an additional mirror are checked too', () => {
    // GIVEN
    const mirror = { filterName: 'f', sessionName: 's', priority: 2, vni: 2 };
    // THEN
    expect(
      problemsOf({ additionalMirrors: [{ ...mirror, rules: [{ priority: 1 }, { priority: 1, protocol: 'tcp' }] }] }),
    ).toEqual([
      'trafficMirroring.additionalMirrors[0].rules[1].priority must be unique among the ingress rules, got: 1, as in trafficMirroring.additionalMirrors[0].rules[0]',
    ]);
  });
});

describe('the VNI of an additional mirror', () => {
  const withVni = (vni: number): object => ({
    additionalMirrors: [{ filterName: 'f', sessionName: 's', priority: 2, vni, rules: [{ priority: 1 }] }],
  });

  test('must not be that of the verified session', () => {
    expect(problemsOf({ mirrorSession: { vni: 5 }, ...withVni(5) })).toEqual([
      'trafficMirroring.additionalMirrors[0].vni must differ from mirrorSession.vni while the verification is on, which could not tell their packets apart, got: 5',
    ]);
  });

  test.each([
    ['it is another', { ...withVni(2) }],
    ['the verification is off', { ...withVni(1), verification: { enabled: false } }],
    ['there is no way in for the verification', { ...withVni(1), publicAccess: false }],
  ])('may be what it is GIVEN %s', (_, settings) => {
    expect(problemsOf(settings)).toEqual([]);
  });
});

test('a workspace is named or chosen by tags, not both', () => {
  expect(problemsOf({ stateBackend: { type: 'cloud', organization: 'o', workspace: 'w', tags: ['a'] } })).toEqual([
    'trafficMirroring.stateBackend must name a workspace or tags, got: both',
  ]);
});

test('problems of different kinds are said together', () => {
  expect(
    problemsOf({
      listeningPort: 22,
      network: { gatewayIp: '10.0.0.1' },
      servers: { source: { flavor: 's6.large.2' } },
      mirrorFilter: { rules: [{ priority: 1 }, { priority: 1 }] },
    }),
  ).toHaveLength(4);
});
