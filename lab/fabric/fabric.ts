import { checkPrerequisites } from './prerequisites';
import { runCommand, type CommandOptions, type CommandResult } from './command';
import { resolveTopology } from './desired-state';
import { buildGuestImage, enterGuest } from './guest-boot';
import { GuestGroups } from './guest-groups';
import { Internet } from './internet';
import { KernelState } from './kernel-state';
import { LabNamespaces } from './lab-namespaces';
import { LatestQueue } from './latest-queue';
import { type MirrorPlane, type MirrorPort, type TapCondition } from './mirror-plane';
import { MirrorTaps } from './mirror-taps';
import { Operator } from './operator';
import { PackageServer } from './package-server';
import { Remains } from './remains';
import { type Fabric, type Topology } from '../topology/topology';

export interface FabricOptions {
  /** Copies packets for mirror sessions. @default - a tap per mirrored network interface */
  readonly mirror?: MirrorPlane;
  /** Told what fails by itself, outside of any call, such as a tap that was killed. @default - a process warning */
  readonly onProblem?: (problem: Error) => void;
  /**
   * Told when a process that holds namespaces has ended although nobody asked it to: the fabric is good for nothing any
   * more but to be closed. @default - as a problem
   */
  readonly onEnd?: (reason: Error) => void;
}

/** What of the fabric is not as it should be, and how its mirror does. */
export interface FabricCondition {
  /** Servers that are to be on, and whose guest has ended by itself: id, and how it has ended. */
  readonly endedGuests: ReadonlyMap<string, string>;
  readonly taps: readonly TapCondition[];
}

/** The data plane in this machine's kernel. */
export interface KernelFabric extends Fabric {
  /** The place on the lab's Internet where cdktf, Terraform and people are. */
  readonly operator: Operator;
  /**
   * Runs a program in a guest as root and returns what it did. `timeout` in milliseconds, default 60 000.
   * Rejects when the server is not on, or the program does not end in time.
   */
  exec(serverId: string, argv: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** A network interface as the mirror finds it; undefined while its server is not on. */
  port(interfaceId: string): MirrorPort | undefined;
  /** Process id, on the host, of a guest's first process; undefined while it is not on. */
  guestPid(serverId: string): number | undefined;
  /**
   * What the kernel has beyond what an empty region has, in words: network namespaces, processes, links, disks. Waits for
   * the change that is going on.
   */
  remains(): Promise<readonly string[]>;
  /** How it is now. */
  condition(): Promise<FabricCondition>;
  /** Why it is over although nobody has closed it; undefined while it is not. */
  whyEnded(): Promise<Error | undefined>;
}

/**
 * Starts a data plane: its Internet with the operator and the package server, no VPC yet. Nothing of it is on the
 * host's network, and nothing is left of it when this process ends, in whatever way.
 * Rejects with the sentences of `checkPrerequisites` if this machine cannot run it.
 */
export async function startFabric(options: FabricOptions = {}): Promise<KernelFabric> {
  const problems = await checkPrerequisites();
  if (problems.length > 0) throw new Error(problems.join('; '));
  const { onProblem = warn, onEnd = onProblem } = options;
  const mirror = options.mirror ?? new MirrorTaps(onProblem);
  const groups = GuestGroups.start((reason) => {
    onProblem(new Error(reason));
  });
  const lab = await LabNamespaces.start(onEnd).catch(async (error: unknown) => {
    await groups.close();
    throw error;
  });
  try {
    const [internet] = await Promise.all([Internet.start(lab), buildGuestImage(lab)]);
    const [operator, packages] = await Promise.all([
      Operator.start(lab, internet.operatorNetns),
      PackageServer.start(lab, internet.netns),
    ]);
    const remains = await Remains.since(lab);
    const state = new KernelState(lab, internet, mirror, groups, onProblem);
    return new RunningFabric(lab, operator, packages, state, mirror, groups, remains);
  } catch (error) {
    const cause = (await lab.whyEnded()) ?? error;
    await lab.close();
    await groups.close();
    throw cause;
  }
}

function warn(problem: Error): void {
  process.emitWarning(problem);
}

class RunningFabric implements KernelFabric {
  private readonly queue = new LatestQueue();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly lab: LabNamespaces,
    readonly operator: Operator,
    private readonly packages: PackageServer,
    private readonly state: KernelState,
    private readonly mirror: MirrorPlane,
    private readonly groups: GuestGroups,
    private readonly kernel: Remains,
  ) {}

  apply(topology: Topology): Promise<void> {
    if (this.closing !== undefined) return Promise.reject(new Error('the fabric is closed'));
    return this.queue.add(async () => {
      const over = await this.lab.whyEnded();
      if (over !== undefined) throw over;
      await this.orWhyEnded(this.state.become(resolveTopology(topology)));
    });
  }

  async exec(serverId: string, argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const guest = this.state.servers.guest(serverId);
    if (guest === undefined) throw new Error(`server ${serverId} is not running`);
    return this.orWhyEnded(runCommand([...enterGuest(guest), ...argv], { name: argv.join(' '), ...options }));
  }

  port(interfaceId: string): MirrorPort | undefined {
    return this.state.port(interfaceId);
  }

  guestPid(serverId: string): number | undefined {
    return this.state.servers.guest(serverId)?.pid;
  }

  async remains(): Promise<readonly string[]> {
    await this.queue.idle();
    return this.orWhyEnded(this.kernel.list());
  }

  async condition(): Promise<FabricCondition> {
    return { endedGuests: this.state.servers.endedGuests(), taps: await this.mirror.condition() };
  }

  whyEnded(): Promise<Error | undefined> {
    return this.lab.whyEnded();
  }

  /** The cause, instead of what a command of the system says when the namespaces are gone that it was to enter. */
  private async orWhyEnded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw (await this.lab.whyEnded()) ?? error;
    }
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  /** Takes the ground from under a change that is going on, which then fails, rather than wait for servers to boot. */
  private async shutDown(): Promise<void> {
    this.state.servers.expectEnd();
    await Promise.allSettled([this.mirror.close(), this.packages.close(), this.operator.close()]);
    await this.lab.close();
    await this.queue.idle();
    await this.state.servers.ended();
    await this.groups.close();
  }
}
