import { type TopologyServer } from '../topology/topology';
import { type DesiredState } from './desired-state';
import { all, named } from './every-reason';
import { bootGuest, deleteDisk, isRunning, stopGuest, type RunningGuest } from './guest-boot';
import { type GuestGroups } from './guest-groups';
import { type LabNamespaces } from './lab-namespaces';

interface ServerState {
  readonly netns: string;
  /** On the lab's file system; holds the disk, also while the server is off. */
  readonly directory: string;
  /** Whether its network namespace is there. */
  hasNet: boolean;
  guest?: RunningGuest;
  /** Whether its guest was asked to end. */
  isStopping?: boolean;
}

/** The servers that are in the kernel: their network namespaces, disks and guests. */
export class Servers {
  private readonly servers = new Map<string, ServerState>();
  private nextServer = 1;
  private isEnding = false;

  /** @param onProblem told, in a sentence, that a guest has ended by itself */
  constructor(
    private readonly lab: LabNamespaces,
    private readonly groups: GuestGroups,
    private readonly onProblem: (problem: Error) => void,
  ) {}

  guest(serverId: string): RunningGuest | undefined {
    const guest = this.servers.get(serverId)?.guest;
    return guest !== undefined && isRunning(guest) ? guest : undefined;
  }

  /** Servers that are to be on and whose guest has ended: id, and how it has ended. */
  endedGuests(): ReadonlyMap<string, string> {
    const ended = [...this.servers].flatMap(([id, { guest, isStopping }]) =>
      guest === undefined || isStopping === true || isRunning(guest) ? [] : [[id, howEnded(guest)] as const],
    );
    return new Map(ended);
  }

  /** From now on the end of a guest is no surprise. */
  expectEnd(): void {
    this.isEnding = true;
  }

  /** Resolves when the processes of all guests, which end with the lab, are gone. */
  async ended(): Promise<void> {
    const running = [...this.servers.values()].flatMap(({ guest }) => (guest === undefined ? [] : [guest]));
    await Promise.all(running.map((guest) => stopGuest(guest)));
  }

  /** Stops guests that are not to be on, and removes servers that are not wanted. */
  async remove(desired: DesiredState): Promise<void> {
    await all([...this.servers], async ([id, server]) => {
      const wanted = desired.servers.get(id);
      if (wanted?.power === 'on') return;
      if (server.guest !== undefined) {
        server.isStopping = true;
        await stopGuest(server.guest);
        delete server.guest;
      }
      await named(`server ${wanted?.name ?? id} could not be removed`, this.lab.deleteNet(server.netns));
      server.hasNet = false;
      if (wanted === undefined) {
        await deleteDisk(this.lab, server.directory);
        this.groups.remove(server.netns);
        this.servers.delete(id);
      }
    });
  }

  /** Name of the server's network namespace, which is made if it is not there. */
  async net(server: TopologyServer): Promise<string> {
    let state = this.servers.get(server.id);
    if (state === undefined) {
      const name = `server-${this.nextServer}`;
      this.nextServer += 1;
      state = { netns: name, directory: `/run/servers/${name}`, hasNet: false };
      this.servers.set(server.id, state);
    }
    if (!state.hasNet) {
      await named(`server ${server.name} has no network`, this.prepareNet(state.netns));
      state.hasNet = true;
    }
    return state.netns;
  }

  private async prepareNet(netns: string): Promise<void> {
    // One that a failure left half made is made anew.
    await this.lab.deleteNet(netns);
    await this.lab.addNet(netns);
    await this.lab.sysctl(netns, guestSysctl);
    await this.lab.ip(netns, ['link set lo up']);
  }

  /** Boots the servers that are to be on and are not. */
  async boot(desired: DesiredState): Promise<void> {
    await all([...desired.servers.values()], async (server) => {
      const state = this.servers.get(server.id);
      if (server.power !== 'on' || state === undefined) return;
      if (state.guest !== undefined && isRunning(state.guest)) return;
      const boot = bootGuest(this.lab, { ...state, groups: this.groups }, server);
      const guest = await named(`server ${server.name} could not be booted`, boot);
      state.guest = guest;
      state.isStopping = false;
      this.watch(server.name, state, guest);
    });
  }

  private watch(name: string, state: ServerState, guest: RunningGuest): void {
    const tell = (): void => {
      if (this.isEnding || state.isStopping === true) return;
      const how = howEnded(guest);
      this.onProblem(new Error(`server ${name} has ended by itself (${how}); it boots again with the next change`));
    };
    if (isRunning(guest)) guest.process.once('exit', tell);
    else tell();
  }
}

const guestSysctl = {
  'net/ipv4/ip_forward': 0,
  'net/ipv6/conf/all/disable_ipv6': 0,
  'net/ipv6/conf/default/disable_ipv6': 0,
  'net/ipv6/conf/default/accept_ra': 0,
  'net/ipv6/conf/default/accept_dad': 0,
} as const;

function howEnded({ process: { exitCode, signalCode } }: RunningGuest): string {
  return signalCode ?? `status ${exitCode ?? 0}`;
}
