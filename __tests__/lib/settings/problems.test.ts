import { formatPath, SettingsError } from '../../../lib/settings/problems';
import { problemsOf } from '../../problems';

test('a path reads as in JavaScript, below the key of cdktf.json', () => {
  expect(formatPath(['mirrorFilter', 'rules', 0, 'priority'])).toBe('trafficMirroring.mirrorFilter.rules[0].priority');
  expect(formatPath([])).toBe('trafficMirroring');
});

test('the message of the error is its sentences, a line each', () => {
  // WHEN
  const error = new SettingsError(['a must be b', 'c must be d']);
  // THEN
  expect(error).toMatchObject({ name: 'SettingsError', message: 'a must be b\nc must be d' });
});

describe('an unknown setting', () => {
  test.each<[string, object, string]>([
    ['at the top', { publicAcces: true }, 'trafficMirroring.publicAcces is not a setting; did you mean publicAccess'],
    ['below', { network: { vpcname: 'x' } }, 'trafficMirroring.network.vpcname is not a setting; did you mean vpcName'],
    [
      'of a server',
      { servers: { source: { flavour: 'x' } } },
      'trafficMirroring.servers.source.flavour is not a setting; did you mean flavor',
    ],
    [
      'in a list',
      { mirrorFilter: { rules: [{ priority: 1 }, { priority: 2, protocl: 'tcp' }] } },
      'trafficMirroring.mirrorFilter.rules[1].protocl is not a setting; did you mean protocol',
    ],
    [
      'of a list in a list',
      {
        additionalMirrors: [
          { filterName: 'f', sessionName: 's', priority: 2, vni: 2, rules: [{ priorty: 1, priority: 1 }] },
        ],
      },
      'trafficMirroring.additionalMirrors[0].rules[0].priorty is not a setting; did you mean priority',
    ],
    [
      'of one of several kinds',
      { stateBackend: { type: 'cloud', organization: 'o', organisation: 'o' } },
      'trafficMirroring.stateBackend.organisation is not a setting; did you mean organization',
    ],
  ])('%s is answered with the nearest name', (_, input, sentence) => {
    expect(problemsOf(input)).toEqual([sentence]);
  });

  test.each<[object, string]>([
    [{ type: 'local', workspace: 'x' }, 'workspace goes with type "cloud" only, got: type "local"'],
    [{ type: 'cloud', organization: 'o', path: 'x' }, 'path goes with type "local" only, got: type "cloud"'],
    [{ type: 'local', workspce: 'x' }, 'workspce is not a setting; allowed here: type, path'],
  ])('of the other kind of state backend is answered with its kind, never with itself: %j', (stateBackend, message) => {
    expect(problemsOf({ stateBackend })).toEqual([`trafficMirroring.stateBackend.${message}`]);
  });

  test('that is like none is answered with all names', () => {
    expect(problemsOf({ elasticIp: { colour: 'red' } })).toEqual([
      'trafficMirroring.elasticIp.colour is not a setting; allowed here: name, type, bandwidthName, bandwidthSize, chargeMode',
    ]);
  });

  test('each gets its own sentence', () => {
    expect(problemsOf({ regoin: 'x', tag: {} })).toEqual([
      'trafficMirroring.regoin is not a setting; did you mean region',
      'trafficMirroring.tag is not a setting; did you mean tags',
    ]);
  });

  // Provider: unknown endpoints are ignored in silence, and these two services answer at another's.
  test.each([
    ['kps', 'keypairs are served by the endpoint kms'],
    ['eip', 'EIPs are served by the endpoint vpc'],
  ])('endpoint %s is answered with the one that serves it', (key, remedy) => {
    expect(problemsOf({ provider: { endpoints: { [key]: 'http://127.0.0.1' } } })).toEqual([
      `trafficMirroring.provider.endpoints.${key} is not a setting; ${remedy}`,
    ]);
  });

  test('kps is special among endpoints only', () => {
    expect(problemsOf({ kps: 1 })[0]).toMatch(/^trafficMirroring\.kps is not a setting; (did you mean|allowed here)/);
    expect(problemsOf({ kps: 1 })[0]).not.toContain('kms');
  });
});

describe('a value of the wrong kind', () => {
  test.each<[unknown, string]>([
    [null, 'trafficMirroring must be an object, got: null'],
    ['text', 'trafficMirroring must be an object, got: "text"'],
    [{ publicAccess: 'yes' }, 'trafficMirroring.publicAccess must be true or false, got: "yes"'],
    [{ region: 1 }, 'trafficMirroring.region must be a string, got: 1'],
    [{ listeningPort: '1234' }, 'trafficMirroring.listeningPort must be a number, got: "1234"'],
    [{ tags: { a: 1 } }, 'trafficMirroring.tags.a must be a string, got: 1'],
    [{ tags: [] }, 'trafficMirroring.tags must be an object, got: []'],
    [{ network: { dnsServers: '8.8.8.8' } }, 'trafficMirroring.network.dnsServers must be a list, got: "8.8.8.8"'],
    [
      { mirrorFilter: { rules: [{ priority: 1, protocol: 'tcp', sourcePorts: true }] } },
      'trafficMirroring.mirrorFilter.rules[0].sourcePorts must be a string or a number, got: true',
    ],
    [{ stateBackend: {} }, 'trafficMirroring.stateBackend.type must be one of local, cloud, got: nothing'],
    [
      { securityGroups: { mode: 'both' } },
      'trafficMirroring.securityGroups.mode must be one of shared, split, got: "both"',
    ],
  ])('%j', (input, sentence) => {
    expect(problemsOf(input)).toEqual([sentence]);
  });
});

test.each<[string, unknown, string]>([
  [
    'is missing',
    { stateBackend: { type: 'cloud' } },
    'trafficMirroring.stateBackend.organization is required (a string)',
  ],
  [
    'is missing in a list',
    { mirrorFilter: { rules: [{}] } },
    'trafficMirroring.mirrorFilter.rules[0].priority is required (a number)',
  ],
  ['is empty', { region: '' }, 'trafficMirroring.region must not be empty, got: ""'],
  ['is blank', { image: ' ' }, 'trafficMirroring.image must not be empty, got: " "'],
  [
    'is an empty list',
    { network: { dnsServers: [] } },
    'trafficMirroring.network.dnsServers must have at least 1 entry, got: []',
  ],
  [
    'has too many entries',
    { network: { dnsServers: Array(6).fill('8.8.8.8') } },
    'trafficMirroring.network.dnsServers must have at most 5 entries, got: ["8.8.8.8","8.8.8.8","8.8.8.8","8.8.8.8","8.8.8.8","8.8.8.8"]',
  ],
])('a value that %s', (_, input, sentence) => {
  expect(problemsOf(input)).toEqual([sentence]);
});

test('all that is wrong is said at once', () => {
  expect(problemsOf({ region: 1, listeningPort: 0, regoin: 1 })).toHaveLength(3);
});
