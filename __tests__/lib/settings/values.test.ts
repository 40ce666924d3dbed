import { SCENARIOS } from '../../../lib/settings/schema';
import { settingRows } from '../../../tools/settings-table';
import { at, problemsOf, written } from '../../problems';

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

const BLOCKS_OF_RULES = ['mirrorFilter.rules.0.source', 'mirrorFilter.rules.0.destination'];

describe.each(['network.vpcCidr', 'network.subnetCidr', ...BLOCKS_OF_RULES])('%s', (path) => {
  test.each([
    ['192.168.0.1/24', 'CIDR block has host bits set, got: "192.168.0.1/24"; did you mean "192.168.0.0/24"'],
    ['', 'CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: ""'],
    ['192.168.0.0/33', 'CIDR block must look like 192.168.0.0/24 or 2001:db8::/64, got: "192.168.0.0/33"'],
  ])('must not be "%s"', (block, message) => {
    expect(problemsOf(at(path, block))).toEqual([`${written(path)} is wrong: ${message}`]);
  });
});

test.each(BLOCKS_OF_RULES)('%s without a mask may be meant for one address', (path) => {
  expect(problemsOf(at(path, '192.168.0.1'))).toEqual([
    `${written(path)} is wrong: CIDR block needs a mask, got: "192.168.0.1"; did you mean "192.168.0.1/32"`,
  ]);
});

test.each(['network.vpcCidr', 'network.subnetCidr'])('%s without a mask is not meant for one address', (path) => {
  expect(problemsOf(at(path, '192.168.0.0'))).toEqual([
    `${written(path)} must have a mask, such as 192.168.0.0/16, got: "192.168.0.0"`,
  ]);
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

test.each([
  ['network.subnetCidr', ['127.0.0.0/24']],
  ['network.dnsServers.0', ['0.0.0.0', '127.0.0.1', '255.255.255.255', '239.1.2.3']],
  ['servers.source.privateIp', ['169.254.169.254']],
])('%s must be of addresses that a server can have', (path, wrong) => {
  for (const text of wrong) {
    expect(problemsOf(at(path, text))).toEqual([
      `${written(path)} must be of addresses that a server can have, got: "${text}"`,
    ]);
  }
});

test.each(['region', 'image', 'servers.test.availabilityZone'])('%s must not have spaces around it', (path) => {
  for (const text of [' cn-north-4', 'cn-north-4 ']) {
    expect(problemsOf(at(path, text))).toEqual([`${written(path)} must not begin or end with a space, got: "${text}"`]);
  }
});

describe('the workspace of HCP Terraform', () => {
  const withCloud = (more: object): object => ({ stateBackend: { type: 'cloud', organization: 'o', ...more } });

  test.each(['tfe.example.com', 'TFE.example.com:8443', 'a.b', 'tfe', 'localhost:8443'])('may be on %s', (hostname) => {
    expect(problemsOf(withCloud({ hostname }))).toEqual([]);
  });

  test.each(['', 'tfe:0', 'https://tfe.example.com/', 'tfe.example.com/', 'tfe example.com', '-a.example.com'])(
    'must not be on "%s"',
    (hostname) => {
      expect(problemsOf(withCloud({ hostname }))).toEqual([
        `trafficMirroring.stateBackend.hostname must be a host name such as tfe.example.com, got: "${hostname}"`,
      ]);
    },
  );

  test.each(['', 'a b', 'a/b', 'a.b'])('must not be called "%s"', (workspace) => {
    expect(problemsOf(withCloud({ workspace }))).toEqual([
      `trafficMirroring.stateBackend.workspace must be of letters, digits, "_" and "-", got: "${workspace}"`,
    ]);
  });
});

test.each(['~/mirror.tfstate', '/var/x', 'C:\\x'])('the state file must not be at %s', (path) => {
  expect(problemsOf({ stateBackend: { type: 'local', path } })).toEqual([
    `trafficMirroring.stateBackend.path must be relative to cdktf.out/stacks/NAME, so that the JSON is the same on every machine, got: ${JSON.stringify(path)}`,
  ]);
});

test.each(['', 'c7t', 'c7t.', 'c7t large', 'c7t.large.2 '])('the flavor must not be "%s"', (flavor) => {
  expect(problemsOf({ servers: { target: { flavor } } })).toEqual([
    `trafficMirroring.servers.target.flavor must be a flavor id such as c7t.large.2, got: "${flavor}"`,
  ]);
});

describe.each(['provider.authUrl', 'provider.endpoints.vpc'])('%s', (path) => {
  test.each(['http://127.0.0.1:8080/v3', 'https://iam.example.com/v3'])('may be %s', (url) => {
    expect(problemsOf(at(path, url))).toEqual([]);
  });

  test.each(['', 'iam.example.com', 'ftp://example.com', 'https://', 'https://a b'])('must not be "%s"', (url) => {
    expect(problemsOf(at(path, url))).toEqual([`${written(path)} must be an http or https URL, got: "${url}"`]);
  });
});

test.each(['https://iam.example.com', 'https://iam.example.com/v3/', 'https://iam.example.com/v3.0'])(
  'provider.authUrl must not be "%s"',
  (url) => {
    expect(problemsOf(at('provider.authUrl', url))).toEqual([
      `trafficMirroring.provider.authUrl must end in /v3, got: "${url}"`,
    ]);
  },
);

test('an endpoint need not end in /v3', () => {
  expect(problemsOf(at('provider.endpoints.vpc', 'https://vpc.example.com'))).toEqual([]);
});

// Terraform evaluates every text of the JSON: a plan, and a destroy too, would fail at it.
describe('an expression of Terraform', () => {
  const CLOUD = { type: 'cloud', organization: 'o' };
  const inputAt = (path: string, value: unknown): unknown => {
    const [group, key = ''] = path.split('.');
    if (group !== 'stateBackend') return at(path, value);
    return { stateBackend: { ...(key === 'path' ? { type: 'local' } : CLOUD), [key]: value } };
  };
  const refusalOf = (path: string): unknown => {
    const literal = path.replace(/[.[\]]/g, '\\$&');
    return expect.stringMatching(new RegExp(`^${literal} (must|is wrong)`));
  };
  const rows = settingRows(SCENARIOS['inbound-tcp']);
  const texts = rows.filter(({ type }) => type.startsWith('string')).map(({ path }) => path.replaceAll('[]', '.0'));
  const lists = ['network.dnsServers', 'mirrorSourceFlavorFamilies', 'stateBackend.tags'];

  test('may be tried in every kind of setting', () => {
    const others = new Set(rows.map(({ type }) => type).filter((type) => !type.startsWith('string')));
    expect([...others].sort()).toEqual(['boolean', 'list', 'number', 'object']);
    const listsOfTexts = rows.filter(
      ({ path, type }) => type === 'list' && !rows.some((row) => row.path.startsWith(`${path}[]`)),
    );
    expect(listsOfTexts.map(({ path }) => path).sort()).toEqual([...lists, 'additionalMirrors[].rules'].sort());
    expect(rows.filter(({ type }) => type === 'object').map(({ path }) => path)).toEqual(['tags']);
  });

  test.each(texts)('is refused in %s', (path) => {
    for (const text of ['a${x}', 'https://a/%{x}/v3']) {
      expect(problemsOf(inputAt(path, text))).toContainEqual(refusalOf(written(path)));
    }
  });

  test.each(lists)('is refused in %s', (path) => {
    expect(problemsOf(inputAt(path, ['${x}']))).toContainEqual(refusalOf(`trafficMirroring.${path}[0]`));
  });

  test.each([
    ['region', '${var.region}'],
    ['image', '%{ if true }'],
    ['mirrorFilter.description', '$${x}'],
    ['provider.endpoints.vpc', 'https://${x}'],
  ])('in %s is answered with what was given: %s', (path, text) => {
    expect(problemsOf(at(path, text))).toEqual([
      `trafficMirroring.${path} must not contain "\${" or "%{", which Terraform would evaluate, got: "${text}"`,
    ]);
  });

  test.each([
    ['${x}', 'v'],
    ['k', '%{x}'],
  ])('is refused in the tag "%s" = "%s"', (key, value) => {
    expect(problemsOf({ tags: { [key]: value } })).toEqual([
      `trafficMirroring.tags must not contain "\${" or "%{", which Terraform would evaluate, got: "${key}" = "${value}"`,
    ]);
  });

  test('is not what a dollar, a percent sign or a brace alone is', () => {
    expect(problemsOf({ mirrorFilter: { description: '$5, 100%, {x} and $ {x}' } })).toEqual([]);
  });
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
