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
