import { prefixLength } from '../addresses/cidr';
import { blocksOverlap } from '../addresses/ipv4-block';
import { type Topology, type TopologyPeering, type TopologyRoute } from './topology';

/** Throws a sentence that names the peering connection or the route that cannot be, or that would lead astray. */
export function checkPeerings({ peerings, routes, subnets }: Topology): void {
  const subnetsOf = (vpcId: string) => subnets.filter((subnet) => subnet.vpcId === vpcId);
  for (const { id, vpcIds } of peerings) {
    const [one, other] = vpcIds;
    if (one === other) throw new Error(`peering connection ${id} joins VPC ${one} with itself`);
    for (const mine of subnetsOf(one)) {
      const theirs = subnetsOf(other).find(({ cidr }) => blocksOverlap(cidr, mine.cidr));
      if (theirs === undefined) continue;
      const pair = `${mine.id} (${mine.cidr}) and ${theirs.id} (${theirs.cidr})`;
      throw new Error(`peering connection ${id} joins subnets that overlap: ${pair}`);
    }
  }
  const seen = new Set<string>();
  for (const route of routes) {
    const what = `route to ${route.destination} of VPC ${route.vpcId}`;
    checkRoute(what, route, peerings);
    const own = subnetsOf(route.vpcId).find(({ cidr }) => blocksOverlap(cidr, route.destination));
    if (own !== undefined) throw new Error(`${what} overlaps with its subnet ${own.id} (${own.cidr})`);
    if (seen.has(what)) throw new Error(`${what} is there twice`);
    seen.add(what);
  }
}

function checkRoute(what: string, route: TopologyRoute, peerings: readonly TopologyPeering[]): void {
  prefixLength(route.destination, 4, what);
  const peering = peerings.find(({ id }) => id === route.peeringId);
  if (peering === undefined) {
    throw new Error(`${what} refers to peering connection ${route.peeringId}, which is not in the topology`);
  }
  if (!peering.vpcIds.includes(route.vpcId)) {
    throw new Error(`${what} leads to peering connection ${peering.id}, which does not join that VPC`);
  }
}
