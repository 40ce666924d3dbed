import { type SettingsInput } from '../../../lib/settings/settings';
import { annotations, stackOf } from '../../synth';

function said(settings: SettingsInput): { warn: string[]; info: string[] } {
  const stack = stackOf(settings);
  return { warn: annotations(stack, 'warn'), info: annotations(stack, 'info') };
}

test('about the guide there is nothing to say', () => {
  expect(said({})).toEqual({ warn: [], info: [] });
});

test('without public access, the mirror is not verified', () => {
  expect(said({ publicAccess: false }).warn).toEqual([
    'publicAccess is false, so there is no way in for the verification: the mirror is deployed, but not verified',
  ]);
});

test('a verification that was switched off is not missed', () => {
  expect(said({ verification: { enabled: false } })).toEqual({ warn: [], info: [] });
  expect(said({ publicAccess: false, verification: { enabled: false } })).toEqual({ warn: [], info: [] });
});

test.each<[string, SettingsInput]>([
  ['another TCP port', { mirrorFilter: { rules: [{ priority: 1, protocol: 'tcp' }] } }],
  [
    'UDP',
    {
      mirrorFilter: {
        rules: [
          { priority: 1, protocol: 'tcp', destinationPorts: 1234 },
          { priority: 2, protocol: 'udp' },
        ],
      },
    },
  ],
])('rules that accept the control "%s"', (control, settings) => {
  expect(said(settings)).toEqual({
    warn: [],
    info: [`the verification leaves out the control "${control}", because the rules of mirror-filter-A accept it`],
  });
});

describe('an image that is not known to have yum', () => {
  const warning = (image: string, servers: string): string =>
    `image "${image}" of ${servers} is not known to have yum, with which the verification installs nc: ` +
    'it fails unless the image has Ncat, as ncat or nc; verification.enabled false leaves it out';

  test.each<[string, SettingsInput, string[]]>([
    [
      'of all servers',
      { image: 'Ubuntu 22.04 server 64bit' },
      [warning('Ubuntu 22.04 server 64bit', 'ECS-test and ECS-source')],
    ],
    ['of one', { servers: { source: { image: 'my-image' } } }, [warning('my-image', 'ECS-source')]],
    [
      'of each of the two',
      { servers: { source: { image: 'a' }, test: { image: 'b' } } },
      [warning('b', 'ECS-test'), warning('a', 'ECS-source')],
    ],
    ['of ECS-target, which needs none', { servers: { target: { image: 'my-image' } } }, []],
    ['without a verification', { image: 'my-image', verification: { enabled: false } }, []],
  ])('%s', (_, settings, warnings) => {
    expect(said(settings).warn).toEqual(warnings);
  });
});

test('GIVEN rules that accept the answers THEN nothing is left out: the answers must be mirrored, too', () => {
  const rules = [
    { priority: 1, protocol: 'tcp', destinationPorts: 1234 },
    { priority: 1, direction: 'egress' },
  ] as const;
  expect(said({ mirrorFilter: { rules: [...rules] } })).toEqual({ warn: [], info: [] });
});

test('GIVEN two sessions of ECS-source that accept the same packets THEN a warning names what each reading would do', () => {
  const { warn } = said({
    additionalMirrors: [
      { filterName: 'f', rules: [{ priority: 1, protocol: 'tcp' }], sessionName: 's', priority: 2, vni: 2 },
    ],
  });
  expect(warn).toEqual([
    expect.stringMatching(/^mirror sessions mirror-session-A and s of ECS-source accept the same packets, such as /),
  ]);
});
