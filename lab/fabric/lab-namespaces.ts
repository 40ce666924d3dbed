import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startTime } from '../processes';
import { mustRun } from './command';
import { labSizes, tmpfsOptions } from './guest-sizes';

const INIT = join(__dirname, 'lab-init.sh');

/** Milliseconds for a place's first process to answer. */
const START_LIMIT = 10_000;

/** Milliseconds for the last words of one that has ended to come. */
const LAST_WORDS_LIMIT = 500;

/**
 * In front of a command that must not outlive the `nsenter` before it: that one waits for it in another process, and
 * would be thought to be it.
 */
export const ENDS_WITH_ITS_PARENT = ['setpriv', '--pdeathsig', 'KILL', '--'] as const;

type PlaceKind = 'lab' | 'router' | 'operator';

const NAMESPACES_OF: Readonly<Record<PlaceKind, string>> = {
  lab: "the lab's namespaces",
  router: "the namespace of a VPC's router",
  operator: "the namespaces of the operator's place",
};

/**
 * A place: namespaces held by one process that lives as long as a pipe which only this process holds. When this
 * process ends in whatever way, the holder's input ends, the holder ends, and with the first process of a PID
 * namespace the kernel ends everything in it.
 */
export class Place {
  private closing = false;

  private constructor(
    private readonly kind: PlaceKind,
    private readonly holder: ChildProcess,
    /** Process id, on the host, of the place's first process. */
    readonly pid: number,
  ) {}

  /** @param onEnd told once, when the place has ended although nobody closed it */
  static async start(kind: PlaceKind, argv: readonly string[], onEnd: (reason: Error) => void): Promise<Place> {
    const options = kind === 'router' ? [] : [tmpfsOptions(kind === 'lab' ? labSizes.files : labSizes.operator)];
    const [program = '', ...args] = [...argv, 'sh', INIT, kind, ...options];
    // Its own session: Ctrl-C must end the owner, which then takes the place down in order.
    const holder = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    holder.stdin.on('error', () => undefined);
    const pid = await announcedPid(holder, `the ${kind} namespaces`);
    const place = new Place(kind, holder, pid);
    holder.once('exit', () => {
      const reason = place.whyEnded();
      if (reason !== undefined) onEnd(reason);
    });
    return place;
  }

  /** A path inside the place, as this process can open it. */
  path(inside: string): string {
    return `/proc/${this.pid}/root${inside}`;
  }

  get ended(): boolean {
    return this.holder.exitCode !== null || this.holder.signalCode !== null;
  }

  /** From now on its end is no surprise. */
  expectEnd(): void {
    this.closing = true;
  }

  /** Why it has ended, when nobody closed it. */
  private whyEnded(): Error | undefined {
    if (!this.ended || this.closing) return undefined;
    const how = this.holder.signalCode ?? `status ${this.holder.exitCode ?? 0}`;
    return new Error(
      `the process that holds ${NAMESPACES_OF[this.kind]} has ended by itself (${how}), and the lab with it`,
    );
  }

  /** What fails because the place has ended may be known before its end is: then this waits for that. */
  async noticeEnd(): Promise<Error | undefined> {
    if (!this.ended && startTime(this.pid) === undefined) await once(this.holder, 'exit');
    return this.whyEnded();
  }

  /** Ends the place and resolves when the kernel has ended every process in it. */
  async close(): Promise<void> {
    this.closing = true;
    if (this.ended) return;
    const ended = new Promise<void>((resolve) =>
      this.holder.once('exit', () => {
        resolve();
      }),
    );
    this.holder.stdin?.end();
    await ended;
  }
}

/** The lab's namespaces: a PID namespace for all that runs, and a mount namespace whose /run is the lab's own tmpfs. */
export class LabNamespaces {
  private readonly places: Place[];

  private constructor(
    private readonly place: Place,
    private readonly onEnd: (reason: Error) => void,
  ) {
    this.places = [place];
  }

  /** @param onEnd told when a place of the lab has ended although nobody closed it: nothing can be done with the lab then */
  static async start(onEnd: (reason: Error) => void = () => undefined): Promise<LabNamespaces> {
    const flags = ['--mount', '--propagation', 'slave', '--pid', '--net', '--fork', '--kill-child'];
    return new LabNamespaces(await Place.start('lab', ['unshare', ...flags], onEnd), onEnd);
  }

  /** A place inside the lab, which ends with it. */
  async startPlace(kind: Exclude<PlaceKind, 'lab'>, argv: readonly string[]): Promise<Place> {
    const place = await Place.start(kind, argv, this.onEnd);
    this.places.push(place);
    return place;
  }

  /** Why the lab is over, if a place of it has ended although nobody closed it: the cause of whatever fails after that. */
  async whyEnded(): Promise<Error | undefined> {
    const reasons = await Promise.all(this.places.map((place) => place.noticeEnd()));
    return reasons.find((reason) => reason !== undefined);
  }

  get pid(): number {
    return this.place.pid;
  }

  /** A path on the lab's file system, as this process can open it. */
  path(inside: string): string {
    return this.place.path(inside);
  }

  /** The file that stands for a network namespace of the lab, as `nsenter --net=` takes it. */
  netPath(netns: string): string {
    return this.path(`/run/netns/${netns}`);
  }

  /** Arguments in front of a command that make it run in the lab, and in one of its network namespaces if named. */
  enter(netns?: string): readonly string[] {
    this.requireOpen();
    const net = netns === undefined ? [] : [`--net=${this.netPath(netns)}`];
    return ['nsenter', `--target=${this.pid}`, '--mount', '--pid', ...net];
  }

  /** As `enter`, but with the host's file system. */
  enterOnHostFiles(netns: string): readonly string[] {
    this.requireOpen();
    return ['nsenter', `--target=${this.pid}`, '--pid', `--net=${this.netPath(netns)}`];
  }

  /** The process id of a lab that has ended can be another process's, whose namespaces are none of ours. */
  private requireOpen(): void {
    if (this.place.ended) throw new Error('the lab has ended');
  }

  async addNet(netns: string): Promise<void> {
    await mustRun([...this.enter(), 'ip', 'netns', 'add', netns]);
  }

  /** Removes a network namespace and with it its ends of all links; succeeds if there is none. */
  async deleteNet(netns: string): Promise<void> {
    await mustRun([...this.enter(), 'sh', '-c', '[ ! -e "/run/netns/$0" ] || ip netns delete "$0"', netns]);
  }

  /** Removes a link of a network namespace, and its other end; succeeds if there is none. */
  async deleteLink(netns: string, device: string): Promise<void> {
    const script = '[ ! -e "/proc/sys/net/ipv4/conf/$0" ] || ip link delete "$0"';
    await mustRun([...this.enter(netns), 'sh', '-c', script, device]);
  }

  /** Runs lines of `ip -batch` in a network namespace; stops at the first that fails. */
  async ip(netns: string, lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    await mustRun([...this.enter(), 'ip', '-n', netns, '-batch', '-'], { input: `${lines.join('\n')}\n` });
  }

  /** Loads a ruleset in one transaction. */
  async nft(netns: string, ruleset: string): Promise<void> {
    await mustRun([...this.enter(netns), 'nft', '-f', '-'], { input: ruleset });
  }

  /** Sets kernel parameters, `net/ipv4/ip_forward` and the like, of a network namespace. */
  async sysctl(netns: string, values: Readonly<Record<string, string | number>>): Promise<void> {
    const lines = Object.entries(values).map(([key, value]) => `echo ${value} >/proc/sys/${key}\n`);
    await mustRun([...this.enter(netns), 'sh', '-e'], { input: lines.join('') });
  }

  close(): Promise<void> {
    // The kernel ends them all.
    for (const place of this.places) place.expectEnd();
    return this.place.close();
  }
}

/** What unshare says when its child was killed: it wants to end likewise, and cannot. */
const KILLED_CHILD = /^unshare: sigprocmask/m;

/** Waits for `pid N`, the first line that every first process of ours prints. */
export function announcedPid(child: ChildProcess, what: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    const fail = (reason: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`cannot make ${what}: ${reason}`));
    };
    const timer = setTimeout(() => {
      fail(`no answer within ${START_LIMIT} ms`);
    }, START_LIMIT);
    child.on('error', (error) => {
      fail(error.message);
    });
    child.on('exit', (code) => {
      const tell = (): void => {
        if (KILLED_CHILD.test(stderr)) fail('its first process was killed');
        else fail(stderr.trim() || (code === null ? 'it was killed' : `ended with status ${code}`));
      };
      // Its words may come after its end; what it has started may keep them from ending.
      child.once('close', tell);
      setTimeout(tell, LAST_WORDS_LIMIT).unref();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const pid = /^pid (\d+)$/m.exec(stdout)?.[1];
      if (pid === undefined) return;
      clearTimeout(timer);
      resolve(Number(pid));
    });
  });
}
