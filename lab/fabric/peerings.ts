import { peeringAddress } from '../addresses/lab-internet';
import { type TopologyPeering } from '../topology/topology';
import { type DesiredState } from './desired-state';
import { type LabNamespaces } from './lab-namespaces';
import { type VpcNetwork } from './vpc-network';

/** A link between the routers of two peered VPCs, called the same at both ends. */
interface Link {
  readonly index: number;
  readonly device: string;
  /** The first VPC's end has the first address of the pair. */
  readonly ends: readonly [VpcNetwork, VpcNetwork];
}

/** A route that is in a router: over which link, and as which of its ends. */
interface Route {
  readonly link: Link;
  readonly end: 0 | 1;
}

/**
 * Peering connections and the routes to them. A link by itself leads nowhere: what a VPC sends to another takes the routes
 * of its own route table, and the answers those of the other one's.
 */
export class Peerings {
  private readonly links = new Map<string, Link>();
  private readonly routes = new Map<VpcNetwork, ReadonlyMap<string, Route>>();

  constructor(private readonly lab: LabNamespaces) {}

  /** @param vpcs those that stay, by id: what leads to any other goes */
  async apply({ topology }: DesiredState, vpcs: ReadonlyMap<string, VpcNetwork>): Promise<void> {
    const wanted = new Map(topology.peerings.flatMap((peering) => endsOf(peering, vpcs)));
    for (const [id, link] of this.links) {
      const ends = wanted.get(id);
      if (ends?.[0] !== link.ends[0] || ends[1] !== link.ends[1]) await this.unlink(id, link);
    }
    for (const [id, ends] of wanted) {
      if (!this.links.has(id)) await this.link(id, ends);
    }
    for (const vpc of this.routes.keys()) {
      if (![...vpcs.values()].includes(vpc)) this.routes.delete(vpc);
    }
    for (const [vpcId, vpc] of vpcs) {
      const routes = topology.routes.flatMap((route): readonly (readonly [string, Route])[] => {
        const link = route.vpcId === vpcId ? this.links.get(route.peeringId) : undefined;
        return link === undefined ? [] : [[route.destination, { link, end: link.ends[0] === vpc ? 0 : 1 }]];
      });
      await this.route(vpc, new Map(routes));
    }
  }

  private async link(id: string, ends: Link['ends']): Promise<void> {
    const taken = new Set([...this.links.values()].map((link) => link.index));
    let index = 0;
    while (taken.has(index)) index += 1;
    const device = `peer-${index}`;
    const [one, other] = ends;
    const [here, there] = [peeringAddress(index, 0), peeringAddress(index, 1)];
    try {
      await this.lab.ip(one.netns, [
        `link add ${device} type veth peer name ${device} netns ${other.netns}`,
        `link set ${device} addrgenmode none up`,
        `address add ${here} peer ${there}/32 dev ${device}`,
      ]);
      await this.lab.ip(other.netns, [
        `link set ${device} addrgenmode none up`,
        `address add ${there} peer ${here}/32 dev ${device}`,
      ]);
    } catch (error) {
      await this.lab.deleteLink(one.netns, device).catch(() => undefined);
      throw error;
    }
    this.links.set(id, { index, device, ends });
  }

  /** The kernel drops the routes of a link with the link, at both ends. */
  private async unlink(id: string, link: Link): Promise<void> {
    await this.lab.deleteLink(link.ends[0].netns, link.device);
    this.links.delete(id);
    for (const [vpc, routes] of this.routes) {
      this.routes.set(vpc, new Map([...routes].filter(([, route]) => route.link !== link)));
    }
  }

  private async route(vpc: VpcNetwork, wanted: ReadonlyMap<string, Route>): Promise<void> {
    const present = this.routes.get(vpc) ?? new Map<string, Route>();
    const gone = [...present].filter(([destination]) => !wanted.has(destination));
    const come = [...wanted].filter(([destination, { link }]) => present.get(destination)?.link !== link);
    await this.lab.ip(vpc.netns, [
      ...gone.map(([destination, { link }]) => `route flush exact ${destination} dev ${link.device}`),
      ...come.map(([destination, { link, end }]) => {
        const next = peeringAddress(link.index, end === 0 ? 1 : 0);
        return `route replace ${destination} via ${next} dev ${link.device}`;
      }),
    ]);
    this.routes.set(vpc, wanted);
  }
}

/** Nothing for a peering one of whose VPCs has no subnet, so that nothing of it is in the kernel. */
function endsOf(
  { id, vpcIds }: TopologyPeering,
  vpcs: ReadonlyMap<string, VpcNetwork>,
): readonly (readonly [string, Link['ends']])[] {
  const [one, other] = [vpcs.get(vpcIds[0]), vpcs.get(vpcIds[1])];
  return one === undefined || other === undefined ? [] : [[id, [one, other]]];
}
