import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnless } from './prerequisites';
import { missing } from './test-lab';

jest.setTimeout(120_000);

const LAB = join(__dirname, 'killed-lab.ts');

interface Snapshot {
  /** Processes by id, each with the time it started, since ids are used again. */
  readonly processes: ReadonlyMap<number, string>;
  /** Namespaces such as `net:[4026532461]`. */
  readonly namespaces: ReadonlySet<string>;
}

const KINDS = ['net', 'pid', 'mnt', 'uts', 'ipc'] as const;

function pids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Parent and start time; undefined when the process has just ended or is a zombie, which holds nothing. */
function statOf(pid: number): { readonly parent: number; readonly started: string } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : { parent: Number(fields[1]), started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function namespacesOf(pid: number): readonly string[] {
  try {
    return KINDS.map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`));
  } catch {
    return [];
  }
}

/** Everything below a process: its descendants and the namespaces that are not this process's own. */
function below(root: number): Snapshot {
  const stats = new Map(
    pids().flatMap((pid) => {
      const stat = statOf(pid);
      return stat === undefined ? [] : [[pid, stat] as const];
    }),
  );
  const tree = new Set([root]);
  for (let before = 0; before !== tree.size;) {
    before = tree.size;
    for (const [pid, { parent }] of stats) if (tree.has(parent)) tree.add(pid);
  }
  tree.delete(root);
  const own = new Set(namespacesOf(process.pid));
  return {
    processes: new Map([...tree].map((pid) => [pid, stats.get(pid)?.started ?? ''])),
    namespaces: new Set([...tree].flatMap(namespacesOf).filter((namespace) => !own.has(namespace))),
  };
}

/** What of a snapshot still lives: processes, or any process at all in one of its namespaces. */
function left({ processes, namespaces }: Snapshot): readonly string[] {
  return pids().flatMap((pid) => {
    const stat = statOf(pid);
    if (stat === undefined) return [];
    const inside = namespacesOf(pid).find((namespace) => namespaces.has(namespace));
    const survived = processes.get(pid) === stat.started;
    return survived || inside !== undefined ? [`process ${pid} ${inside ?? ''}`.trim()] : [];
  });
}

async function goneWithin(snapshot: Snapshot, milliseconds: number): Promise<readonly string[]> {
  const deadline = Date.now() + milliseconds;
  while (left(snapshot).length > 0 && Date.now() < deadline) await sleep(20);
  return left(snapshot);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function hostState(): { readonly mounts: string; readonly links: readonly string[] } {
  return { mounts: readFileSync('/proc/mounts', 'utf8'), links: readdirSync('/sys/class/net') };
}

function startLab(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', LAB], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

describeUnless(missing, 'a fabric whose owner is killed', () => {
  test('GIVEN a lab with servers and mirrored traffic WHEN its owner gets SIGKILL THEN all is gone', async () => {
    const host = hostState();
    const lab = startLab();
    await once(lab.stdout as NodeJS.ReadableStream, 'data');
    const snapshot = below(lab.pid ?? 0);
    // Three guests, their sshd, the places and the taps; if this is empty, the test looks in the wrong place.
    expect(snapshot.processes.size).toBeGreaterThan(12);
    expect(snapshot.namespaces.size).toBeGreaterThan(12);
    expect(left(snapshot).length).toBeGreaterThan(12);

    lab.kill('SIGKILL');
    expect(await goneWithin(snapshot, 10_000)).toEqual([]);
    expect(hostState()).toEqual(host);
  });

  test('GIVEN ten random moments WHEN the owner gets SIGKILL THEN nothing is left each time', async () => {
    const host = hostState();
    for (let round = 0; round < 10; round += 1) {
      const lab = startLab();
      const moment = Math.round(200 + Math.random() * 2800);
      await sleep(moment);
      const snapshot = below(lab.pid ?? 0);
      lab.kill('SIGKILL');
      expect({ moment, left: await goneWithin(snapshot, 10_000) }).toEqual({ moment, left: [] });
    }
    expect(hostState()).toEqual(host);
  });
});
