import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SCRIPTS = resolve(__dirname, '../../../../lib/verification/scripts');

/** What every script may be told, as the stack tells it; the nonce is that of the recorded captures. */
export const VARIABLES = {
  SOURCE_NAME: 'ECS-source',
  SOURCE_IP: '192.168.0.230',
  SOURCE_GROUP: 'Sg-A',
  TARGET_NAME: 'ECS-target',
  TARGET_IP: '192.168.0.164',
  TARGET_GROUP: 'Sg-B',
  TEST_NAME: 'ECS-test',
  TEST_IP: '192.168.0.161',
  TEST_GROUP: 'Sg-X',
  EIP_NAME: 'EIP-A',
  PORT: '1234',
  CONTROL_PORT: '1235',
  PROXY_PORT: '3128',
  LONG_TEXT: '1600',
  LIFETIME: '30',
  CONNECT_TIMEOUT: '1',
  INSTALL_TIMEOUT: '10',
  UPDATE_PACKAGES: 'false',
  NONCE: 'ab12cd34ef',
  SESSION_NAME: 'mirror-session-A',
  FILTER_NAME: 'mirror-filter-A',
  VNI: '1',
  PACKET_LENGTH: '96',
  LIKELY_CAUSE: 'is mirror-session-A still enabled',
  CONTROLS: 't u r',
  ONLY_THIS_FLOW: 'true',
  VERDICT_AWK: readFileSync(join(SCRIPTS, 'verdict.awk'), 'utf8'),
  SETTLE_SECONDS: '0',
  ARRIVAL_SECONDS: '0',
};

/** What prelude.sh and the steps call. */
export const TOOLS = [
  'bash',
  'sh',
  'awk',
  'sed',
  'cut',
  'grep',
  'sleep',
  'mkdir',
  'rm',
  'cat',
  'timeout',
  'setsid',
  'ip',
  'ss',
];
/** Answers like ip(8) on a server whose interface is eth0. */
export const IP = 'echo "2: eth0    inet 192.168.0.164/24 brd 192.168.0.255 scope global eth0"';
/** A peer that answers on TCP 22, or none: /dev/tcp is bash's own, so timeout is what can be faked. */
export const PEERS_ANSWER = 'case "$*" in *dev/tcp*) exit 0 ;; esac; shift; exec "$@"';

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
  /** The one sentence behind `FAILED: `, or "". */
  readonly failure: string;
}

/** A server of its own for scripts: a state folder, and a PATH whose tools can be faked or taken away. */
export class FakeServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'verification-'));
  readonly state = join(this.folder, 'state');
  private readonly bin = join(this.folder, 'bin');
  private path: string;
  private variables: Readonly<Record<string, string>> = {};

  constructor() {
    mkdirSync(this.bin);
    this.path = `${this.bin}:${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
  }

  /** Puts a shell script before the real tool of that name. */
  fake(tool: string, script: string): this {
    const file = join(this.bin, tool);
    // `only` may have put a link to the real tool here: writing would go through it, to the machine's own tool.
    rmSync(file, { force: true });
    writeFileSync(file, `#!/usr/bin/env bash\n${script}\n`);
    chmodSync(file, 0o755);
    return this;
  }

  /** Leaves nothing on PATH but the tools named, and the fakes. */
  only(...tools: readonly string[]): this {
    for (const tool of tools) {
      const found = findCommand(tool);
      if (found !== undefined && !existsSync(join(this.bin, tool))) symlinkSync(found, join(this.bin, tool));
    }
    this.path = this.bin;
    return this;
  }

  /** A clock that only `sleep` moves, by seconds: a deadline comes without being waited for. */
  fakeClock(): this {
    const clock = join(this.folder, 'uptime');
    writeFileSync(clock, '100.00 0.00\n');
    this.variables = { UPTIME_FILE: clock };
    return this.fake('sleep', `read -r up _ <${clock}; echo "$((\${up%.*} + 3)).00 0.00" >${clock}`);
  }

  /** A file in the state folder, as an earlier step would have left it. */
  leave(name: string, text: string): this {
    mkdirSync(this.state, { recursive: true });
    writeFileSync(join(this.state, name), text);
    return this;
  }

  run(script: string, variables: Readonly<Record<string, string>> = {}, file = join(SCRIPTS, `${script}.sh`)): Outcome {
    const run = spawnSync('bash', [file], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...VARIABLES, ...this.variables, ...variables, STATE_DIR: this.state, PATH: this.path },
    });
    const failure = /^FAILED: (.*)$/m.exec(run.stderr)?.[1] ?? '';
    return { status: run.status, output: run.stdout + run.stderr, failure };
  }

  /** Ends what scripts left running, so that a red test leaves nothing behind either. */
  close(): void {
    if (existsSync(this.state)) this.clearState();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private clearState(): void {
    spawnSync('bash', ['-c', `. "${SCRIPTS}/prelude.sh"; clear_state`], {
      env: { STATE_DIR: this.state, PATH: process.env['PATH'] },
    });
  }
}

/** A process group that stands for a worker, and the line that start_worker writes about it. */
export function startSleeper(): { readonly pidLine: string; stop(): void } {
  const child = spawn('sleep', ['30'], { detached: true, stdio: 'ignore' });
  const pid = child.pid ?? 0;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return { pidLine: `${pid} ${stat[19] ?? ''}\n`, stop: () => child.kill('SIGKILL') };
}

/** The file of a command on PATH, where administrators' commands are looked for as well. */
export function findCommand(command: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file));
}

export function hasCommand(command: string): boolean {
  return findCommand(command) !== undefined;
}

/** `describe`, or a visible skip with its reason; on CI nothing is skipped, so there it runs and fails. */
export function describeWith(commands: readonly string[], name: string, body: () => void): void {
  const missing = commands.filter((command) => !hasCommand(command));
  if (process.platform !== 'linux') missing.push('Linux');
  if (missing.length === 0 || process.env['CI'] !== undefined) describe(name, body);
  else describe.skip(`${name} (SKIPPED: needs ${missing.join(', ')})`, body);
}

/** Waits for something that is bound to come; the test's own time limit ends the waiting. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resume) => setTimeout(resume, 50));
}
