/** The collector in the synthesized JSON. */
import { Collector } from '../../../lib/collector/collector';
import { type Scenario, type SettingsInput } from '../../../lib/settings/settings';
import { addVerificationVariables } from '../../../lib/stack/stack-variables';
import { annotations, stackOf, synth, synthOf, type Block, type Template } from '../../synth';
import { problemsOf } from '../../problems';

const SERVICE = 'collector_target_service';
const EXISTING: SettingsInput<'existing-servers'> = {
  scenario: 'existing-servers',
  sources: { names: ['web'] },
  target: { name: 'analyzer' },
  verification: { bastion: { host: '203.0.113.77', privateIp: '10.0.0.1', user: 'ops' } },
};

interface Provisioner {
  readonly 'remote-exec': {
    readonly when?: string;
    readonly connection: Block;
    readonly inline: readonly [string];
  };
}

function resourceOf(template: Template, type: string, name: string): Block {
  const found = template.resource[type]?.[name];
  if (found === undefined) throw new Error(`no ${type}.${name}`);
  return found;
}
function stepOf(block: Block): Provisioner['remote-exec'] {
  const [step] = block['provisioner'] as readonly Provisioner[];
  if (step === undefined) throw new Error('no provisioner');
  return step['remote-exec'];
}
const service = (settings: SettingsInput | SettingsInput<Scenario>): Block =>
  resourceOf(synth(settings), 'null_resource', SERVICE);

test('GIVEN no word about a collector WHEN synthesized THEN the JSON has none either', () => {
  expect(JSON.stringify(synth())).not.toMatch(/collector/i);
});

describe('GIVEN a collector WHEN synthesized', () => {
  const block = service({ collector: {} });

  test('THEN it is installed on the target, through the entrance, with the sessions that have this target', () => {
    const { connection, inline } = stepOf(block);
    expect(connection).toMatchObject({
      host: '192.168.0.164',
      user: 'root',
      bastion_host: '${huaweicloud_vpc_eip.elastic_ip.address}',
    });
    expect(inline[0]).toContain("SESSIONS='address 192.168.0.164\nring 8 32\nsession 1 mirror-session-A'\n");
    expect(inline[0]).toContain('mirror-collector install');
  });

  test('THEN it is installed again with other sessions, another ring, another server or better scripts', () => {
    const triggers = block['triggers'] as Readonly<Record<string, string>>;
    expect(triggers).toEqual({
      collector: 'on',
      server: '${huaweicloud_compute_instance.ecs_target.id}',
      sessions: 'session 1 mirror-session-A',
      ring: '8 32',
      scripts: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
  });

  test('THEN the traffic of the proof waits for it, is repeated with it, and looks into its ring last', () => {
    const traffic = resourceOf(synth({ collector: {} }), 'null_resource', 'verification_traffic');
    expect(traffic).toMatchObject({
      depends_on: ['null_resource.verification_prepare', `null_resource.${SERVICE}`],
      triggers: { collectors: `\${null_resource.${SERVICE}.id}` },
    });
    const [last] = (traffic['provisioner'] as readonly Provisioner[]).slice(-1);
    expect(last?.['remote-exec'].inline[0]).toContain(`COLLECTOR_ADDRESS='null_resource.${SERVICE}'`);
  });

  test('THEN everything else of the stack is as without it', () => {
    const [plain, collecting] = [synth(), synth({ collector: {} })];
    const without = ({ resource, ...rest }: Template): object => ({
      ...rest,
      resource: { ...resource, null_resource: {} },
    });
    expect(without(collecting)).toEqual(without(plain));
    expect(collecting.resource['null_resource']?.['verification_prepare']).toEqual(
      plain.resource['null_resource']?.['verification_prepare'],
    );
  });

  test('THEN no secret and no expression of the shell reaches Terraform as its own', () => {
    const text = stepOf(block).inline[0];
    const expressions = [...text.matchAll(/(?<![$%])[$%]\{([^}]*)\}/g)].map((match) => match[1]);
    expect(expressions).toEqual([]);
    expect(JSON.stringify(block)).not.toMatch(/PRIVATE KEY/);
  });

  test('THEN two targets have one each, with their own sessions', () => {
    const template = synth({ scenario: 'tcp-and-udp', collector: {} });
    const sessions = ['01', '02'].map(
      (number) => resourceOf(template, 'null_resource', `collector_target_${number}_service`)['triggers'],
    );
    expect(sessions).toMatchObject([
      { sessions: expect.stringMatching(/^session 1 \S+$/) as string },
      { sessions: expect.stringMatching(/^session 2 \S+$/) as string },
    ]);
  });

  test('THEN it needs no verification, and a target in another VPC waits for the peering', () => {
    const alone = synth({ collector: {}, verification: { enabled: false } });
    expect(Object.keys(alone.resource['null_resource'] ?? {})).toEqual([SERVICE]);
    expect(alone.provider).toHaveProperty('null');
    expect(alone.variable).toHaveProperty('ssh_private_key');
    const other = service({ scenario: 'other-vpc', collector: {} });
    expect(other['depends_on']).toContain('huaweicloud_vpc_peering_connection.peering');
  });
});

test('GIVEN a collector that is switched off WHEN synthesized THEN a step removes it, and nothing of it is proven', () => {
  const template = synth({ collector: { enabled: false } });
  const block = resourceOf(template, 'null_resource', SERVICE);
  expect(stepOf(block).inline[0]).toContain('mirror-collector remove');
  expect(block['triggers']).toEqual({
    collector: 'off',
    server: '${huaweicloud_compute_instance.ecs_target.id}',
  });
  const traffic = resourceOf(template, 'null_resource', 'verification_traffic');
  expect(traffic).toEqual(synth().resource['null_resource']?.['verification_traffic']);
});

describe('GIVEN servers that exist WHEN their target collects', () => {
  const template = synth({ ...EXISTING, collector: {} });
  const removal = resourceOf(template, 'terraform_data', 'collector_target_removal');

  test('THEN sessions are read at plan', () => {
    expect(stepOf(resourceOf(template, 'null_resource', SERVICE)).inline[0]).toContain(
      'session ${one.virtual_network_id} ${one.name}',
    );
  });

  test('THEN a destroy removes it, with what it sees at that time: the resource itself, and no key', () => {
    const { when, connection, inline } = stepOf(removal);
    expect(when).toBe('destroy');
    expect(inline[0]).toContain('mirror-collector remove');
    const text = JSON.stringify({ connection, inline });
    const expressions = [...text.matchAll(/(?<!\$)\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');
    expect(expressions.filter((expression) => !expression.startsWith('self.input.'))).toEqual([]);
    expect(connection).toMatchObject({ agent: 'true', bastion_user: 'ops' });
    expect(connection).not.toHaveProperty('private_key');
    expect(removal['input']).not.toHaveProperty('private_key');
  });

  test('THEN a plan with the key in a variable is refused', () => {
    expect(removal['lifecycle']).toEqual({
      precondition: [
        {
          condition: '${var.ssh_private_key == null}',
          error_message: expect.stringMatching(/^the collector is removed by a destroy, /) as string,
        },
      ],
    });
  });

  test('THEN it is there before the collector is, and not when that is switched off', () => {
    expect(resourceOf(template, 'null_resource', SERVICE)['depends_on']).toContain(
      'terraform_data.collector_target_removal',
    );
    expect(synth({ ...EXISTING, collector: { enabled: false } }).resource).not.toHaveProperty('terraform_data');
  });
});

describe('WHEN an IDS would be blind', () => {
  const sentence = (bytes: number): string =>
    `mirror session mirror-session-A copies at most ${bytes} bytes of a packet, and an IDS that reads the collector's packets drops each that was longer: ` +
    'whole ones take packetLength 1460, and an MTU of at most 1446 on the mirror source';
  const warnings = (settings: SettingsInput): readonly string[] => annotations(stackOf(settings), 'warn');

  test.each([96, 1459])('GIVEN a packet length of %i THEN synth says so', (packetLength) => {
    expect(warnings({ collector: {}, mirrorSession: { packetLength } })).toEqual([sentence(packetLength)]);
  });
  test('GIVEN whole packets, or no collector, THEN there is nothing to say', () => {
    expect(warnings({ collector: {}, mirrorSession: { packetLength: 1460 } })).toEqual([]);
    expect(warnings({ collector: { enabled: false } })).toEqual([]);
    expect(warnings({})).toEqual([]);
  });
});

test.each<[unknown, string]>([
  [
    { collector: {}, publicAccess: false },
    'trafficMirroring.collector must be left out when publicAccess is false, because it is installed and removed through the EIP; one that is installed stays',
  ],
  [
    { ...EXISTING, collector: {}, verification: {} },
    'trafficMirroring.verification.bastion is required for collector, which is installed and removed through it, got: none',
  ],
  [
    { ...EXISTING, collector: {}, target: { loadBalancerId: 'elb' } },
    'trafficMirroring.collector must be left out with a load balancer as the target, which nobody can log in to',
  ],
  [{ collector: { files: 1 } }, 'trafficMirroring.collector.files must be a whole number between 2 and 1000, got: 1'],
  [
    { collector: { fileMib: 2001 } },
    'trafficMirroring.collector.fileMib must be a whole number between 1 and 2000, got: 2001',
  ],
])('GIVEN %j THEN one sentence refuses it', (settings, sentence) => {
  expect(problemsOf(settings)).toEqual([sentence]);
});

test('GIVEN a ring that is none WHEN the construct is made THEN it says so', () => {
  const end = { name: 'analyzer', privateIp: '10.0.0.5' };
  expect(() =>
    synthOf((stack) => {
      new Collector(stack, 'collector', {
        ...{ enabled: true, target: end, files: 0, fileMib: 1, sessions: 'session 1 a' },
        ...{ entrance: end, variables: addVerificationVariables(stack), connectTimeout: 10 },
        ...{ dependsOn: [], triggers: {}, outlivesStack: false },
      });
    }),
  ).toThrow('files must be a whole number between 2 and 1000, got: 0');
});
