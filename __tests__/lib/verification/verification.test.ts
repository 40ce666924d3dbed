import fs, { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type SettingsInput } from '../../../lib/settings/settings';
import {
  remoteExecs,
  resource,
  resources,
  stackOf,
  synth,
  templateOf,
  type RemoteExec,
  type Template,
} from '../../synth';
import { VARIANTS } from '../../variants';

const PREPARE = 'null_resource.verification_prepare';
const TRAFFIC = 'null_resource.verification_traffic';
const EIP = '${huaweicloud_vpc_eip.elastic_ip.address}';

const template = synth();
const stepsOf = (of: Template): RemoteExec[] =>
  [PREPARE, TRAFFIC].flatMap((address) => remoteExecs(resource(of, address)));
// Synthesized anew each time: a script that changed is not in the settings, by which `synth` remembers.
const triggersOf = (settings: SettingsInput = {}): Record<string, string> =>
  resource(templateOf(stackOf(settings)), PREPARE)['triggers'] as Record<string, string>;

/** The variables before the script of a step: NAME='value'. */
function variablesOf({ inline }: RemoteExec): Record<string, string> {
  const assignments = inline.join('').matchAll(/^([A-Z_]+)='((?:[^']|'\\'')*)'$/gm);
  return Object.fromEntries(
    [...assignments].map(([, name = '', value = '']) => [name, value.replaceAll(`'\\''`, "'")]),
  );
}

function stepOf(of: Template, comment: RegExp): RemoteExec {
  const step = stepsOf(of).find(({ inline }) => comment.test(inline.join('')));
  if (step === undefined) throw new Error(`no step with ${String(comment)}`);
  return step;
}
const verdictOf = (settings: SettingsInput = {}): Record<string, string> =>
  variablesOf(stepOf(synth(settings), /^# On a target: reads/m));

describe('connections', () => {
  const KEY = '${local.ssh_private_key_text}';
  const common = {
    // A /tmp that is mounted noexec is no hindrance.
    ...{ type: 'ssh', user: 'root', timeout: '300s', script_path: './terraform_%RAND%.sh' },
    // The agent, with the key of this name first; or the key that was given, and it alone.
    ...{ agent: '${var.ssh_private_key == null}', agent_identity: '${local.ssh_agent_identity}', private_key: KEY },
  };
  const throughTest = { bastion_host: EIP, bastion_user: 'root', bastion_private_key: KEY };

  test.each([
    ['ECS-test directly', /^SELF_NAME='ECS-test'$/m, { ...common, host: EIP }],
    ['ECS-source through ECS-test', /^SELF_NAME='ECS-source'$/m, { ...common, ...throughTest, host: '192.168.0.230' }],
    ['ECS-target through ECS-test', /^SELF_NAME='ECS-target'$/m, { ...common, ...throughTest, host: '192.168.0.164' }],
  ])('%s', (_, comment, connection) => {
    // WHEN
    const steps = stepsOf(template).filter(({ inline }) => comment.test(inline.join('')));
    // THEN
    expect(steps.length).toBeGreaterThanOrEqual(2);
    for (const step of steps) expect(step.connection).toEqual(connection);
  });

  test('wait for SSH as long as the settings say', () => {
    for (const { connection } of stepsOf(synth({ verification: { connectTimeout: 60 } }))) {
      expect(connection['timeout']).toBe('60s');
    }
  });
});

describe('the verification waits', () => {
  // Terraform: an ECS does not depend on the rules of its group, so that SSH would be tried too early.
  test.each([
    'huaweicloud_vpc_traffic_mirror_filter_rule',
    'huaweicloud_vpc_traffic_mirror_session',
    'huaweicloud_networking_secgroup_rule',
    'huaweicloud_compute_eip_associate',
    'huaweicloud_compute_instance',
  ])('for every %s', (type) => {
    // GIVEN
    const split = synth(VARIANTS['split groups']);
    const names = Object.keys(resources(split, type));
    // THEN
    expect(names).not.toEqual([]);
    expect(resource(split, PREPARE)['depends_on']).toEqual(
      expect.arrayContaining(names.map((name) => `${type}.${name}`)),
    );
  });

  test('with its traffic for its preparation, and runs again when that did', () => {
    expect(resource(template, TRAFFIC)).toMatchObject({
      depends_on: [PREPARE],
      triggers: { prepared: `\${${PREPARE}.id}` },
    });
  });
});

describe('the verification runs again when', () => {
  const before = triggersOf();
  const changed = (settings: SettingsInput): string[] => {
    const after = triggersOf(settings);
    return Object.keys(before).filter((key) => before[key] !== after[key]);
  };

  test.each<[string, SettingsInput, string[]]>([
    ['the priority changes', { mirrorSession: { priority: 2 } }, ['priority']],
    ['the VNI changes', { mirrorSession: { vni: 2 } }, ['vni']],
    ['the packet length changes', { mirrorSession: { packetLength: 100 } }, ['packet_length']],
    ['the control port changes', { verification: { controlPort: 4321 } }, ['ports']],
    ['the listening port changes', { listeningPort: 8080 }, ['mirror_rules', 'ports']],
    [
      'a rule changes in place',
      { mirrorFilter: { rules: [{ priority: 1, protocol: 'tcp', destinationPorts: 1234 }] } },
      ['mirror_rules'],
    ],
    ['the source is resized', { servers: { source: { flavor: 'c7t.xlarge.2' } } }, ['flavors']],
    [
      'the source gets a flavor of another family',
      { servers: { source: { flavor: 's6.large.2' } }, mirrorSourceFlavorFamilies: ['c7t', 's6'] },
      ['flavors'],
    ],
    ['the target moves to another address', { servers: { target: { privateIp: '192.168.0.9' } } }, ['private_ips']],
    [
      'the source moves to another address',
      { servers: { source: { privateIp: '192.168.0.9' } } },
      ['mirror_rules', 'private_ips'],
    ],
    ['the security groups are split', VARIANTS['split groups'], ['security_group_rules']],
  ])('%s', (_, settings, keys) => {
    expect(changed(settings)).toEqual(keys);
  });

  test('a resource that it goes through is made anew, or the user wants it', () => {
    expect(before).toMatchObject({
      run: '${tostring(var.verification_run)}',
      servers:
        '${join(" ", [huaweicloud_compute_instance.ecs_source.id, huaweicloud_compute_instance.ecs_target.id, huaweicloud_compute_instance.ecs_test.id])}',
      network_interfaces:
        '${join(" ", [huaweicloud_compute_instance.ecs_source.network[0].port, huaweicloud_compute_instance.ecs_target.network[0].port])}',
      elastic_ip: EIP,
      mirror_filter:
        '${join(" ", [huaweicloud_vpc_traffic_mirror_filter.mirror_filter.id, huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1.id])}',
      mirror_session: '${huaweicloud_vpc_traffic_mirror_session.mirror_session.id}',
    });
  });

  test.each(Object.keys(resources(template, 'huaweicloud_networking_secgroup_rule')))('%s is made anew', (name) => {
    expect(before['security_group_rules']).toContain(`huaweicloud_networking_secgroup_rule.${name}.id`);
  });

  const SCRIPTS = join(__dirname, '../../../lib/verification/scripts');
  // What is only watched has a step of its own.
  test.each(readdirSync(SCRIPTS).filter((name) => !name.startsWith('watch')))('%s does', (changed) => {
    // GIVEN
    const read = fs.readFileSync.bind(fs) as (file: string, encoding: string) => string;
    const spy = jest
      .spyOn(fs, 'readFileSync')
      .mockImplementation(
        (file, encoding) =>
          `${read(file as string, encoding as string)}${String(file).endsWith(`/${changed}`) ? '# better\n' : ''}`,
      );
    // WHEN
    const { scripts } = triggersOf();
    spy.mockRestore();
    // THEN
    expect(scripts).toMatch(/^[0-9a-f]{16}$/);
    expect(scripts).not.toBe(before['scripts']);
  });

  test('but not when only the time limits change', () => {
    expect(changed({ verification: { connectTimeout: 60, installTimeout: 90 } })).toEqual([]);
  });
});

describe('what the scripts are told', () => {
  test.each([
    ['shared', 'Sg-X', 'Sg-X', 'Sg-X'],
    ['split', 'Sg-A', 'Sg-B', 'Sg-X'],
  ] as const)('%s: every step knows its server and its security group, in order', (mode, source, target, test) => {
    // WHEN
    const steps = stepsOf(synth({ securityGroups: { mode } })).map(variablesOf);
    // THEN
    const [from, to, sniffer] = [
      `ECS-test 192.168.0.161 ${test}`,
      `ECS-source 192.168.0.230 ${source}`,
      `ECS-target 192.168.0.164 ${target}`,
    ];
    expect(steps.map((step) => [step['SELF_NAME'], step['SELF_IP'], step['SELF_GROUP']].join(' '))).toEqual([
      ...[from, to],
      ...[sniffer, to, from, to, sniffer],
    ]);
  });

  test('the preparation: limits, the proxy and the EIP', () => {
    // GIVEN
    const settings: SettingsInput = {
      elasticIp: { name: 'EIP-x' },
      verification: { connectTimeout: 60, installTimeout: 90, proxyPort: 8888, updatePackages: true },
    };
    // WHEN
    const steps = remoteExecs(resource(synth(settings), PREPARE));
    // THEN
    for (const step of steps) {
      expect(variablesOf(step)).toMatchObject({
        INSTALL_TIMEOUT: '90',
        UPDATE_PACKAGES: 'true',
        PROXY_PORT: '8888',
        EIP_NAME: 'EIP-x',
      });
    }
  });

  // With an update there are two runs of yum on each of the two servers.
  test.each([
    [false, '540'],
    [true, '720'],
  ])('what it starts lives through each run of yum and a wait for SSH (update: %s)', (updatePackages, lifetime) => {
    // GIVEN
    const verification = { connectTimeout: 60, installTimeout: 90, updatePackages };
    // WHEN
    const steps = remoteExecs(resource(synth({ verification }), PREPARE));
    // THEN
    expect(steps.map((step) => variablesOf(step)['LIFETIME'])).toEqual([lifetime, lifetime]);
  });

  test.each([
    [60, '60'],
    [300, '120'],
  ])('ECS-test waits for the others to answer %d s, at most two minutes', (connectTimeout, waited) => {
    const [step] = stepsOf(synth({ verification: { connectTimeout } }));
    expect(step && variablesOf(step)['CONNECT_TIMEOUT']).toBe(waited);
  });

  test('the traffic: what is listened to, sent and awaited, and a nonce that is fresh in each run', () => {
    // WHEN
    const steps = remoteExecs(resource(synth({ listeningPort: 8080 }), TRAFFIC)).map(variablesOf);
    // THEN
    for (const step of steps) {
      expect(step).toMatchObject({
        NONCE: '${substr(sha1(self.id), 0, 10)}',
        // What is started lives through four waits for SSH, and five minutes more.
        LIFETIME: '1500',
      });
    }
    const [, listen, send, received, verdict] = steps;
    expect(listen).toMatchObject({
      LISTENERS:
        'tcp-8080|tcp|192.168.0.230|8080|pr\ntcp-8081|tcp|192.168.0.230|8081|\nudp-8080|udp|192.168.0.230|8080|',
      PROBES: 'k1|192.168.0.164',
    });
    const common = 'ECS-source|Sg-X|192.168.0.161';
    expect(send?.['SENDS']?.split('\n')).toEqual([
      `exchange|p1|tcp|192.168.0.230|8080|1|r1|${common}|Table 3`,
      `send|t1|tcp|192.168.0.230|8081|1||${common}|`,
      `exchange|p2|tcp|192.168.0.230|8080|1|r2|${common}|Table 3`,
      `send|u1|udp|192.168.0.230|8080|1||${common}|`,
      `exchange|p3|tcp|192.168.0.230|8080|1|r3|${common}|Table 3`,
      `exchange|p4|tcp|192.168.0.230|8080|1600|r4|${common}|Table 3`,
    ]);
    expect(received?.['EXPECTED']?.split('\n')).toContain('long|p4|tcp-8080|tcp|8080|1600|ECS-test|192.168.0.161/32');
    expect(verdict).toMatchObject({ LAST_MARKS: 'p4' });
  });

  test('the verdict: what the session and the filter should do', () => {
    const rule = 'ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234';
    const flow = 'TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234)';
    const wider =
      ', which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings|, which no rule of mirror-filter-A accepts';
    expect(verdictOf()['PLAN']?.split('\n')).toEqual([
      'T|ECS-target|192.168.0.164|Sg-X|Table 4',
      'S|mirror-session-A|mirror-filter-A|1|96|true|mirrorSession.packetLength|' +
        'is mirror session mirror-session-A still enabled, with mirror-filter-A as its filter, ECS-source as its source and ECS-target as its target, and can a c7t.large.2 be a mirror source in this region|1|192.168.0.230|ECS-source',
      'X|p|there|tcp|192.168.0.161|192.168.0.230|1234',
      'X|r|back|tcp|192.168.0.230|192.168.0.161|1234',
      'X|t|there|tcp|192.168.0.161|192.168.0.230|1235',
      'X|u|there|udp|192.168.0.161|192.168.0.230|1234',
      `C|p|there|1|192.168.0.230|ECS-source|p1 p2 p3 p4|4|${flow} is mirrored to ECS-target|${flow}|${rule}|78|was`,
      'N|r|back|not mirrored to ECS-target: the answers of ECS-source|the answers of ECS-source were mirrored too',
      `R|r|back|1|${wider}`,
      'N|t|there|not mirrored to ECS-target: TCP to port 1235|TCP to port 1235 was mirrored too',
      `R|t|there|1|${wider}`,
      'N|u|there|not mirrored to ECS-target: UDP to port 1234|UDP to port 1234 was mirrored too',
      `R|u|there|1|${wider}`,
      'K|k1|192.168.0.230|ECS-source',
    ]);
  });

  test('an additional session is verified as well', () => {
    const rules = [{ priority: 1, protocol: 'udp' as const }];
    const second = { filterName: 'f', sessionName: 's', priority: 2, vni: 2, rules };
    const plan = verdictOf({ additionalMirrors: [second] })['PLAN'] ?? '';
    expect(plan).toMatch(/^C\|a\|there\|2\|.* is mirrored to ECS-target\|/m);
    expect(plan).toMatch(/^C\|p\|there\|1\|/m);
  });
});

test('the plan is in the JSON for whoever reads it', () => {
  const { locals } = template as unknown as { locals: { proof_plan: Record<string, unknown> } };
  expect(locals.proof_plan).toMatchObject({
    targets: ['ECS-target'],
    ends: [
      {
        ...{ name: 'ECS-source', private_ip: '192.168.0.230', security_group: 'Sg-X' },
        network_interface_id: '${huaweicloud_compute_instance.ecs_source.network[0].port}',
      },
      { name: 'ECS-target' },
      { name: 'ECS-test' },
    ],
    sessions: [{ name: 'mirror-session-A', filter: 'mirror-filter-A', vni: 1, sources: ['ECS-source'] }],
    flows: [
      { mark: 'p', answer_mark: 'r', kind: 'wanted', port: 1234 },
      { mark: 't' },
      { mark: 'u', control: 'protocol' },
    ],
    turns: [{ sender: 'ECS-test', marks: ['p1', 't1', 'p2', 'u1', 'p3', 'p4'] }],
  });
  const cells = locals.proof_plan['cells'] as Record<string, unknown>[];
  expect(cells.map(({ flow, way, copies }) => [flow, way, (copies as unknown[]).length])).toEqual([
    ['p', 'there', 1],
    ['p', 'back', 0],
    ['t', 'there', 0],
    ['u', 'there', 0],
  ]);
  expect(cells[0]).toMatchObject({
    copies: [
      { session: 'mirror-session-A', vni: 1, outer_source: '192.168.0.230', packet_length: 96, direction: 'ingress' },
    ],
  });
});
