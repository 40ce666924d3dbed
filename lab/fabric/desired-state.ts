import { isIpv4 } from '../addresses/ip-address';
import { checkInSubnet, checkInterface, checkSubnet } from '../topology/check-addresses';
import { checkPeerings } from '../topology/check-peerings';
import { type GroupMembers } from './security-group-rules';
import {
  type Topology,
  type TopologyEip,
  type TopologyInterface,
  type TopologySecurityGroup,
  type TopologyServer,
  type TopologySubnet,
} from '../topology/topology';

/** A topology whose references are resolved and whose addresses are valid. */
export interface DesiredState {
  readonly topology: Topology;
  readonly subnets: ReadonlyMap<string, TopologySubnet>;
  readonly servers: ReadonlyMap<string, TopologyServer>;
  /** Interfaces of servers that are on, in the topology's order. */
  readonly activeInterfaces: ReadonlyMap<string, TopologyInterface>;
  readonly groups: ReadonlyMap<string, TopologySecurityGroup>;
  /** Of each VPC, by its id: the members of each group that are in it. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, GroupMembers>>;
  /** EIPs that are bound, each with the private address and the VPC that it leads to. */
  readonly boundEips: readonly { readonly eip: TopologyEip; readonly privateIp: string; readonly vpcId: string }[];
}

/** Resolves a topology; throws a sentence that names the thing whose reference or address is wrong. */
export function resolveTopology(topology: Topology): DesiredState {
  const subnets = byId('subnet', topology.subnets);
  const servers = byId('server', topology.servers);
  const interfaces = byId('network interface', topology.interfaces);
  const groups = byId('security group', topology.securityGroups);
  topology.subnets.forEach(checkSubnet);
  byId('peering connection', topology.peerings);
  checkPeerings(topology);
  for (const port of topology.interfaces) {
    checkInterface(port);
    const what = `network interface ${port.id}`;
    find(servers, port.serverId, what, 'server');
    checkInSubnet(port, find(subnets, port.subnetId, what, 'subnet'));
    for (const group of port.securityGroupIds) find(groups, group, what, 'security group');
  }
  for (const group of topology.securityGroups) {
    for (const { remoteGroupId } of group.rules) {
      if (remoteGroupId !== undefined)
        find(groups, remoteGroupId, `a rule of security group ${group.id}`, 'security group');
    }
  }
  const boundEips = topology.eips.flatMap((eip) => {
    if (!isIpv4(eip.address)) throw new Error(`EIP ${eip.id}: address must be IPv4, got: ${eip.address}`);
    const { interfaceId, virtualIp } = eip;
    const end =
      interfaceId === undefined ? virtualIp : find(interfaces, interfaceId, `EIP ${eip.address}`, 'network interface');
    if (end === undefined) return [];
    const { vpcId } = find(subnets, end.subnetId, `EIP ${eip.address}`, 'subnet');
    return [{ eip, privateIp: end.ipv4, vpcId }];
  });
  refuseTwice(
    topology.eips,
    (eip) => eip.address,
    (eip) => `EIP ${eip.id}`,
    'address',
  );
  refuseTwice(
    boundEips,
    ({ privateIp, vpcId }) => `${privateIp} of VPC ${vpcId}`,
    ({ eip }) => `EIP ${eip.address}`,
    'private address',
  );
  refuseTwice(
    topology.interfaces,
    (p) => `${p.ipv4} of subnet ${p.subnetId}`,
    (p) => `network interface ${p.id}`,
    'address',
  );

  const active = topology.interfaces.filter((port) => servers.get(port.serverId)?.power === 'on');
  return {
    ...{ topology, subnets, servers, groups, boundEips },
    activeInterfaces: new Map(active.map((port) => [port.id, port])),
    members: new Map(
      [...new Set(topology.subnets.map(({ vpcId }) => vpcId))].map((vpcId) => [
        vpcId,
        membersOf(topology, (port) => subnets.get(port.subnetId)?.vpcId === vpcId),
      ]),
    ),
  };
}

function membersOf(
  topology: Topology,
  isInside: (port: TopologyInterface) => boolean,
): ReadonlyMap<string, GroupMembers> {
  return new Map(
    topology.securityGroups.map(({ id }) => {
      const members = topology.interfaces.filter((port) => isInside(port) && port.securityGroupIds.includes(id));
      return [
        id,
        {
          ipv4: [...new Set(members.map((port) => port.ipv4))],
          ipv6: [...new Set(members.flatMap((port) => (port.ipv6 === undefined ? [] : [port.ipv6])))],
        },
      ];
    }),
  );
}

function byId<T extends { readonly id: string }>(what: string, things: readonly T[]): ReadonlyMap<string, T> {
  refuseTwice(
    things,
    (thing) => thing.id,
    () => `the topology's ${what}s`,
    'id',
  );
  return new Map(things.map((thing) => [thing.id, thing]));
}

function find<T>(map: ReadonlyMap<string, T>, id: string, who: string, what: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`${who} refers to ${what} ${id}, which is not in the topology`);
  return found;
}

function refuseTwice<T>(
  things: readonly T[],
  key: (thing: T) => string,
  name: (thing: T) => string,
  field: string,
): void {
  const seen = new Set<string>();
  for (const thing of things) {
    if (seen.has(key(thing))) throw new Error(`${name(thing)} has the same ${field} as another: ${key(thing)}`);
    seen.add(key(thing));
  }
}
