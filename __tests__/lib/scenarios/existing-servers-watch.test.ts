import fs from 'node:fs';
import { readScenario } from '../../../lib/scenarios/read-scenario';
import { SettingsError, type SettingsInput } from '../../../lib/settings/settings';
import { watchDigest } from '../../../lib/verification/remote-script';
import { remoteExecs, resource, resources, synth, type Template } from '../../synth';

type Input = SettingsInput<'existing-servers'>;

const FLOW = { from: '10.0.0.2', to: '10.0.0.3', port: 80 };
const WATCHED = [FLOW];
const SETTINGS: Input = {
  scenario: 'existing-servers',
  sources: { tags: { mirror: 'yes' } },
  target: { name: 'analyzer' },
  verification: {
    enabled: true,
    bastion: { host: '203.0.113.77', privateIp: '10.0.0.1', user: 'ops' },
    targetUser: 'admin',
    watched: WATCHED,
  },
};
const SENT = {
  ends: [
    { name: 'client', privateIp: '10.0.0.2' },
    { name: 'web', privateIp: '10.0.0.3', isSource: true },
  ],
  flows: [{ from: 'client', to: 'web', port: 81 }],
};
const WATCH = 'null_resource.verification_watch';

const withMirror = (serverMirror: Input['serverMirror']): Input => ({ ...SETTINGS, serverMirror });

function watchedLines(template: Template): string[] {
  const script = remoteExecs(resource(template, WATCH))[0]?.inline.join('') ?? '';
  return (/^WATCHED='([^']*)'$/m.exec(script)?.[1] ?? '').split('\n');
}

describe('GIVEN traffic that flows anyway, and servers to which nobody may log in', () => {
  const template = synth(SETTINGS);

  test('WHEN synthesized THEN the target alone is logged in to, through the bastion, when all is mirrored', () => {
    expect(Object.keys(resources(template, 'null_resource'))).toEqual(['verification_watch']);
    const watch = resource(template, WATCH);
    const [step, ...others] = remoteExecs(watch);
    expect(others).toEqual([]);
    expect(step?.connection).toMatchObject({
      host: '${local.target_interface.address}',
      user: 'admin',
      timeout: '60s',
      bastion_host: '203.0.113.77',
      bastion_user: 'ops',
    });
    expect(watch['depends_on']).toEqual(
      expect.arrayContaining([
        'huaweicloud_vpc_traffic_mirror_session.mirror_sessions',
        'huaweicloud_networking_secgroup_rule.target_rule',
      ]),
    );
    expect(template.output['verified']?.value).toEqual({
      id: `\${${WATCH}.id}`,
      run: `\${${WATCH}.triggers["run"]}`,
    });
  });

  test('WHEN synthesized THEN each end that may be a source has a line, and the plan says whether it is', () => {
    const vni = (address: string): string =>
      `\${try(tostring(1000 + tonumber(local.watch_numbers["${address}"]) - 1), "")}`;
    const line = (name: string, address: string): string =>
      `${name}|tcp|10.0.0.2|10.0.0.3|80|there|mirror-session-servers-\${local.watch_numbers["${address}"]}|${vni(address)}|${address}|96|TCP from 10.0.0.2 to 10.0.0.3:80`;
    expect(watchedLines(template)).toEqual([line('flow-1-from', '10.0.0.2'), line('flow-1-to', '10.0.0.3')]);
    expect(template.locals?.['watch_numbers']).toContain('"10.0.0.3" = try(format("%02d", ');
  });

  test('WHEN the rules accept one direction THEN at each end it is what that end sends or receives', () => {
    const rules = [{ direction: 'egress', priority: 1, protocol: 'tcp' }] as const;
    const lines = watchedLines(synth(withMirror({ rules: [...rules] }))).map((text) => text.split('|'));
    expect(lines.map(([name, , , , , way]) => [name, way])).toEqual([
      ['flow-1-from', 'there'],
      ['flow-1-to', 'back'],
    ]);
  });

  test('WHEN it is one VNI for all THEN only what is a source has it', () => {
    const [line = ''] = watchedLines(synth(withMirror({ oneVni: true, vni: 7 })));
    expect(line).toContain('|${local.watch_numbers["10.0.0.2"] == "" ? "" : "7"}|');
  });

  test.each<[string, Input]>([
    ['the traffic', { ...SETTINGS, verification: { ...SETTINGS.verification, watched: [{ ...FLOW, port: 81 }] } }],
    ['a rule', withMirror({ rules: [{ direction: 'ingress', priority: 1, protocol: 'tcp' }] })],
    ['the packet length', withMirror({ packetLength: 200 })],
    ['the VNI', withMirror({ vni: 7 })],
  ])('WHEN %s changes THEN it is watched again', (_what, settings) => {
    const triggersOf = (of: Template): unknown => resource(of, WATCH)['triggers'];
    expect(triggersOf(synth(settings))).not.toEqual(triggersOf(template));
  });

  test.each(['watch.sh', 'watched.awk', 'prelude.sh'])('WHEN %s is better THEN it is watched again', (changed) => {
    const before = watchDigest();
    const read = fs.readFileSync.bind(fs) as (file: string, encoding: string) => string;
    const better = (file: unknown): string => (String(file).endsWith(`/${changed}`) ? '# better\n' : '');
    const spy = jest
      .spyOn(fs, 'readFileSync')
      .mockImplementation((file, encoding) => `${read(file as string, encoding as string)}${better(file)}`);
    const after = watchDigest();
    spy.mockRestore();
    expect(after).not.toBe(before);
    expect(resource(template, WATCH)['triggers']).toMatchObject({ scripts: before });
  });
});

test('what is sent and what is watched are proven beside each other, and together', () => {
  const template = synth({ ...SETTINGS, verification: { ...SETTINGS.verification, ...SENT } });
  expect(Object.keys(resources(template, 'null_resource')).sort()).toEqual([
    'verification_prepare',
    'verification_traffic',
    'verification_watch',
  ]);
  expect(resource(template, WATCH)['depends_on']).not.toContain('null_resource.verification_traffic');
  expect(template.output['verified']?.value).toMatchObject({
    id: '${null_resource.verification_traffic.id} ${null_resource.verification_watch.id}',
  });
});

test('nothing is watched for unless something is to be proven', () => {
  expect(
    synth({ ...SETTINGS, verification: { ...SETTINGS.verification, enabled: false } }).resource,
  ).not.toHaveProperty('null_resource');
});

test.each<[string, Input, string]>([
  [
    'rules that accept nothing of it',
    withMirror({ rules: [{ direction: 'ingress', priority: 1, protocol: 'udp' }] }),
    'no rule of mirror filter mirror-filter-servers accepts TCP from 10.0.0.2 to 10.0.0.3:80, which is to be watched, or its answers',
  ],
  [
    'a packet length before the end of the ports',
    withMirror({ packetLength: 37 }),
    'trafficMirroring.serverMirror.packetLength must be at least 38 to tell the flows of verification.watched, is 37',
  ],
])('GIVEN %s WHEN read THEN it is refused with a sentence', (_what, settings, sentence) => {
  let problems: readonly string[] = [];
  try {
    readScenario(settings);
  } catch (error) {
    if (error instanceof SettingsError) ({ problems } = error);
    else throw error;
  }
  expect(problems).toEqual([
    `the verification will fail with these settings: ${sentence}; to deploy without it, set trafficMirroring.verification.enabled to false`,
  ]);
});
