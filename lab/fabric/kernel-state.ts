import { type DesiredState } from './desired-state';
import { all, named } from './every-reason';
import { type GuestGroups } from './guest-groups';
import { type Internet } from './internet';
import { isWanted } from './is-wanted';
import { type LabNamespaces } from './lab-namespaces';
import { type MirrorPlane, type MirrorPort, type ResolvedMirrorSession } from './mirror-plane';
import { Networks } from './networks';
import { Peerings } from './peerings';
import { guestIndex, Port } from './port';
import { SecurityGroups } from './security-groups';
import { Servers } from './servers';

/** What is in the kernel now, and how it becomes what is wanted: what must go goes first, in the reverse order. */
export class KernelState {
  readonly servers: Servers;
  private readonly networks: Networks;
  private readonly ports = new Map<string, Port>();
  private readonly securityGroups: SecurityGroups;
  private readonly peerings: Peerings;
  private sessions: readonly ResolvedMirrorSession[] = [];
  private nextPort = 1;

  /** @param onProblem told, in a sentence, that a guest has ended by itself */
  constructor(
    private readonly lab: LabNamespaces,
    internet: Internet,
    private readonly mirror: MirrorPlane,
    groups: GuestGroups,
    onProblem: (problem: Error) => void,
  ) {
    this.securityGroups = new SecurityGroups(lab);
    this.peerings = new Peerings(lab);
    this.networks = new Networks(lab, internet, (vpc) => {
      this.securityGroups.forget(vpc);
    });
    this.servers = new Servers(lab, groups, onProblem);
  }

  port(interfaceId: string): MirrorPort | undefined {
    return this.ports.get(interfaceId)?.mirrorPort;
  }

  async become(desired: DesiredState): Promise<void> {
    await this.removePorts(desired);
    await this.servers.remove(desired);
    await this.networks.add(desired);
    await this.addPorts(desired);
    await this.securityGroups.apply([...this.ports.values()], desired);
    await this.networks.bindEips(desired);
    await this.peer(desired);
    await this.networks.remove(desired);
    await this.servers.boot(desired);
    await this.applySessions(desired);
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

  private async addPorts(desired: DesiredState): Promise<void> {
    await all([...desired.servers.values()], async (server) => {
      if (server.power !== 'on') return;
      const guestNetns = await this.servers.net(server);
      // One after the other: the first interface of a new server must be its eth0.
      for (const spec of desired.activeInterfaces.values()) {
        if (spec.serverId !== server.id || this.ports.has(spec.id)) continue;
        const subnet = this.networks.subnet(spec.subnetId);
        if (subnet === undefined) throw new Error(`network interface ${spec.id}: its subnet is not there`);
        const device = `p${this.nextPort}`;
        this.nextPort += 1;
        const names = { device, guestNetns, guestDevice: this.freeGuestDevice(server.id) };
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

  private async peer(desired: DesiredState): Promise<void> {
    const staying = this.networks.vpcsOf(desired);
    await named('the peering connections and their routes could not be set', this.peerings.apply(desired, staying));
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
