import Ajv from 'ajv';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { junit } from '../../review/report/junit';
import { reportPage } from '../../review/report/report-page';
import { ReportReader } from '../../review/report/report-reader';
import { reportJsonSchema, REPORT_SCHEMA_FILE } from '../../tools/report-schema';
import { ROOT } from '../docs/pages';
import { captureFile } from '../lib/verification/scripts/captures/mirrored';

const log = (name: string): string => readFileSync(join(__dirname, 'logs', `${name}.log`), 'utf8');
const reader = (text: string, cells: ConstructorParameters<typeof ReportReader>[0] = []): ReportReader => {
  const made = new ReportReader(cells);
  for (const line of text.split('\n')) made.read(line);
  return made;
};
const report = (text: string) => reader(text).report();

const SUCCESS = log('success');
const FAILED = log('failed');
const ERROR = log('error');
const TWO_TARGETS = log('two-targets');

describe('the verdict', () => {
  test.each([
    ['of a deploy that was verified', SUCCESS, 'verified'],
    ['of a deploy with two targets', TWO_TARGETS, 'verified'],
    ['of a verification that failed', FAILED, 'failed'],
    ['of a deploy that Terraform refused', ERROR, 'error'],
    ['of a log that is cut in the middle', SUCCESS.slice(0, SUCCESS.indexOf('VERIFIED')), 'incomplete'],
    [
      'of a log that is cut after the verification, before the end',
      SUCCESS.slice(0, SUCCESS.indexOf('Apply complete!')),
      'incomplete',
    ],
    ['of garbage', '\u0000\u0001 not a log\n{"@level":3}\n{', 'no-deploy'],
    ['of nothing', '', 'no-deploy'],
    ['of a deploy after which another failed', `${SUCCESS}\n${FAILED}`, 'failed'],
    ['of a deploy that mends one that failed', `${FAILED}\n${SUCCESS}`, 'verified'],
    ['of a deploy without a verification', SUCCESS.replaceAll(/^.*remote-exec.*$/gm, ''), 'unverified'],
    [
      'of a deploy with nothing to do',
      'a  Initializing the backend...\nNo changes. Your infrastructure matches.\nApply complete! Resources: 0',
      'unverified',
    ],
    [
      'of a destroy',
      'a  Initializing the backend...\n             Destroy complete! Resources: 20 destroyed.',
      'no-deploy',
    ],
    [
      'of a deploy with its destroy behind it',
      `${SUCCESS}\na  Initializing the backend...\n             Destroy complete! Resources: 20`,
      'verified',
    ],
  ])('%s', (_, text, verdict) => {
    expect(report(text).verdict).toBe(verdict);
  });

  test('how many deploys the log has is told', () => {
    expect(report(`${FAILED}\n${SUCCESS}`).deploys).toBe(2);
    expect(report(SUCCESS).deploys).toBe(1);
  });

  test('of two deploys, nothing of the first gets into the report of the second', () => {
    const both = report(`${SUCCESS}\n${FAILED}`);
    expect([both.sessions, both.packets, both.checks.filter(({ result }) => result === 'passed')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('the reasons are the sentences of whoever failed', () => {
    expect(report(FAILED).reasons).toEqual([
      expect.stringMatching(/^FAILED: tcp port 1234 of ECS-source is taken by ncat/),
    ]);
    expect(report(ERROR).reasons).toEqual([
      'Invalid value for variable: trusted_cidr must be an IPv4 CIDR block without host bits, such as 198.51.100.7/32. This was checked by the validation rule at cdk.tf.json:864,21-22.',
    ]);
  });
});

test('of two targets, each has its session and its first packet', () => {
  const { sessions, packets } = report(TWO_TARGETS);
  expect(sessions).toEqual(['mirror-session-01', 'mirror-session-02']);
  expect(packets.map(({ target, fields }) => [target, fields['VNI'], fields['EthernetType']])).toEqual([
    ['ECS-target-01', '1', '0x0800 (IPv4)'],
    ['ECS-target-02', '2', '0x0800 (IPv4)'],
  ]);
});

test("Terraform Cloud's log, which has JSON around each line, and a CI's, which has times before it, say the same", () => {
  const bare = SUCCESS.replaceAll(/^(?:inbound-tcp| {11}) {2}/gm, '');
  const lines = bare.split('\n');
  const cloud = lines.map((line) => JSON.stringify({ '@level': 'info', '@message': line, type: 'log' })).join('\n');
  const github = SUCCESS.split('\n')
    .map((line) => `2026-11-27T06:00:00.1234567Z ${line}`)
    .join('\n');
  const wanted = { ...report(SUCCESS), stack: '' };
  expect({ ...report(bare), stack: '' }).toEqual(wanted);
  expect({ ...report(cloud), stack: '' }).toEqual(wanted);
  expect({ ...report(github), stack: '' }).toEqual(wanted);
});

test("the first mirrored packet comes with the fields of the guide's Table 6", () => {
  const [packet] = report(SUCCESS).packets;
  expect(packet?.target).toBe('ECS-target');
  expect(packet?.outer).toMatch(/192\.168\.0\.230\.\d+ > 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1$/);
  expect(Object.keys(packet?.fields ?? {})).toEqual([
    'Timestamp',
    'SMacAddr',
    'DMacAddr',
    'EthernetType',
    'Length',
    'Sip, Sport',
    'Dip, Dport',
    'VXLAN Flags',
    'VNI',
  ]);
});

describe('checks', () => {
  const cell = (sentence: string, target = 'ECS-target') => ({
    flow: 'p',
    way: 'there',
    target,
    sentence,
    copies: [],
    silences: [],
  });
  const cells = [
    cell('TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234) is mirrored to ECS-target'),
    cell('not mirrored to ECS-target: UDP to port 1234'),
  ];

  test('are the cells of the proof plan, with what only the run knows', () => {
    const [first, second] = reader(SUCCESS, cells).report().checks;
    expect(first).toMatchObject({
      result: 'passed',
      target: 'ECS-target',
      detail: expect.stringMatching(/^4 of 4, nonce \w+$/) as string,
    });
    expect(second).toMatchObject({ result: 'passed', detail: '' });
  });

  test('which the run never came to are not judged, and the failure has a check of its own', () => {
    expect(
      reader(FAILED, cells)
        .report()
        .checks.map(({ result }) => result),
    ).toEqual(['failed', 'not-judged', 'not-judged']);
  });

  const cases = (text: string): string[] =>
    [...junit(reader(text).report()).matchAll(/<testcase classname="(.*?)" name="(.*?)">/g)].map(
      ([, place, name]) => `${place ?? ''}: ${name ?? ''}`,
    );

  test('of two targets are those of the one that has said so, and no two cases of the JUnit file are called the same', () => {
    const all = cases(TWO_TARGETS);
    for (const target of ['ECS-target-01', 'ECS-target-02']) {
      expect(all).toContain(
        `tcp-and-udp.${target}: a text of over 1500 bytes was cut: inner length 96, packet length 96`,
      );
    }
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  test('of two sessions of one target that say the same have the names of the sessions', () => {
    const cut = 'a text of over 1500 bytes was cut: inner length 96, packet length 96';
    const one = TWO_TARGETS.replaceAll('ECS-target-02', 'ECS-target-01');
    expect(cases(one).filter((name) => name.includes(cut))).toEqual(
      ['01', '02'].map((number) => `tcp-and-udp.ECS-target-01: ${cut} (mirror-session-${number})`),
    );
  });

  test('of two errors of Terraform are counted', () => {
    const [box = ''] = /^.*╷[^]*╵.*$/m.exec(ERROR) ?? [];
    const twice = ERROR.replace(box, () => `${box}\n${box.replaceAll('IPv4', 'IPv6')}`);
    expect(cases(twice)).toEqual([
      'inbound-tcp: Terraform applies the stack',
      'inbound-tcp: Terraform applies the stack (2)',
    ]);
  });

  test('are not passed by the longer sentence of another', () => {
    const [short] = reader(SUCCESS, [cell('not mirrored to ECS-target: TCP to port 12')]).report().checks;
    expect(short).toMatchObject({ result: 'not-judged' });
  });

  test('are not passed by what another target says', () => {
    const [other] = reader(SUCCESS, [cell('not mirrored to ECS-target: UDP to port 1234', 'ECS-elsewhere')]).report()
      .checks;
    expect(other).toMatchObject({ result: 'not-judged' });
  });

  test('are the cases of the JUnit file', () => {
    expect(junit(reader(FAILED, cells).report())).toMatch(
      /<testsuites name="traffic mirroring" tests="3" failures="1" errors="0" skipped="2">/,
    );
    const passed = junit(reader(SUCCESS, cells).report());
    expect(passed).toContain('failures="0"');
    expect(passed).toContain('name="not mirrored to ECS-target: UDP to port 1234"');
  });
});

test.each([SUCCESS, FAILED, ERROR, ''])('the JSON is as its schema says', (text) => {
  const validate = new Ajv({ code: { optimize: false } }).compile(JSON.parse(reportJsonSchema()) as object);
  expect([validate(report(text)), validate.errors]).toEqual([true, null]);
});

test('the schema in docs is what the code says: npm run docs', () => {
  expect(readFileSync(join(ROOT, REPORT_SCHEMA_FILE), 'utf8')).toBe(reportJsonSchema());
});

test('the page shows the verdict, the checks and the fields', () => {
  const page = reportPage(report(SUCCESS));
  for (const words of [
    'the mirror works: deployed and verified',
    'not mirrored to ECS-target: TCP to port 1235',
    'SMacAddr',
    'Content-Security-Policy',
  ]) {
    expect(page).toContain(words);
  }
});

describe('evidence', () => {
  const NONCE = 'ab12cd34ef';
  const pcap = captureFile('good');
  const sha256 = createHash('sha256').update(pcap).digest('hex');
  const base64 = pcap.toString('base64').match(/.{1,76}/g) ?? [];
  const at = '             null_resource.verification_traffic (verification/traffic) (remote-exec): ';
  const block = (lines: readonly string[] = base64, nonce = NONCE): string =>
    [`BEGIN EVIDENCE ECS-target ${nonce} pcap sha256:${sha256}`, ...lines, `END EVIDENCE ECS-target ${nonce}`]
      .map((line) => at + line)
      .join('\n');
  const BLOCK = /^.*BEGIN EVIDENCE[^]*END EVIDENCE.*$/m;
  const withNonce = SUCCESS.replace(BLOCK, '').replaceAll(/nonce \w+/g, `nonce ${NONCE}`);
  const withEvidence = (text: string): string => withNonce.replace('Apply complete!', `\n${text}\nApply complete!`);

  test.each([
    ['one target', SUCCESS, 2],
    ['two targets', TWO_TARGETS, 4],
  ])('of a deploy with %s is whole as the deploy printed it', (_, text, packets) => {
    expect(report(text).evidence).toEqual({ packets, problems: [] });
  });

  test('is a capture of the packets of this run, and of no others', () => {
    const { pcap: file, packets } = reader(withEvidence(block())).evidence();
    // The four that must arrive, and the probe; not those of the same connection that carry no nonce.
    expect(packets).toBe(5);
    expect(report(withEvidence(block())).evidence.packets).toBe(5);
    const text = file?.toString('latin1') ?? '';
    expect(text.split(NONCE).length - 1).toBeGreaterThanOrEqual(4);
  });

  test('is not shown to whoever watches the deploy', () => {
    const made = new ReportReader();
    const shown = withEvidence(block())
      .split('\n')
      .filter((line) => !made.read(line));
    expect(shown.join('\n')).not.toContain(base64[0]);
    expect(shown.join('\n')).toContain('VERIFIED');
  });

  test.each([
    ['its lines are not whole', block(base64.slice(1)), 'its checksum is wrong'],
    ['it is of another run', block(base64, 'zz12cd34ef'), 'it is of another run'],
    ['the log ends within it', block().split('\n').slice(0, 3).join('\n'), 'its checksum is wrong'],
  ])('is not taken when %s', (_, text, told) => {
    const { evidence } = report(withEvidence(text));
    expect(evidence.packets).toBe(0);
    expect(evidence.problems).toEqual([expect.stringContaining(told)]);
  });
});
