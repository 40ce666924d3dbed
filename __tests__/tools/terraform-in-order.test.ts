import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from '../../lab/fabric/command';
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

/** A program in Terraform's place, in a folder of its own. */
class StandIn {
  private readonly folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  readonly program = join(this.folder, 'terraform');
  readonly env: NodeJS.ProcessEnv = { ...process.env, TERRAFORM_PROGRAM: this.program };

  constructor(text?: string) {
    if (text === undefined) return;
    writeFileSync(this.program, text);
    chmodSync(this.program, 0o755);
  }

  /** All that it has noted, as soon as the last of it is this. */
  async told(last: string): Promise<readonly string[]> {
    const file = join(this.folder, 'told');
    const deadline = Date.now() + 10_000;
    const lines = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    while (lines().at(-1) !== last && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
    return lines();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

async function withTerraform(text: string | undefined, use: (terraform: StandIn) => Promise<void>): Promise<void> {
  const terraform = new StandIn(text);
  try {
    await use(terraform);
  } finally {
    terraform.remove();
  }
}

// They wait, and compute next to nothing: all at once.
describeWith(['perl', 'script'], 'Terraform as cdktf starts it', () => {
  test.concurrent.each<[string, readonly NodeJS.Signals[]]>([
    ['its terminal is hung up', []],
    // script(1) passes this on.
    ['it is told to end, and its terminal is hung up while it stops', ['SIGTERM']],
  ])('GIVEN it works WHEN %s THEN it is told once to stop, and comes to its end', async (_, signals) => {
    await withTerraform(TERRAFORM, async (terraform) => {
      const options = { env: terraform.env, stdio: 'ignore' } as const;
      const terminal = spawn('script', ['--quiet', '--command', WRAPPER, '/dev/null'], options);
      expect(await terraform.told('begun')).toEqual(['begun']);
      for (const signal of signals) {
        terminal.kill(signal);
        expect(await terraform.told('INT')).toEqual(['begun', 'INT']);
      }
      terminal.kill('SIGKILL');
      await once(terminal, 'exit');
      expect(await terraform.told('ended')).toEqual(['begun', 'INT', 'ended']);
    });
  });

  test.concurrent(
    'GIVEN it works WHEN it is told to end THEN it is told once to stop, and its status is Terraform’s',
    async () => {
      await withTerraform(TERRAFORM, async (terraform) => {
        const wrapper = spawn(WRAPPER, [], { env: terraform.env, stdio: 'ignore' });
        expect(await terraform.told('begun')).toEqual(['begun']);
        wrapper.kill('SIGTERM');
        wrapper.kill('SIGHUP');
        expect(await once(wrapper, 'exit')).toEqual([1, null]);
        expect(await terraform.told('ended')).toEqual(['begun', 'INT', 'ended']);
      });
    },
  );

  test.concurrent(
    'it gives Terraform its words and its input, and passes on what it prints and how it ends',
    async () => {
      await withTerraform('#!/bin/sh\nread -r line; echo "$line: $*"; exit 7\n', async ({ env }) => {
        const run = await runCommand([WRAPPER, 'plan', 'a b'], { env, input: 'yes\n' });
        expect(run).toEqual({ status: 7, stdout: 'yes: plan a b\n', stderr: '' });
      });
    },
  );

  test.concurrent('GIVEN no such Terraform THEN it says so', async () => {
    await withTerraform(undefined, async ({ env, program }) => {
      const { status, stderr } = await runCommand([WRAPPER, 'plan'], { env });
      expect(status).toBe(127);
      expect(stderr).toBe(`terraform.pl: ${program} cannot be run: No such file or directory\n`);
    });
  });
});
