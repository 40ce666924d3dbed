import { problemsOf } from '../../problems';

/** The sentence about one setting, without the path that begins it. */
function refusalOf(path: string, settings: object): string {
  const [problem = 'accepted', ...others] = problemsOf(settings);
  expect(others).toEqual([]);
  return problem.replace(`trafficMirroring.${path} `, '');
}

describe('a region', () => {
  test.each(['cn-north-4', 'ap-southeast-1', 'eu-west-101', 'my-kualalumpur-1', 'lab-region-1', 'a-region-of-ours'])(
    '%s may be one, whether it is known or not',
    (region) => {
      expect(problemsOf({ region })).toEqual([]);
    },
  );

  test.each(['CN-North-4', 'cn north 4', 'cn/north', 'cn_north_4', '-cn', 'cn-north-4.', 'cn\nnorth', 'x'.repeat(64)])(
    '%j can be none',
    (region) => {
      expect(refusalOf('region', { region })).toMatch(
        /^must (be the id of a region such as cn-north-4|not contain line)/,
      );
      expect(refusalOf('region', { region })).not.toContain('\n');
    },
  );
});

describe('an availability zone', () => {
  const inZone = (availabilityZone: string): object => ({ servers: { source: { availabilityZone } } });

  // The zone of a region need not begin with the region's name: cn-south-1 has a cn-south-2b.
  test.each(['cn-north-4a', 'eu-de-01', 'az1.dc0', 'kvm_az'])('%s may be one', (zone) => {
    expect(problemsOf(inZone(zone))).toEqual([]);
  });

  test.each(['cn north 4a', 'cn-north-4/a', '-a', 'a,b'])('%j can be none', (zone) => {
    expect(refusalOf('servers.source.availabilityZone', inZone(zone))).toBe(
      `must be the name of a zone such as cn-north-4a, of letters, digits, "-", "_" and ".", got: ${JSON.stringify(zone)}`,
    );
  });
});

describe('an endpoint', () => {
  const at = (vpc: string): object => ({ provider: { endpoints: { vpc } } });

  test.each(['https://vpc.example.com', 'http://127.0.0.1:9191/vpc/', 'https://[2001:db8::1]:65535'])(
    '%s may be one',
    (url) => {
      expect(problemsOf(at(url))).toEqual([]);
    },
  );

  test.each([
    ['https://vpc.example.com:99999999', 'with a host that can be and a port of at most 65535'],
    ['https://vpc.example.com:x', 'with a host that can be and a port of at most 65535'],
    ['https://a%', 'with a host that can be and a port of at most 65535'],
    ['https://vpc.example.com?x=1', 'without "?", "#" and "\\"'],
    ['https://vpc.example.com/#x', 'without "?", "#" and "\\"'],
  ])('%s can be none', (url, why) => {
    expect(refusalOf('provider.endpoints.vpc', at(url))).toBe(
      `must be an http or https URL ${why}, got: ${JSON.stringify(url)}`,
    );
  });

  test('a password in it is refused, and not shown', () => {
    const refusal = refusalOf('provider.endpoints.vpc', at('https://me:secret@vpc.example.com'));
    expect(refusal).toBe('must be an http or https URL without user and password, which are not shown here');
  });
});

test.each(['0123/4567', 'a b', 'x'.repeat(65)])(
  'a project can have no id like %j, which is part of a path',
  (projectId) => {
    expect(refusalOf('provider.projectId', { provider: { projectId } })).toMatch(/^must be an id of 1 to 64 letters/);
  },
);

describe('the state file', () => {
  const at = (path: string): object => ({ stateBackend: { type: 'local', path } });

  test.each([
    'terraform.tfstate',
    'x.json',
    'state/x',
    '../x.tfstate',
    '../../../state.tfstate',
    '../../../../elsewhere/x.tfstate',
    '../../../manifest.json',
  ])('may be %s', (path) => {
    expect(problemsOf(at(path))).toEqual([]);
  });

  test.each([
    'cdk.tf.json',
    './cdk.tf.json',
    'x/../cdk.tf.json',
    'override.tf',
    'terraform.tfvars',
    'x.auto.tfvars.json',
    '.terraform.lock.hcl',
    '.terraform/terraform.tfstate',
    'plan',
    '../../manifest.json',
    '../../../cdktf.json',
    '../../../package.json',
    '../../../main.ts',
    '../../../lib/values/limits.ts',
    '../../../.gitignore',
    '../../../node_modules/x',
  ])('must not be %s, a file of the stack or of the project', (path) => {
    expect(refusalOf('stateBackend.path', at(path))).toBe(
      `must not be a file of the stack or of the project, got: ${JSON.stringify(path)}`,
    );
  });

  test.each(['.', '..', '../', 'state/', '../..', '../../..', 'a/..'])('must not be %s, a folder', (path) => {
    expect(refusalOf('stateBackend.path', at(path))).toBe(
      `must be the path of a file, not of a folder, got: ${JSON.stringify(path)}`,
    );
  });

  test.each(['a\\b', 'a\nb'])('must not be %j', (path) => {
    expect(refusalOf('stateBackend.path', at(path))).toBe(
      `must be a path with "/" between its parts, got: ${JSON.stringify(path)}`,
    );
  });
});

describe('tags', () => {
  test('may be 20, and not 21', () => {
    const some = (number: number): object =>
      Object.fromEntries(Array.from({ length: number }, (_, index) => [`k${index}`, 'v']));
    expect(problemsOf({ tags: some(20) })).toEqual([]);
    expect(refusalOf('tags', { tags: some(21) })).toBe('must be at most 20, got: 21');
  });

  test.each([
    ['a b', 'v'],
    ['a.b', 'v'],
    ['k', 'a/b'],
    ['k', 'a\nb'],
  ])('%j = %j has a character that none may have', (key, value) => {
    expect(refusalOf('tags', { tags: { [key]: value } })).toBe(
      `must have keys of letters, digits, Chinese characters, "_" and "-", and values of these and ".", got: ${JSON.stringify(key)} = ${JSON.stringify(value)}`,
    );
  });

  test('all that are wrong are in the sentence', () => {
    expect(refusalOf('tags', { tags: { 'a b': '1', good: '2', 'c d': '3' } })).toContain(
      'got: "a b" = "1", "c d" = "3"',
    );
  });

  test('named __proto__ are not passed over', () => {
    expect(refusalOf('tags', { tags: JSON.parse('{"__proto__": "x"}') as object })).toBe(
      'must not have the key "__proto__", got: "__proto__" = "x"',
    );
  });
});

test.each([
  ['servers.target.name', { servers: { target: { name: '__proto__' } } }],
  ['securityGroups.sharedName', { securityGroups: { sharedName: '__proto__' } }],
  ['mirrorSession.name', { mirrorSession: { name: '__proto__' } }],
])('%s must not be __proto__, by which no output could go', (path, settings) => {
  expect(refusalOf(path, settings)).toBe('must not be "__proto__", which no output could go by');
});

test.each(['servers', 'elasticIp', 'network'])('a key __proto__ in %s is not passed over', (group) => {
  const settings = JSON.parse(`{"${group}": {"__proto__": {}}}`) as object;
  expect(refusalOf(`${group}.__proto__`, settings)).toMatch(/^is not a setting; allowed here: /);
});

describe('a family of flavors', () => {
  test('is not a flavor: the sentence says what was meant, and does not contradict itself', () => {
    expect(problemsOf({ mirrorSourceFlavorFamilies: ['c7t.large.2'] })).toEqual([
      'trafficMirroring.mirrorSourceFlavorFamilies[0] must be a family, what stands before the first dot of a flavor, such as c7t, got: "c7t.large.2"; did you mean "c7t"',
    ]);
  });

  test.each(['c7t ', 'c-7'])('is not %j', (family) => {
    expect(refusalOf('mirrorSourceFlavorFamilies[0]', { mirrorSourceFlavorFamilies: [family] })).toMatch(
      /^must be a family, .*got: "[^"]*"/,
    );
  });
});

describe('a misspelled type of the state backend', () => {
  test.each([
    [{ typ: 'cloud' }, ['typ is not a setting; did you mean type']],
    [{ tpye: 'cloud', organization: 'o' }, ['tpye is not a setting; did you mean type']],
    [
      { typ: 'cloud', organisation: 'o' },
      ['typ is not a setting; did you mean type', 'organisation is not a setting; did you mean organization'],
    ],
    [
      { kind: 'cloud' },
      [
        'type must be one of local, cloud, got: nothing',
        'kind is not a setting; allowed here: type, path, organization, workspace, tags, project, hostname',
      ],
    ],
  ])('%j is named', (stateBackend, sentences) => {
    expect(problemsOf({ stateBackend })).toEqual(
      sentences.map((sentence) => `trafficMirroring.stateBackend.${sentence}`),
    );
  });
});

test.each(['fe80::%eth0/64', '2001:db8::1%1/128', '2001:db8::%eth0'])(
  'a block with a zone of IPv6 is refused, which no other machine knows: %s',
  (source) => {
    const settings = { mirrorFilter: { rules: [{ priority: 1 }, { priority: 2, ethertype: 'IPv6', source }] } };
    expect(refusalOf('mirrorFilter.rules[1].source', settings)).toBe(
      `is wrong: CIDR block must not have a zone, which only its own machine knows, got: "${source}"`,
    );
  },
);

test.each([
  ['a line break', { servers: { test: { name: 'a\nb' } } }],
  ['a quote', { servers: { test: { name: 'a"b' } } }],
  ['a line break in a key', { 'a\nb': 1 }],
  ['a line break in an image', { image: 'a\nb' }],
])('%s reaches the sentence in a safe form, on one line', (_, settings) => {
  const problems = problemsOf(settings);
  expect(problems).toHaveLength(1);
  expect(problems[0]).not.toContain('\n');
  expect(problems[0]).toMatch(/a\\[n"]b/);
});
