import { isDeepStrictEqual } from 'node:util';
import { bootGuest, deleteDisk, isRunning, stopGuest, type RunningGuest } from './guest-boot';
import { type DesiredState } from './desired-state';
import { type GuestGroups } from './guest-groups';
import { type Internet } from './internet';
import { type LabNamespaces } from './lab-namespaces';
import { type MirrorPlane, type MirrorPort, type ResolvedMirrorSession } from './mirror-plane';
import { guestIndex, Port } from './port';
import { SecurityGroups } from './security-groups';
import { type TopologyServer, type TopologySubnet } from '../topology/topology';
import { VpcNetwork } from './vpc-network';

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

interface SubnetState {
  readonly spec: TopologySubnet;
  readonly vpc: VpcNetwork;
}

/** What is in the kernel now, and how it becomes what is wanted: what must go goes first, in the reverse order. */
export class KernelState {
  private readonly vpcs = new Map<string, VpcNetwork>();
  private readonly subnets = new Map<string, SubnetState>();
  private readonly servers = new Map<string, ServerState>();
  private readonly ports = new Map<string, Port>();
  private readonly securityGroups: SecurityGroups;
  private sessions: readonly ResolvedMirrorSession[] = [];
  private nextServer = 1;
  private nextPort = 1;
  private isEnding = false;

  /** @param onProblem told, in a sentence, that a guest has ended by itself */
  constructor(
    private readonly lab: LabNamespaces,
    private readonly internet: Internet,
    private readonly mirror: MirrorPlane,
    private readonly groups: GuestGroups,
    private readonly onProblem: (problem: Error) => void,
  ) {
    this.securityGroups = new SecurityGroups(lab);
  }

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

  port(interfaceId: string): MirrorPort | undefined {
    return this.ports.get(interfaceId)?.mirrorPort;
  }

  async become(desired: DesiredState): Promise<void> {
    await this.removePorts(desired);
    await this.removeServers(desired);
    await this.addNetworks(desired);
    await this.addPorts(desired);
    await this.securityGroups.apply([...this.ports.values()], desired);
    await this.bindEips(desired);
    await this.removeNetworks(desired);
    await this.bootServers(desired);
    await this.applySessions(desired);
  }

  /** Resolves when the processes of all guests, which end with the lab, are gone. */
  async ended(): Promise<void> {
    const running = [...this.servers.values()].flatMap(({ guest }) => (guest === undefined ? [] : [guest]));
    await Promise.all(running.map((guest) => stopGuest(guest)));
  }

  private async removePorts(desired: DesiredState): Promise<void> {
    const stale = [...this.ports.values()].filter((port) => !isWanted(port, desired));
    if (stale.length === 0) return;
    const ids = new Set(stale.map((port) => port.spec.id));
    await this.tellMirror(
      this.sessions
        .filter(({ target }) => !ids.has(target.interfaceId))
        .map((s) => ({ ...s, sources: s.sources.filter((source) => !ids.has(source.interfaceId)) })),
    );
    await all(stale, async (port) => {
      await named(`network interface ${port.spec.id} could not be removed`, port.remove());
      this.ports.delete(port.spec.id);
    });
  }

  private async removeServers(desired: DesiredState): Promise<void> {
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

  private async removeNetworks(desired: DesiredState): Promise<void> {
    for (const [id, { vpc }] of this.subnets) {
      if (desired.subnets.has(id)) continue;
      await named(`subnet ${id} could not be removed`, vpc.removeSubnet(id));
      this.subnets.delete(id);
    }
    for (const [id, vpc] of this.vpcs) {
      if (!vpc.isEmpty) continue;
      await named(`VPC ${id} could not be removed`, vpc.close());
      this.securityGroups.forget(vpc);
      this.vpcs.delete(id);
    }
  }

  private async addNetworks(desired: DesiredState): Promise<void> {
    for (const spec of desired.topology.subnets) {
      const present = this.subnets.get(spec.id);
      if (present !== undefined && isDeepStrictEqual(present.spec, spec)) continue;
      if (present !== undefined && isDeepStrictEqual(withoutIpv6(present.spec), withoutIpv6(spec))) {
        await named(`IPv6 of subnet ${spec.id} could not be changed`, present.vpc.changeIpv6(spec));
        this.subnets.set(spec.id, { ...present, spec });
        continue;
      }
      if (present !== undefined) {
        await present.vpc.removeSubnet(spec.id);
        this.subnets.delete(spec.id);
      }
      const vpc = this.vpcs.get(spec.vpcId) ?? (await this.addVpc(spec.vpcId));
      await named(`subnet ${spec.id} could not be made`, vpc.addSubnet(spec));
      this.subnets.set(spec.id, { spec, vpc });
    }
  }

  private async addVpc(id: string): Promise<VpcNetwork> {
    const taken = new Set([...this.vpcs.values()].map((vpc) => vpc.index));
    let index = 0;
    while (taken.has(index)) index += 1;
    const vpc = await named(`VPC ${id} could not be made`, VpcNetwork.create(this.lab, this.internet, index));
    this.vpcs.set(id, vpc);
    return vpc;
  }

  private async addPorts(desired: DesiredState): Promise<void> {
    await all([...desired.servers.values()], async (server) => {
      if (server.power !== 'on') return;
      const state = await this.serverState(server);
      // One after the other: the first interface of a new server must be its eth0.
      for (const spec of desired.activeInterfaces.values()) {
        if (spec.serverId !== server.id || this.ports.has(spec.id)) continue;
        const subnet = this.subnets.get(spec.subnetId);
        if (subnet === undefined) throw new Error(`network interface ${spec.id}: its subnet is not there`);
        const device = `p${this.nextPort}`;
        this.nextPort += 1;
        const names = { device, guestNetns: state.netns, guestDevice: this.freeGuestDevice(server.id) };
        const port = await named(
          `network interface ${spec.id} of server ${server.name} could not be made`,
          Port.create(this.lab, subnet.vpc, subnet.spec, spec, names),
        );
        this.ports.set(spec.id, port);
      }
    });
  }

  private freeGuestDevice(serverId: string): string {
    const mine = [...this.ports.values()].filter((port) => port.spec.serverId === serverId);
    const taken = new Set(mine.map((port) => guestIndex(port.guestDevice)));
    let index = 0;
    while (taken.has(index)) index += 1;
    return `eth${index}`;
  }

  private async serverState(server: TopologyServer): Promise<ServerState> {
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
    return state;
  }

  private async prepareNet(netns: string): Promise<void> {
    // One that a failure left half made is made anew.
    await this.lab.deleteNet(netns);
    await this.lab.addNet(netns);
    await this.lab.sysctl(netns, guestSysctl);
    await this.lab.ip(netns, ['link set lo up']);
  }

  private async bindEips({ boundEips, subnets }: DesiredState): Promise<void> {
    // The routes first: while an EIP moves between VPCs, a packet to it is lost rather than sent to the wrong one.
    const routes = boundEips.flatMap(({ eip, vpcId }) => {
      const vpc = this.vpcs.get(vpcId);
      return vpc === undefined ? [] : [[eip.address, vpc.index] as const];
    });
    await named('the routes of the EIPs could not be set', this.internet.route(new Map(routes)));
    for (const [id, vpc] of this.vpcs) {
      const bindings = boundEips
        .filter(({ port }) => subnets.get(port.subnetId)?.vpcId === id)
        .map(({ eip, port }) => ({ eip: eip.address, privateIp: port.ipv4 }));
      await named(`the EIPs of VPC ${id} could not be bound`, vpc.bind(bindings));
    }
  }

  private async bootServers(desired: DesiredState): Promise<void> {
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

  private async applySessions({ topology }: DesiredState): Promise<void> {
    await this.tellMirror(
      topology.mirrorSessions.flatMap((session) => {
        const target = this.port(session.targetInterfaceId);
        const sources = session.sourceInterfaceIds.flatMap((id) => this.port(id) ?? []);
        return target === undefined || sources.length === 0 ? [] : [{ session, sources, target }];
      }),
    );
  }

  private async tellMirror(sessions: readonly ResolvedMirrorSession[]): Promise<void> {
    // Also when nothing has changed: the plane may have lost a process since.
    await named('the mirror sessions could not be applied', this.mirror.apply(sessions));
    this.sessions = sessions;
  }
}

const guestSysctl = {
  'net/ipv4/ip_forward': 0,
  'net/ipv6/conf/all/disable_ipv6': 0,
  'net/ipv6/conf/default/disable_ipv6': 0,
  'net/ipv6/conf/default/accept_ra': 0,
  'net/ipv6/conf/default/accept_dad': 0,
} as const;

/**
 * A port stays when nothing of it but its groups has changed, nor anything of its subnet that its server knows, and its
 * server is not about to restart. IPv6 of a subnet is nothing to an interface without an IPv6 address.
 */
function isWanted(port: Port, desired: DesiredState): boolean {
  const wanted = desired.activeInterfaces.get(port.spec.id);
  const subnet = desired.subnets.get(port.subnet.id);
  if (wanted === undefined || subnet === undefined) return false;
  const known = port.spec.ipv6 === undefined ? withoutIpv6 : (whole: TopologySubnet) => whole;
  if (!isDeepStrictEqual(known(subnet), known(port.subnet))) return false;
  return isDeepStrictEqual({ ...wanted, securityGroupIds: [] }, { ...port.spec, securityGroupIds: [] });
}

function withoutIpv6({ id, vpcId, cidr, gatewayIp }: TopologySubnet): TopologySubnet {
  return { id, vpcId, cidr, gatewayIp };
}

function howEnded({ process: { exitCode, signalCode } }: RunningGuest): string {
  return signalCode ?? `status ${exitCode ?? 0}`;
}

async function named<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Does all at once and waits for all to settle, so that nothing goes on behind a failure; rejects with every reason. */
async function all<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(things.map(work));
  const reasons = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as unknown] : []));
  if (reasons.length === 0) return;
  throw new Error(reasons.map((r) => (r instanceof Error ? r.message : String(r))).join('; '), { cause: reasons[0] });
}
