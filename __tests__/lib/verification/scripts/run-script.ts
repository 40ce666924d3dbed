import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from '../../../../lab/fabric/command';
import { findCommand } from '../../../needs';
import { type ModelSession } from '../../../../lib/mirror/mirror-model';
import { type MirrorRule } from '../../../../lib/mirror/mirror-rule';
import { type ProofPlan } from '../../../../lib/verification/proof-plan';
import { expectedLines, listenerLines, probeLines, probesOf, sendLines } from '../../../../lib/verification/step-data';
import { lastMarks, list, verdictTable } from '../../../../lib/verification/verdict-table';
import { accept, FLOW, planOf, session, SOURCE, TARGET, TEST } from '../guide-proof';

export const SCRIPTS = resolve(__dirname, '../../../../lib/verification/scripts');

/** What a test may say otherwise: addresses, ports and the packet length of the guide's scenario. */
const GUIDE = {
  SOURCE_IP: '192.168.0.230',
  TARGET_IP: '192.168.0.164',
  TEST_IP: '192.168.0.161',
  PORT: '1234',
  CONTROL_PORT: '1235',
  PACKET_LENGTH: '96',
};
type Variables = Readonly<Record<string, string>>;
const GROUPS: Variables = { 'ECS-source': 'Sg-A', 'ECS-target': 'Sg-B', 'ECS-test': 'Sg-X' };

/** What every script is told, whoever it runs on; the nonce is that of the recorded captures. */
const COMMON = {
  EIP_NAME: 'EIP-A',
  INSTALL: 'true',
  INSTALL_TIMEOUT: '10',
  UPDATE_PACKAGES: 'false',
  PROXY_PORT: '3128',
  LIFETIME: '30',
  CONNECT_TIMEOUT: '1',
  NONCE: 'ab12cd34ef',
  SETTLE_SECONDS: '0',
  ARRIVAL_SECONDS: '0',
  VERDICT_AWK: readFileSync(join(SCRIPTS, 'verdict.awk'), 'utf8'),
  EVIDENCE_AWK: readFileSync(join(SCRIPTS, 'evidence.awk'), 'utf8'),
};

/** The plan of the guide's scenario, with other rules or an address or port that a test wants. */
export function guidePlan(
  changes: Variables = {},
  rules?: readonly MirrorRule[],
  more: Partial<ModelSession> = {},
): ProofPlan {
  const world = { ...GUIDE, ...changes };
  const port = Number(world.PORT);
  const table5 = { protocol: 'tcp', source: `${world.TEST_IP}/32`, destination: `${world.SOURCE_IP}/32` } as const;
  return planOf(
    [
      session({
        packetLength: Number(world.PACKET_LENGTH),
        rules: rules ?? [accept({ ...table5, destinationPorts: port })],
        ...more,
      }),
    ],
    [{ ...FLOW, port }],
    [
      { ...SOURCE, privateIp: world.SOURCE_IP },
      { ...TARGET, privateIp: world.TARGET_IP },
      { ...TEST, privateIp: world.TEST_IP },
    ],
    Number(world.CONTROL_PORT),
  );
}

/** What the stack tells a script that runs on an end, of a plan. */
export function variablesOf(script: string, plan: ProofPlan, on?: string): Variables {
  const { ends: places } = plan.input.model;
  const ends = places.map(({ name }) => ({ name, group: GROUPS[name] ?? 'Sg-X', vxlanGuide: 'Table 4' }));
  const probes = probesOf(plan);
  const role: Record<string, string> = {
    'prepare-test': 'ECS-test',
    send: 'ECS-test',
    capture: 'ECS-target',
    'check-target': 'ECS-target',
  };
  const name = on ?? role[script] ?? 'ECS-source';
  const address = (end: string): string => places.find((place) => place.name === end)?.privateIp ?? '';
  const peers = ['ECS-source', 'ECS-target'];
  const turn = plan.turns.find(({ sender }) => sender === name);
  return {
    ...COMMON,
    SELF_NAME: name,
    SELF_IP: address(name),
    SELF_GROUP: GROUPS[name] ?? 'Sg-X',
    LOGIN_USER: 'root',
    PEERS: peers.map((end) => [end, address(end), GROUPS[end] ?? ''].join('|')).join('\n'),
    PEER_NAMES: list(peers),
    NEEDS_NC: 'true',
    PROXY_FOR: address('ECS-source'),
    PROXY_NAMES: 'ECS-source',
    PROXY_SETTING: 'verification.proxyPort',
    PROXY_NAME: 'ECS-test',
    PROXY_IP: address('ECS-test'),
    PORT_SETTINGS: 'listeningPort, verification.controlPort',
    LISTENERS: listenerLines(name, plan),
    PROBES: script === 'listen' ? probeLines(name, probes, plan) : '',
    SENDS: turn === undefined ? '' : sendLines(turn, plan, ends),
    EXPECTED: expectedLines(name, plan),
    LAST_MARKS: lastMarks(plan, name).join(' '),
    PLAN: verdictTable(plan, name, ends, probes),
  };
}

/** All that a script is told, whatever of it a test says itself. */
export const toldTo = (script: string, said: Variables): Variables => ({
  ...variablesOf(script, guidePlan(said)),
  ...said,
});

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
  'tr',
  'od',
  'head',
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
    this.path = `${this.bin}:${process.env['PATH'] ?? ''}`;
  }

  /** Puts a script of sh(1), which starts sooner than bash, before the real tool of that name. */
  fake(tool: string, script: string): this {
    const file = join(this.bin, tool);
    // `only` may have put a link to the real tool here: writing would go through it, to the machine's own tool.
    rmSync(file, { force: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
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
  leave(name: string, text: string | Buffer): this {
    mkdirSync(this.state, { recursive: true });
    writeFileSync(join(this.state, name), text);
    return this;
  }

  run(script: string, variables: Variables = {}, file = join(SCRIPTS, `${script}.sh`)): Outcome {
    const env = this.environment(script, variables);
    return outcomeOf(spawnSync('bash', [file], { encoding: 'utf8', timeout: 60_000, env }));
  }

  /** The same, while the test goes on. */
  async start(script: string, variables: Variables = {}): Promise<Outcome> {
    const env = this.environment(script, variables);
    return outcomeOf(await runCommand(['bash', join(SCRIPTS, `${script}.sh`)], { env }));
  }

  private environment(script: string, variables: Variables): NodeJS.ProcessEnv {
    return {
      ...toldTo(script, { ...this.variables, ...variables }),
      STATE_DIR: this.state,
      PATH: this.path,
      // Ncat reads all certificates of the machine each time that it starts, which takes longer than all else.
      SSL_CERT_FILE: '/dev/null',
    };
  }

  /** Ends what scripts left running, so that a red test leaves nothing behind either. */
  close(): void {
    if (existsSync(this.state) && readdirSync(this.state).some((file) => file.endsWith('.pid'))) this.clearState();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private clearState(): void {
    spawnSync('bash', ['-c', `. "${SCRIPTS}/prelude.sh"; clear_state`], {
      env: { STATE_DIR: this.state, PATH: process.env['PATH'] },
    });
  }
}

function outcomeOf(run: { readonly status: number | null; readonly stdout: string; readonly stderr: string }): Outcome {
  const failure = /^FAILED: (.*)$/m.exec(run.stderr)?.[1] ?? '';
  return { status: run.status, output: run.stdout + run.stderr, failure };
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

/** Waits for something that is bound to come. @throws Error after 20 seconds, less than a test may take */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`this did not come within 20 seconds: ${String(condition)}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
