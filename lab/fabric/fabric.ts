import { checkPrerequisites } from './prerequisites';
import { runCommand, type CommandOptions, type CommandResult } from './command';
import { resolveTopology } from './desired-state';
import { buildGuestImage, enterGuest } from './guest-boot';
import { Internet } from './internet';
import { KernelState } from './kernel-state';
import { LabNamespaces } from './lab-namespaces';
import { LatestQueue } from './latest-queue';
import { type MirrorPlane, type MirrorPort } from './mirror-plane';
import { MirrorTaps } from './mirror-taps';
import { Operator } from './operator';
import { PackageServer } from './package-server';
import { Remains } from './remains';
import { type Fabric, type Topology } from './topology';

export interface FabricOptions {
  /** Copies packets for mirror sessions. @default - a tap per mirrored network interface */
  readonly mirror?: MirrorPlane;
  /** Told what fails by itself, outside of any call, such as a tap that was killed. @default - a process warning */
  readonly onProblem?: (problem: Error) => void;
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
}

/**
 * Starts a data plane: its Internet with the operator and the package server, no VPC yet. Nothing of it is on the
 * host's network, and nothing is left of it when this process ends, in whatever way.
 * Rejects with the sentences of `checkPrerequisites` if this machine cannot run it.
 */
export async function startFabric(options: FabricOptions = {}): Promise<KernelFabric> {
  const problems = await checkPrerequisites();
  if (problems.length > 0) throw new Error(problems.join('; '));
  const { onProblem = warn } = options;
  const mirror = options.mirror ?? new MirrorTaps(onProblem);
  const lab = await LabNamespaces.start();
  try {
    const [internet] = await Promise.all([Internet.start(lab), buildGuestImage(lab)]);
    const [operator, packages] = await Promise.all([
      Operator.start(lab, internet.operatorNetns),
      PackageServer.start(lab, internet.netns),
    ]);
    const remains = await Remains.since(lab);
    return new RunningFabric(lab, operator, packages, new KernelState(lab, internet, mirror), mirror, remains);
  } catch (error) {
    await lab.close();
    throw error;
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
    private readonly kernel: Remains,
  ) {}

  apply(topology: Topology): Promise<void> {
    if (this.closing !== undefined) return Promise.reject(new Error('the fabric is closed'));
    return this.queue.add(async () => {
      await this.state.become(resolveTopology(topology));
    });
  }

  async exec(serverId: string, argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const guest = this.state.guest(serverId);
    if (guest === undefined) throw new Error(`server ${serverId} is not running`);
    return runCommand([...enterGuest(guest), ...argv], { name: argv.join(' '), ...options });
  }

  port(interfaceId: string): MirrorPort | undefined {
    return this.state.port(interfaceId);
  }

  guestPid(serverId: string): number | undefined {
    return this.state.guest(serverId)?.pid;
  }

  async remains(): Promise<readonly string[]> {
    await this.queue.idle();
    return this.kernel.list();
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  /** Takes the ground from under a change that is going on, which then fails, rather than wait for servers to boot. */
  private async shutDown(): Promise<void> {
    await Promise.allSettled([this.mirror.close(), this.packages.close(), this.operator.close()]);
    await this.lab.close();
    await this.queue.idle();
    await this.state.ended();
  }
}
