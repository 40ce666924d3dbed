import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeWith } from '../needs';

const WRAPPER = resolve(__dirname, '../../tools/terraform.pl');

/** Notes what it is told, takes its time after the first, and ends as Terraform does. */
const TERRAFORM = `#!/bin/sh
cd "$(dirname "$0")"
trap 'echo INT >>told; sleep 0.3; echo ended >>told; exit 1' INT
trap 'echo TERM >>told; exit 1' TERM
echo begun >>told
while :; do sleep 0.05; done
`;

describeWith(['perl', 'script'], 'Terraform as cdktf starts it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function terraform(text: string): NodeJS.ProcessEnv {
    const file = join(folder, 'terraform');
    writeFileSync(file, text);
    chmodSync(file, 0o755);
    return { ...process.env, TERRAFORM_PROGRAM: file };
  }

  async function told(last: string): Promise<readonly string[]> {
    const file = join(folder, 'told');
    const deadline = Date.now() + 10_000;
    const lines = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    while (lines().at(-1) !== last && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
    return lines();
  }

  test.each<[string, NodeJS.Signals]>([
    ['its terminal is hung up', 'SIGKILL'],
    ['its terminal is hung up by one who is told to end', 'SIGTERM'],
  ])('GIVEN it works WHEN %s THEN it is told once to stop, and comes to its end', async (_, signal) => {
    const env = terraform(TERRAFORM);
    const terminal = spawn('script', ['--quiet', '--command', WRAPPER, '/dev/null'], { env, stdio: 'ignore' });
    expect(await told('begun')).toEqual(['begun']);
    terminal.kill(signal);
    await once(terminal, 'exit');
    expect(await told('ended')).toEqual(['begun', 'INT', 'ended']);
  });

  test('GIVEN it works WHEN it is told to end THEN it is told once to stop, and its status is Terraform’s', async () => {
    const wrapper = spawn(WRAPPER, [], { env: terraform(TERRAFORM), stdio: 'ignore' });
    expect(await told('begun')).toEqual(['begun']);
    wrapper.kill('SIGTERM');
    wrapper.kill('SIGHUP');
    expect(await once(wrapper, 'exit')).toEqual([1, null]);
    expect(await told('ended')).toEqual(['begun', 'INT', 'ended']);
  });

  test('it gives Terraform its words and its input, and passes on what it prints and how it ends', () => {
    const env = terraform('#!/bin/sh\nread -r line; echo "$line: $*"; exit 7\n');
    const { status, stdout } = spawnSync(WRAPPER, ['plan', 'a b'], { env, input: 'yes\n', encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 7, stdout: 'yes: plan a b\n' });
  });

  test('GIVEN no such Terraform THEN it says so', () => {
    const env = { ...process.env, TERRAFORM_PROGRAM: join(folder, 'none') };
    const { status, stderr } = spawnSync(WRAPPER, ['plan'], { env, encoding: 'utf8' });
    expect(status).toBe(127);
    expect(stderr).toMatch(/^terraform\.pl: .*none cannot be run: No such file or directory\n$/);
  });
});
