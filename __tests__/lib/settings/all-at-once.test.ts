import { SCENARIOS } from '../../../lib/settings/schema';
import { settingRows } from '../../../tools/settings-table';
import { at, problemsOf } from '../../problems';

/** Two mistakes that show only when settings are looked at together. */
const TOGETHER = {
  servers: { target: { name: 'ECS-test' } },
  securityGroups: { mode: 'split', sourceName: 'Sg-B' },
};
const TOLD_TOGETHER = [
  'trafficMirroring.servers must have three different names, got: "ECS-test" twice',
  'trafficMirroring.securityGroups must have three different names in mode split, got: "Sg-B" twice',
];

describe('a mistake in one setting does not hide a mistake in how others go together', () => {
  const rows = settingRows(SCENARIOS['inbound-tcp']).map(({ path }) => path);
  const paths = rows
    .filter((path) => !rows.some((other) => other.startsWith(`${path}[]`)) && path !== 'additionalMirrors[].rules')
    .map((path) => path.replaceAll('[]', '.0'))
    .filter(
      (path) =>
        path !== 'scenario' &&
        !path.startsWith('stateBackend.') &&
        !/^(servers\.(test|target)\.name|securityGroups\.)/.test(path),
    );

  test.each(paths)('%s', (path) => {
    const wrong = at(path, { no: 'value of any setting' }) as Record<string, object>;
    const servers = { ...TOGETHER.servers, ...wrong['servers'] };
    if (path.startsWith('servers.target')) Object.assign(servers.target, TOGETHER.servers.target);
    const problems = problemsOf({ ...TOGETHER, ...wrong, servers });
    expect(problems).toEqual(expect.arrayContaining(TOLD_TOGETHER));
    expect(problems.length).toBeGreaterThan(TOLD_TOGETHER.length);
  });

  test.each([
    [{ typ: 'cloud' }, 'typ is not a setting; did you mean type'],
    [{ type: 'clod' }, 'type must be one of local, cloud, got: "clod"'],
    [{ type: 'cloud' }, 'organization is required (a string)'],
    [{ type: 'local', path: '/x' }, 'path must be relative'],
  ])('stateBackend %j', (stateBackend, sentence) => {
    const problems = problemsOf({ ...TOGETHER, stateBackend });
    expect(problems).toEqual(expect.arrayContaining(TOLD_TOGETHER));
    expect(problems).toContainEqual(expect.stringContaining(`trafficMirroring.stateBackend.${sentence}`));
  });

  test('the settings themselves are no object: there is nothing to look at', () => {
    expect(problemsOf([])).toEqual(['trafficMirroring must be an object, got: []']);
  });
});

describe('what is wrong by itself is not told of a second time, in the light of others', () => {
  test.each<[string, object, string[]]>([
    [
      'a subnet that is none says nothing about the addresses',
      { network: { subnetCidr: '10.0.0.0' }, servers: { source: { privateIp: '192.168.9.9' } } },
      ['trafficMirroring.network.subnetCidr must have a mask, such as 192.168.0.0/16, got: "10.0.0.0"'],
    ],
    [
      'nor does a subnet under a misspelled name',
      { network: { vpcCidr: '10.0.0.0/16', subnetCdr: '10.0.0.0/24' }, servers: serversIn('10.0.0') },
      ['trafficMirroring.network.subnetCdr is not a setting; did you mean subnetCidr'],
    ],
    [
      'a rule with a protocol that is none may have ports',
      { mirrorFilter: { rules: [{ priority: 1, protocol: 'TCP', destinationPorts: 1234 }] } },
      ['trafficMirroring.mirrorFilter.rules[0].protocol must be one of tcp, udp, icmp, icmpv6, all, got: "TCP"'],
    ],
    [
      'a flavor that is none is of no family',
      { servers: { source: { flavor: 'large' } } },
      ['trafficMirroring.servers.source.flavor must be a flavor id such as c7t.large.2, got: "large"'],
    ],
    [
      'a mirror with a packet length that is none may be verified',
      { mirrorSession: { packetLength: 0 } },
      ['trafficMirroring.mirrorSession.packetLength must be a whole number between 1 and 1460, got: 0'],
    ],
  ])('%s', (_, settings, problems) => {
    expect(problemsOf(settings)).toEqual(problems);
  });
});

test('a rule that is wrong does not hide what is wrong with its neighbours', () => {
  expect(
    problemsOf({
      mirrorFilter: {
        rules: [
          { priority: 'first' },
          { priority: 2, destinationPorts: 80 },
          { priority: 2, protocl: 'tcp' },
          { priority: 3, protocol: 'icmp', ethertype: 'IPv6' },
        ],
      },
    }),
  ).toEqual([
    'trafficMirroring.mirrorFilter.rules[0].priority must be a number, got: "first"',
    'trafficMirroring.mirrorFilter.rules[2].protocl is not a setting; did you mean protocol',
    'trafficMirroring.mirrorFilter.rules[1].destinationPorts can be set with protocol tcp or udp only, got: protocol all',
    'trafficMirroring.mirrorFilter.rules[2].priority must be unique among the ingress rules, got: 2, as in trafficMirroring.mirrorFilter.rules[1]',
    'trafficMirroring.mirrorFilter.rules[3].protocol icmp goes with ethertype IPv4 only, got: IPv6',
  ]);
});

test('addresses outside of a VPC that was moved are told of together with its subnet', () => {
  expect(problemsOf({ network: { vpcCidr: '10.0.0.0/16' } })).toEqual([
    'trafficMirroring.network.subnetCidr must be inside network.vpcCidr (10.0.0.0/16), got: 192.168.0.0/24',
    ...['source', 'target', 'test'].map(
      (role) =>
        expect.stringContaining(
          `trafficMirroring.servers.${role}.privateIp must be inside network.vpcCidr (10.0.0.0/16), got: 192.168.0.`,
        ) as string,
    ),
  ]);
});

function serversIn(network: string): object {
  return Object.fromEntries(
    ['source', 'target', 'test'].map((role, index) => [role, { privateIp: `${network}.${index + 10}` }]),
  );
}
