import { parseSettings, type SettingsInput } from '../../../lib/settings/settings';
import {
  expectationOf,
  likelyCause,
  LONG_TEXT,
  NONCE_LENGTH,
  type Expectation,
} from '../../../lib/verification/expectation';

/** Settings with which the verification must fail are refused while it is on. */
const of = (settings: SettingsInput): Expectation =>
  expectationOf(parseSettings({ ...settings, verification: { ...settings.verification, enabled: false } }));
type Rules = NonNullable<NonNullable<SettingsInput['mirrorFilter']>['rules']>;
const withRules = (...rules: Rules): Expectation => of({ mirrorFilter: { rules } });
const marks = ({ controls }: Expectation): string => controls.map(({ mark }) => mark).join('');

const TABLE_5 = {
  priority: 1,
  protocol: 'tcp',
  source: '192.168.0.161/32',
  destination: '192.168.0.230/32',
  destinationPorts: 1234,
} as const;

describe('with the rules of the guide', () => {
  const expectation = of({});

  test('TCP from ECS-test to the listening port of ECS-source must be mirrored', () => {
    expect(expectation.positive).toEqual({
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      source: '192.168.0.161',
      sourcePort: expect.any(Number) as number,
      destination: '192.168.0.230',
      destinationPort: 1234,
    });
  });

  test('another port, UDP and what goes back must not', () => {
    // GIVEN
    const { positive } = expectation;
    // THEN
    expect(expectation.controls).toEqual([
      { mark: 't', flow: { ...positive, destinationPort: 1235 } },
      { mark: 'u', flow: { ...positive, protocol: 'udp' } },
      {
        mark: 'r',
        flow: {
          direction: 'egress',
          ethertype: 'IPv4',
          protocol: 'tcp',
          source: '192.168.0.230',
          sourcePort: 1234,
          destination: '192.168.0.161',
          destinationPort: positive.sourcePort,
        },
      },
    ]);
  });

  test('no other packet may arrive, and nothing stands in the way', () => {
    expect(expectation).toMatchObject({ onlyThisFlow: true });
    expect(expectation.obstacle).toBeUndefined();
  });
});

test('addresses and ports are those of the settings', () => {
  // WHEN
  const { positive, controls } = of({
    servers: { source: { privateIp: '192.168.0.10' }, test: { privateIp: '192.168.0.11' } },
    listeningPort: 8080,
    verification: { controlPort: 9090 },
  });
  // THEN
  expect(positive).toMatchObject({ source: '192.168.0.11', destination: '192.168.0.10', destinationPort: 8080 });
  expect(controls[0]?.flow.destinationPort).toBe(9090);
});

describe('a control that the rules accept is left out:', () => {
  test.each<[string, Rules, string]>([
    ['every TCP port', [{ priority: 1, protocol: 'tcp' }], 'ur'],
    ['ports that have the control among them', [{ ...TABLE_5, destinationPorts: '1000-2000' }], 'ur'],
    ['UDP', [TABLE_5, { priority: 2, protocol: 'udp', destinationPorts: 1234 }], 'tr'],
    ['all that comes in', [{ priority: 1 }], 'r'],
    ['all that goes out', [TABLE_5, { priority: 1, direction: 'egress' }], 'tu'],
    ['everything', [{ priority: 1 }, { priority: 1, direction: 'egress' }], ''],
  ])('%s', (_, rules, left) => {
    expect(marks(withRules(...rules))).toBe(left);
  });

  test('an answer that goes to some of a client’s ports', () => {
    const egress = { priority: 1, direction: 'egress', protocol: 'tcp', destinationPorts: '50000-50100' } as const;
    expect(marks(withRules(TABLE_5, egress))).toBe('tu');
  });

  test('but not one that an earlier rule rejects', () => {
    expect(marks(withRules({ priority: 1, action: 'reject', protocol: 'udp' }, { priority: 2 }))).toBe('ur');
  });
});

describe('other packets may arrive as well, if the rules accept', () => {
  test.each<[string, Rules]>([
    ['more senders', [{ ...TABLE_5, source: '192.168.0.0/24' }]],
    ['any sender', [{ priority: 1, protocol: 'tcp', destination: '192.168.0.230/32', destinationPorts: 1234 }]],
    ['more receivers', [{ ...TABLE_5, destination: '192.168.0.0/24' }]],
    ['higher ports', [{ ...TABLE_5, destinationPorts: '1234-1235' }]],
    ['lower ports', [{ ...TABLE_5, destinationPorts: '1233-1234' }]],
    ['another protocol', [TABLE_5, { ...TABLE_5, priority: 2, protocol: 'udp' }]],
    ['the other direction', [TABLE_5, { ...TABLE_5, direction: 'egress' }]],
  ])('%s', (_, rules) => {
    expect(withRules(...rules).onlyThisFlow).toBe(false);
  });

  test('a rule that rejects lets nothing in', () => {
    expect(withRules(TABLE_5, { priority: 2, action: 'reject' }).onlyThisFlow).toBe(true);
  });
});

describe('why a verification is bound to fail', () => {
  const NO_RULE = 'no rule of mirror filter mirror-filter-A accepts TCP from 192.168.0.161 to 192.168.0.230:1234: ';

  test.each<[string, Rules, string]>([
    [
      'direction',
      [{ ...TABLE_5, direction: 'egress' }],
      '"egress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234" is for egress traffic',
    ],
    ['IP version', [{ priority: 1, ethertype: 'IPv6' }], '"ingress 1: accept all (IPv6) any -> any" is for IPv6'],
    ['protocol', [{ priority: 1, protocol: 'udp' }], '"ingress 1: accept udp any -> any" is for protocol udp'],
    [
      'source',
      [{ priority: 1, source: '10.0.0.0/8' }],
      '"ingress 1: accept all 10.0.0.0/8 -> any" is for another source',
    ],
    [
      'destination',
      [{ priority: 1, destination: '10.0.0.0/8' }],
      '"ingress 1: accept all any -> 10.0.0.0/8" is for another destination',
    ],
    [
      'port',
      [{ priority: 1, protocol: 'tcp', destinationPorts: 80 }],
      '"ingress 1: accept tcp any -> any:80-80" is for another port',
    ],
    [
      'source ports that no client has',
      [{ priority: 1, protocol: 'tcp', sourcePorts: '1-1023' }],
      '"ingress 1: accept tcp any:1-1023 -> any" is for another port',
    ],
    [
      'several rules',
      [
        { priority: 1, protocol: 'udp' },
        { priority: 2, protocol: 'icmp' },
      ],
      '"ingress 1: accept udp any -> any" is for protocol udp, "ingress 2: accept icmp any -> any" is for protocol icmp',
    ],
  ])('the rules miss the traffic: %s', (_, rules, reason) => {
    expect(withRules(...rules).obstacle).toBe(`${NO_RULE}${reason}`);
  });

  test.each<[string, Rules]>([
    ['one client port', [{ ...TABLE_5, sourcePorts: 40000 }]],
    ['the lower ones', [{ ...TABLE_5, sourcePorts: '1024-39999' }]],
    ['the last', [{ ...TABLE_5, sourcePorts: 60999 }]],
    [
      'those that an earlier rule leaves',
      [
        { ...TABLE_5, action: 'reject', sourcePorts: 50000 },
        { ...TABLE_5, priority: 2 },
      ],
    ],
  ])('the rules accept some of the ports from which a client sends: %s', (_, rules) => {
    expect(withRules(...rules).obstacle).toBe(
      'whether a packet is mirrored depends on the port from which ECS-test sends, which is any of 32768 to 60999: ' +
        'the source ports of a rule must have all of them among them, or none',
    );
  });

  test('GIVEN source ports that have all of a client’s among them THEN nothing stands in the way', () => {
    expect(withRules({ ...TABLE_5, sourcePorts: '1024-65535' }).obstacle).toBeUndefined();
    expect(withRules({ ...TABLE_5, sourcePorts: '32768-60999' }).obstacle).toBeUndefined();
  });

  test('a rule rejects the traffic', () => {
    expect(withRules({ priority: 1, action: 'reject' }, { ...TABLE_5, priority: 2 }).obstacle).toBe(
      'rule "ingress 1: reject all any -> any" of mirror filter mirror-filter-A rejects TCP from 192.168.0.161 to 192.168.0.230:1234',
    );
  });

  test('the session is disabled', () => {
    expect(of({ mirrorSession: { enabled: false } }).obstacle).toBe(
      'mirror session mirror-session-A is disabled (mirrorSession.enabled is false)',
    );
  });

  // Ethernet 14, IPv4 20, TCP 20, time stamps 12; then the nonce of 10 and its mark of 2.
  test('the copies are too short for the nonce', () => {
    expect(of({ mirrorSession: { packetLength: 77 } }).obstacle).toBe(
      'mirrorSession.packetLength must be at least 78 for the nonce to be read, is 77',
    );
    expect(of({ mirrorSession: { packetLength: 78 } }).obstacle).toBeUndefined();
  });
});

describe('the likely cause of an empty capture', () => {
  test("names the user's own resources", () => {
    expect(
      likelyCause(
        parseSettings({
          mirrorSession: { name: 'session-x' },
          mirrorFilter: { name: 'filter-x' },
          servers: { source: { name: 'src', flavor: 'c7t.xlarge.2' }, target: { name: 'ids' } },
        }),
      ),
    ).toBe(
      'is mirror session session-x still enabled, with filter-x as its filter, src as its source and ids as its target, ' +
        'and can a c7t.xlarge.2 be a mirror source in this region',
    );
  });
});

test('the long text does not fit into one copy, whatever the packet length', () => {
  expect(LONG_TEXT).toBeGreaterThan(1460);
});

test('the nonce and its mark fit into what packet length 96 leaves of the payload', () => {
  expect(NONCE_LENGTH + 2).toBeLessThanOrEqual(96 - 66);
});
