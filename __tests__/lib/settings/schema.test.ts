import { parseSettings } from '../../../lib/settings/settings';
import { problemsOf } from '../../problems';

type Path = readonly (string | number)[];

/** The smallest settings that have `value` at `path`, such as `mirrorFilter.rules.0.source`. */
function at(path: string, value: unknown): unknown {
  const RULE = { priority: 1, protocol: 'tcp' };
  const MIRROR = { filterName: 'f', sessionName: 's', priority: 2, vni: 2, rules: [RULE] };
  const nest = (parts: Path): unknown => {
    const [first, ...rest] = parts;
    if (first === undefined) return value;
    const inner = nest(rest);
    if (first === 'rules') return { rules: (inner as unknown[]).map((rule) => ({ ...RULE, ...(rule as object) })) };
    if (first === 'additionalMirrors') {
      return { additionalMirrors: (inner as unknown[]).map((mirror) => ({ ...MIRROR, ...(mirror as object) })) };
    }
    return first === '0' ? [inner] : { [first]: inner };
  };
  return nest(path.split('.'));
}

const written = (path: string): string => `trafficMirroring.${path.replace('.0', '[0]')}`;

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
  ['systemDisk.sizeGib', 1, 1024],
  ['servers.test.systemDisk.sizeGib', 1, 1024],
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

describe.each(['mirrorSession.vni', 'additionalMirrors.0.vni'])('%s', (path) => {
  test.each([1, 16777215])('may be %d', (vni) => {
    expect(problemsOf(at(path, vni))).toEqual([]);
  });

  test.each([
    [0, '0 (the provider does not send 0, so the API would use 1)'],
    [16777216, '16777216'],
    [-1, '-1'],
    [1.5, '1.5'],
  ])('must not be %d', (vni, got) => {
    expect(problemsOf(at(path, vni))).toEqual([
      `${written(path)} must be a whole number between 1 and 16777215, got: ${got}`,
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
  ['securityGroups.mode', ['shared', 'split']],
])('%s', (path, values) => {
  test.each(values.filter((value) => value !== 'icmpv6'))('may be %s', (value) => {
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

test('the protocol icmpv6 goes with IPv6', () => {
  expect(problemsOf({ mirrorFilter: { rules: [{ priority: 1, protocol: 'icmpv6', ethertype: 'IPv6' }] } })).toEqual([]);
});

describe.each([
  'network.vpcName',
  'network.subnetName',
  'servers.source.name',
  'servers.target.name',
  'servers.test.name',
  'securityGroups.sharedName',
  'securityGroups.sourceName',
  'securityGroups.targetName',
  'elasticIp.name',
  'elasticIp.bandwidthName',
  'mirrorFilter.name',
  'mirrorSession.name',
  'additionalMirrors.0.filterName',
  'additionalMirrors.0.sessionName',
])('%s', (path) => {
  test.each(['x'.repeat(64), '镜像_A-1.2'])('may be "%s"', (name) => {
    expect(problemsOf(at(path, name))).toEqual([]);
  });

  test.each(['', 'x'.repeat(65), 'two words'])('must not be "%s"', (name) => {
    expect(problemsOf(at(path, name))).toEqual([
      `${written(path)} must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: "${name}"`,
    ]);
  });
});

test.each(['', 'x'.repeat(65), 'key.pair', '密钥'])('keyPairName must not be "%s"', (name) => {
  expect(problemsOf({ keyPairName: name })).toEqual([
    `trafficMirroring.keyPairName must be 1 to 64 letters, digits, "_" or "-", got: "${name}"`,
  ]);
});

describe.each(['mirrorFilter.description', 'mirrorSession.description', 'mirrorFilter.rules.0.description'])(
  '%s',
  (path) => {
    test.each(['', 'x'.repeat(255)])('may be "%s"', (text) => {
      expect(problemsOf(at(path, text))).toEqual([]);
    });

    test.each(['a < b', 'x'.repeat(256)])('must not be "%s"', (text) => {
      expect(problemsOf(at(path, text))).toEqual([
        `${written(path)} must be at most 255 characters without "<" or ">", got: "${text}"`,
      ]);
    });
  },
);

describe.each(['mirrorFilter.rules.0.sourcePorts', 'mirrorFilter.rules.0.destinationPorts'])('%s', (path) => {
  test.each([1234, '1234', '80-200', '1-65535'])('may be %j', (ports) => {
    expect(problemsOf(at(path, ports))).toEqual([]);
  });

  test.each([
    [
      '',
      'port range must be one port or two with a dash, such as 1234 or "80-200", got: ""; leave it out for all ports',
    ],
    [
      '80,443',
      'port range must be one port or two with a dash, such as 1234 or "80-200", got: "80,443"; leave it out for all ports',
    ],
    ['200-80', 'port range must go from the lower to the higher port, got: 200-80'],
    [0, 'port must be a whole number between 1 and 65535, got: 0'],
    ['1-65536', 'port must be a whole number between 1 and 65535, got: 65536'],
  ])('must not be %j', (ports, message) => {
    expect(problemsOf(at(path, ports))).toEqual([`${written(path)} is wrong: ${message}`]);
  });
});

describe.each([
  'network.vpcCidr',
  'network.subnetCidr',
  'mirrorFilter.rules.0.source',
  'mirrorFilter.rules.0.destination',
])('%s', (path) => {
  test.each([
    ['192.168.0.1', 'CIDR block needs a mask, got: "192.168.0.1"; did you mean "192.168.0.1/32"'],
    ['192.168.0.1/24', 'CIDR block has host bits set, got: "192.168.0.1/24"; did you mean "192.168.0.0/24"'],
    ['', 'CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: ""'],
    ['192.168.0.0/33', 'CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: "192.168.0.0/33"'],
  ])('must not be "%s"', (block, message) => {
    expect(problemsOf(at(path, block))).toEqual([`${written(path)} is wrong: ${message}`]);
  });
});

test.each(['network.vpcCidr', 'network.subnetCidr'])('%s must not be an IPv6 block', (path) => {
  expect(problemsOf(at(path, '2001:db8::/64'))).toEqual([
    `${written(path)} must be an IPv4 block, got: "2001:db8::/64"`,
  ]);
});

test.each([
  'network.gatewayIp',
  'network.dnsServers.0',
  'servers.source.privateIp',
  'servers.target.privateIp',
  'servers.test.privateIp',
])('%s must be an IPv4 address', (path) => {
  for (const text of ['', '192.168.0', '192.168.0.9/32', '2001:db8::1', 'ecs-source']) {
    expect(problemsOf(at(path, text))).toEqual([
      `${written(path)} must be an IPv4 address such as 192.168.0.230, got: "${text}"`,
    ]);
  }
});

test.each(['', 'c7t', 'c7t.', 'c7t large', 'c7t.large.2 '])('the flavor must not be "%s"', (flavor) => {
  expect(problemsOf({ servers: { target: { flavor } } })).toEqual([
    `trafficMirroring.servers.target.flavor must be a flavor id such as c7t.large.2, got: "${flavor}"`,
  ]);
});

describe.each(['provider.authUrl', 'provider.endpoints.vpc'])('%s', (path) => {
  test.each(['http://127.0.0.1:8080', 'https://iam.example.com/v3'])('may be %s', (url) => {
    expect(problemsOf(at(path, url))).toEqual([]);
  });

  test.each(['', 'iam.example.com', 'ftp://example.com', 'https://', 'https://a b'])('must not be "%s"', (url) => {
    expect(problemsOf(at(path, url))).toEqual([`${written(path)} must be an http or https URL, got: "${url}"`]);
  });
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

describe('tags', () => {
  test('have keys of at most 36 and values of at most 43 characters', () => {
    expect(problemsOf({ tags: { ['k'.repeat(36)]: 'v'.repeat(43), empty: '' } })).toEqual([]);
  });

  test.each([
    ['', 'v'],
    ['k'.repeat(37), 'v'],
    ['k', 'v'.repeat(44)],
  ])('"%s" = "%s" is refused', (key, value) => {
    expect(problemsOf({ tags: { [key]: value } })).toEqual([
      `trafficMirroring.tags must have keys of 1 to 36 and values of at most 43 characters, got: "${key}" = "${value}"`,
    ]);
  });
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
      `trafficMirroring.stateBackend.path must be relative to cdktf.out/stacks/NAME, so that the JSON is the same on every machine, got: "${path}"`,
    ]);
  },
);

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
