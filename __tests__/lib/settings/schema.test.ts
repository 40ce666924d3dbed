import { parseSettings } from '../../../lib/settings/settings';
import { at, problemsOf, written } from '../../problems';

describe.each<[string, number, number]>([
  ['mirrorSession.priority', 1, 32766],
  ['mirrorSession.packetLength', 1, 1460],
  ['mirrorFilter.rules.0.priority', 1, 65535],
  ['additionalMirrors.0.priority', 1, 32766],
  ['additionalMirrors.0.packetLength', 1, 1460],
  ['listeningPort', 1, 65535],
  ['verification.controlPort', 1, 65535],
  ['verification.proxyPort', 1, 65535],
  ['verification.connectTimeout', 10, 3600],
  ['verification.installTimeout', 30, 3600],
  ['provider.maxRetries', 0, 100],
  ['elasticIp.bandwidthSize', 1, 2000],
  ['systemDisk.sizeGib', 40, 1024],
  ['servers.test.systemDisk.sizeGib', 40, 1024],
])('%s', (path, min, max) => {
  test.each([min, max])('may be %d', (value) => {
    expect(problemsOf(at(path, value))).toEqual([]);
  });

  test.each([min - 1, max + 1, min + 0.5])('must not be %d', (value) => {
    expect(problemsOf(at(path, value))).toEqual([
      `${written(path)} must be a whole number between ${min} and ${max}, got: ${value}`,
    ]);
  });
});

describe.each<[string, readonly string[]]>([
  ['mirrorFilter.rules.0.direction', ['ingress', 'egress']],
  ['mirrorFilter.rules.0.protocol', ['tcp', 'udp', 'icmp', 'icmpv6', 'all']],
  ['mirrorFilter.rules.0.ethertype', ['IPv4', 'IPv6']],
  ['mirrorFilter.rules.0.action', ['accept', 'reject']],
  ['systemDisk.type', ['SAS', 'SSD', 'GPSSD', 'ESSD', 'GPSSD2', 'ESSD2']],
  ['elasticIp.chargeMode', ['traffic', 'bandwidth']],
  ['elasticIp.type', ['5_bgp', '5_sbgp', '5_youxuanbgp', '5_telcom', '5_union']],
  ['securityGroups.mode', ['shared', 'split']],
])('%s', (path, values) => {
  // Those alone that need nothing else beside them.
  test.each(values.filter((value) => !['icmpv6', 'GPSSD2', 'ESSD2'].includes(value)))('may be %s', (value) => {
    expect(problemsOf(at(path, value))).toEqual([]);
  });

  // Provider: it takes any text; "TCP" and "allow" fail at the API, after everything else has been built.
  test.each(['', 'none', values[0]?.toUpperCase() === values[0] ? 'sas' : values[0]?.toUpperCase()])(
    'must not be "%s"',
    (value) => {
      expect(problemsOf(at(path, value))).toEqual([
        `${written(path)} must be one of ${values.join(', ')}, got: "${String(value)}"`,
      ]);
    },
  );
});

test.each(['', 'x'.repeat(65), 'key.pair', '密钥'])('keyPairName must not be "%s"', (name) => {
  expect(problemsOf({ keyPairName: name })).toEqual([
    `trafficMirroring.keyPairName must be 1 to 64 letters, digits, "_" or "-", got: "${name}"`,
  ]);
});

test.each(['vpc', 'ecs', 'evs', 'ims', 'kms', 'iam', 'bss', 'elb', 'dns', 'eps'])('there is an endpoint %s', (key) => {
  expect(problemsOf({ provider: { endpoints: { [key]: 'https://example.com' } } })).toEqual([]);
});

// Credentials come from the provider's own HW_* environment, so that none can get into cdktf.json.
test.each(['accessKey', 'secretKey', 'securityToken', 'password', 'token'])('there is no provider.%s', (key) => {
  expect(problemsOf({ provider: { [key]: 'x' } })[0]).toMatch(
    new RegExp(`^trafficMirroring\\.provider\\.${key} is not a setting; `),
  );
});

describe('lists that must not be empty', () => {
  test.each<[string, unknown]>([
    ['mirrorFilter.rules', { mirrorFilter: { rules: [] } }],
    [
      'additionalMirrors[0].rules',
      { additionalMirrors: [{ filterName: 'f', sessionName: 's', priority: 2, vni: 2, rules: [] }] },
    ],
    ['mirrorSourceFlavorFamilies', { mirrorSourceFlavorFamilies: [], servers: {} }],
    ['network.dnsServers', { network: { dnsServers: [] } }],
    ['stateBackend.tags', { stateBackend: { type: 'cloud', organization: 'o', tags: [] } }],
  ])('%s', (path, input) => {
    expect(problemsOf(input)).toEqual([`trafficMirroring.${path} must have at least 1 entry, got: []`]);
  });
});

// An absolute path would make the JSON differ from machine to machine.
test.each(['/var/state/x.tfstate', 'C:\\state\\x.tfstate', '\\\\server\\state'])(
  'stateBackend.path must not be %s',
  (path) => {
    expect(problemsOf({ stateBackend: { type: 'local', path } })).toEqual([
      `trafficMirroring.stateBackend.path must be relative to cdktf.out/stacks/NAME, so that the JSON is the same on every machine, got: ${JSON.stringify(path)}`,
    ]);
  },
);

test('stateBackend.path must not be empty', () => {
  expect(problemsOf({ stateBackend: { type: 'local', path: '' } })).toEqual([
    'trafficMirroring.stateBackend.path must not be empty; leave it out for the file beside cdktf.json',
  ]);
});

test('stateBackend.path may be relative', () => {
  expect(problemsOf({ stateBackend: { type: 'local', path: '../../../x.tfstate' } })).toEqual([]);
});

test('a kind of state backend has no settings of the other', () => {
  expect(problemsOf({ stateBackend: { type: 'local', organization: 'o' } })).toHaveLength(1);
  expect(problemsOf({ stateBackend: { type: 'cloud', organization: 'o', path: 'x' } })).toHaveLength(1);
});

// The guide's own defaults are in guide.test.ts, on the synthesized JSON.
test('defaults that the guide does not give', () => {
  expect(parseSettings({})).toMatchObject({
    publicAccess: true,
    tags: {},
    keyPairName: 'KeyPair-A',
    network: { dnsServers: ['8.8.8.8', '114.114.114.114'], ipv6: false },
    elasticIp: { type: '5_bgp', bandwidthName: 'EIP-A', bandwidthSize: 5, chargeMode: 'traffic' },
    servers: { target: { flavor: 's6.large.2' }, test: { flavor: 's6.large.2' } },
    mirrorSourceFlavorFamilies: ['c7t'],
    securityGroups: { mode: 'shared' },
    additionalMirrors: [],
    verification: {
      enabled: true,
      proxyPort: 3128,
      updatePackages: false,
      connectTimeout: 300,
      installTimeout: 600,
    },
    stateBackend: { type: 'local' },
  });
});
