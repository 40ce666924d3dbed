import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProjectCopy } from './project';

jest.setTimeout(120_000);

const JSON_FILE = 'cdktf.out/stacks/inbound-tcp/cdk.tf.json';

// What cdktf has a part in is tried with cdktf; the rest with the app alone.
describe('cdktf synth', () => {
  let project: ProjectCopy;
  beforeAll(() => {
    project = new ProjectCopy();
  });
  afterEach(() => {
    project.again();
  });
  afterAll(() => {
    project.remove();
  });

  test('GIVEN two folders and two users THEN the JSON is the same to the byte', () => {
    const parent = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    mkdirSync(join(parent, 'deep', 'er'), { recursive: true });
    const other = new ProjectCopy(join(parent, 'deep', 'er'));
    try {
      expect(project.cdktf(['synth'])).toMatchObject({ status: 0 });
      expect(other.app({ HOME: parent, USER: 'somebody', HW_REGION_NAME: 'x' })).toMatchObject({ status: 0 });
      expect(other.read(JSON_FILE)).toBe(project.read(JSON_FILE));
      expect(project.read(JSON_FILE)).not.toContain(project.folder);
    } finally {
      rmSync(parent, { recursive: true, force: true });
    }
  });

  test('GIVEN wrong settings THEN it ends with the sentences, exit code 1 and no stack trace', () => {
    project.set({ mirrorSession: { packetLength: 2000 }, mirorFilter: {} });
    const { status, output } = project.cdktf(['synth']);
    expect(status).toBe(1);
    expect(output).toContain(
      'trafficMirroring.mirrorSession.packetLength must be a whole number between 1 and 1460, got: 2000',
    );
    expect(output).toContain('trafficMirroring.mirorFilter is not a setting; did you mean mirrorFilter');
    expect(output).not.toMatch(/^\s+at .*\.[jt]s/m);
    expect(output).not.toContain('node:internal');
  });

  test('GIVEN a fresh clone with a local state file WHEN the state is to be in a workspace THEN it is refused before anything is planned', () => {
    const resources = [{ mode: 'managed', type: 'huaweicloud_vpc', instances: [{}] }];
    writeFileSync(join(project.folder, 'terraform.inbound-tcp.tfstate'), JSON.stringify({ version: 4, resources }));
    project.set({ stateBackend: { type: 'cloud', organization: 'example' } });
    const { status, output } = project.app();
    expect(status).toBe(1);
    expect(output).toContain(
      'trafficMirroring.stateBackend leads to organization example, but terraform.inbound-tcp.tfstate holds 1 resource, ' +
        'which would be made a second time: move the state as docs/state.md, "Moving", says',
    );
  });

  // cdktf reads the file itself, before any program of this project: `npx cdktf synth` ends in its stack trace.
  test.each([
    ['not JSON', '{\n  "context": {},\n}\n', 'cdktf.json must be JSON, but at line 3, column 1 a key'],
    ['with a byte order mark', '\ufeff{}', 'cdktf.json must be UTF-8 without a byte order mark, which is at line 1'],
    [
      'with a key twice',
      '{"context": {},\n"context": {}}',
      'cdktf.json: context is given twice, in line 1 and in line 2',
    ],
  ])('GIVEN a cdktf.json that is %s THEN npm run synth says where', (_, text, sentence) => {
    writeFileSync(join(project.folder, 'cdktf.json'), text);
    const { status, output } = project.npm(['run', '--silent', 'synth']);
    expect(output.startsWith(sentence)).toBe(true);
    expect(output.trim()).not.toContain('\n');
    expect(status).toBe(1);
  });

  test.each([
    ['a text', 'trafficMirroring', () => project.cdktf(['synth'])],
    ['null', null, () => project.app()],
  ])('GIVEN a context that is %s THEN it is not passed over', (_, context, synthesize) => {
    const json = JSON.parse(project.read('cdktf.json')) as object;
    writeFileSync(join(project.folder, 'cdktf.json'), JSON.stringify({ ...json, context }));
    const { status, output } = synthesize();
    expect(output).toContain(`context in cdktf.json must be an object, got: ${JSON.stringify(context)}`);
    expect(status).toBe(1);
  });

  test('GIVEN settings beside the context THEN they are not passed over', () => {
    const json = JSON.parse(project.read('cdktf.json')) as object;
    writeFileSync(join(project.folder, 'cdktf.json'), JSON.stringify({ ...json, trafficMirroring: {} }));
    const { status, output } = project.app();
    expect(status).toBe(1);
    expect(output).toContain(
      'trafficMirroring beside "context" in cdktf.json is not a setting; did you mean context.trafficMirroring',
    );
  });

  test('GIVEN settings that cannot be verified THEN it ends with why, and how to go without', () => {
    project.set({ mirrorSession: { enabled: false } });
    const { status, output } = project.app();
    expect(status).toBe(1);
    expect(output).toContain(
      'the verification will fail with these settings: mirror session mirror-session-A is disabled (mirrorSession.enabled is false); ' +
        'to deploy without it, set trafficMirroring.verification.enabled to false',
    );
  });
});
