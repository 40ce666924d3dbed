import {
  type Topology,
  type TopologyEip,
  type TopologyInterface,
  type TopologyMirrorRule,
  type TopologyMirrorSession,
  type TopologyRoute,
  type TopologySecurityGroupRule,
  type TopologyServer,
  type TopologySubnet,
} from '../topology/topology';
import { mergedRanges } from '../addresses/address-range';
import { blockOf, networkOf } from '../addresses/cidr-text';
import { type MirrorFilterRule, type MirrorSession } from './store/mirror';
import { type Port } from './store/port';
import { portRanges, type SecurityGroupRule } from './store/security-group';
import { type Server } from './store/server';
import { type Store } from './store/store';
import { type Subnet } from './store/subnet';

/**
 * The data plane that the store asks for. Pure: equal stores give equal topologies. Servers that are still to be booted
 * are left out with everything that hangs on them; so are mirror sessions whose target is gone, sources that are, and
 * routes to peering connections that are. The default subnet is made when the first server is in it: an account that
 * does not use it has nothing in the kernel.
 */
export function topologyOf(store: Store): Topology {
  const servers = store.servers.filter((server) => server.phase !== 'queued');
  const serverIds = new Set(servers.map((server) => server.id));
  const ports = store.ports.all().filter((port): port is ServerPort => serverIds.has(port.serverId ?? ''));
  const present = new Set(ports.map((port) => port.id));
  const subnets = store.subnets.filter(
    ({ id, isDefault }) => isDefault !== true || ports.some(({ subnetId }) => subnetId === id),
  );
  return {
    subnets: subnets.map(subnetOf),
    peerings: store.peerings.all().map(({ id, vpcId, peerVpcId }) => ({ id, vpcIds: [vpcId, peerVpcId] })),
    routes: routesOf(store),
    servers: servers.map(serverOf),
    interfaces: ports.map(interfaceOf),
    securityGroups: store.securityGroups.all().map((group) => ({
      id: group.id,
      rules: store.securityGroupRules
        .filter((rule) => rule.securityGroupId === group.id)
        .map((rule) => groupRuleOf(rule, store)),
    })),
    eips: store.eips.all().map((eip) => ({
      id: eip.id,
      address: eip.address,
      ...(eip.portId !== null && present.has(eip.portId) && { interfaceId: eip.portId }),
      ...virtualIpOf(store.ports.get(eip.portId ?? ''), subnets),
    })),
    mirrorSessions: store.mirrorSessions
      .filter((session) => present.has(session.targetId))
      .map((session) => sessionOf(session, store, present)),
  };
}

const subnetOf = (subnet: Subnet): TopologySubnet => ({
  id: subnet.id,
  vpcId: subnet.vpcId,
  cidr: subnet.cidr,
  gatewayIp: subnet.gatewayIp,
  ...(subnet.ipv6 && { ipv6Cidr: subnet.ipv6.cidr, ipv6GatewayIp: subnet.ipv6.gatewayIp }),
});

const routesOf = (store: Store): TopologyRoute[] =>
  store.routeTables
    .all()
    .flatMap(({ vpcId, routes }) =>
      routes
        .filter(({ nexthop }) => store.peerings.get(nexthop) !== undefined)
        .map(({ destination, nexthop }) => ({ vpcId, destination, peeringId: nexthop })),
    );

const serverOf = (server: Server): TopologyServer => ({
  id: server.id,
  // A guest takes its host name from this whenever it starts, and a rename must leave the host name alone.
  name: server.name.toLowerCase() === server.hostname ? server.name : server.hostname,
  authorizedKey: server.authorizedKey,
  ...(server.userData !== undefined && { userData: Buffer.from(server.userData, 'base64').toString('utf8') }),
  ...(server.withoutYum === true && { withoutYum: true }),
  power: server.power,
  ...(server.isHostnameChosen === true && { hostname: server.hostname }),
});

/** Where an EIP leads that is bound to a virtual IP. */
function virtualIpOf(port: Port | undefined, subnets: readonly Subnet[]): Pick<TopologyEip, 'virtualIp'> {
  const isThere = port?.owner === 'virtual-ip' && subnets.some(({ id }) => id === port.subnetId);
  return isThere ? { virtualIp: { subnetId: port.subnetId, ipv4: port.ipv4 } } : {};
}

type ServerPort = Port & { readonly serverId: string };

const interfaceOf = (port: ServerPort): TopologyInterface => ({
  id: port.id,
  serverId: port.serverId,
  subnetId: port.subnetId,
  mac: port.mac,
  ipv4: port.ipv4,
  ipv6: port.ipv6,
  securityGroupIds: port.securityGroupIds,
  ...(port.allowedAddressPairs.length > 0 && {
    alsoSendsAs: port.allowedAddressPairs.flatMap(({ ip_address }) => networkOf(blockOf(ip_address)) ?? []),
  }),
});

const groupRuleOf = (rule: SecurityGroupRule, store: Store): TopologySecurityGroupRule => ({
  direction: rule.direction,
  ethertype: rule.ethertype,
  protocol: rule.protocol,
  ...(rule.multiport !== undefined && { ports: portRanges(rule.multiport) }),
  ...cidrOf('remoteCidr', rule.remoteIpPrefix),
  remoteGroupId: rule.remoteGroupId,
  ...(rule.remoteAddressGroupId !== undefined && {
    remoteRanges: mergedRanges(store.addressGroups.get(rule.remoteAddressGroupId)?.addresses.map(({ ip }) => ip) ?? []),
  }),
  action: rule.action,
  priority: rule.priority,
});

const sessionOf = (session: MirrorSession, store: Store, present: ReadonlySet<string>): TopologyMirrorSession => ({
  id: session.id,
  enabled: session.enabled,
  priority: session.priority,
  vni: session.vni,
  packetLength: session.packetLength,
  sourceInterfaceIds: session.sources.filter((source) => present.has(source)),
  targetInterfaceId: session.targetId,
  rules: store.mirrorFilterRules
    .filter((rule) => rule.filterId === session.filterId)
    .map(mirrorRuleOf)
    .sort((one, other) => one.priority - other.priority),
});

const mirrorRuleOf = (rule: MirrorFilterRule): TopologyMirrorRule => ({
  direction: rule.direction,
  priority: rule.priority,
  ethertype: rule.ethertype,
  protocol: rule.protocol.toLowerCase() as TopologyMirrorRule['protocol'],
  action: rule.action.toLowerCase() as TopologyMirrorRule['action'],
  ...cidrOf('sourceCidr', rule.sourceCidr),
  ...cidrOf('destinationCidr', rule.destinationCidr),
  ...portsOf('sourcePorts', rule.sourcePorts),
  ...portsOf('destinationPorts', rule.destinationPorts),
});

/** `{ [key]: network }`, or nothing when `cidr` is empty. */
function cidrOf<K extends string>(key: K, cidr: string | undefined): Partial<Record<K, string>> {
  const network = cidr === undefined ? undefined : networkOf(cidr);
  return network === undefined ? {} : ({ [key]: network } as Record<K, string>);
}

function portsOf<K extends string>(key: K, range: string): Partial<Record<K, { from: number; to: number }>> {
  const ports = range === '' ? undefined : portRanges(range)[0];
  return ports ? ({ [key]: ports } as Record<K, { from: number; to: number }>) : {};
}
