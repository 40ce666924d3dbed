import {
  type Topology,
  type TopologyInterface,
  type TopologySecurityGroupRule,
  type TopologyServer,
} from '../../../lab/topology/topology';

export const EIP = '203.0.113.20';

/** The guide's servers: addresses of Table 1. */
export const SOURCE = { id: 'server-source', name: 'ECS-source', ipv4: '192.168.0.230', port: 'port-source' } as const;
export const TARGET = { id: 'server-target', name: 'ECS-target', ipv4: '192.168.0.164', port: 'port-target' } as const;
export const TEST = { id: 'server-test', name: 'ECS-test', ipv4: '192.168.0.161', port: 'port-test' } as const;
const SERVERS = [SOURCE, TARGET, TEST];

export type Rule = Partial<TopologySecurityGroupRule> & Pick<TopologySecurityGroupRule, 'direction'>;

export function rule(given: Rule): TopologySecurityGroupRule {
  return { ethertype: 'IPv4', action: 'allow', priority: 1, ...given };
}

/** The guide's Sg-X (Table 2). */
export const sgX = {
  id: 'sg-x',
  rules: [
    rule({ direction: 'ingress', protocol: 'tcp', ports: [{ from: 22, to: 22 }], remoteCidr: '0.0.0.0/0' }),
    rule({ direction: 'ingress', protocol: 'tcp', ports: [{ from: 3389, to: 3389 }], remoteCidr: '0.0.0.0/0' }),
    rule({ direction: 'ingress', remoteGroupId: 'sg-x' }),
    rule({ direction: 'ingress', ethertype: 'IPv6', remoteGroupId: 'sg-x' }),
    rule({ direction: 'egress', remoteCidr: '0.0.0.0/0' }),
    rule({ direction: 'egress', ethertype: 'IPv6', remoteCidr: '::/0' }),
  ],
};

/** The guide's network with its three servers in one group, and the EIP on ECS-test. */
export function guideTopology(authorizedKey?: string): Topology {
  return {
    subnets: [
      {
        id: 'subnet-a01',
        vpcId: 'vpc-a',
        cidr: '192.168.0.0/24',
        gatewayIp: '192.168.0.1',
        ipv6Cidr: 'fd00:a::/64',
        ipv6GatewayIp: 'fd00:a::1',
      },
    ],
    servers: SERVERS.map(({ id, name }) => server(id, name, authorizedKey)),
    interfaces: SERVERS.map(({ id, port, ipv4 }, index) => nic(port, id, ipv4, index + 1, ['sg-x'])),
    securityGroups: [sgX],
    eips: [{ id: 'eip-a', address: EIP, interfaceId: TEST.port }],
    mirrorSessions: [],
    peerings: [],
    routes: [],
  };
}

export const everythingOut = [rule({ direction: 'egress' }), rule({ direction: 'egress', ethertype: 'IPv6' })];

/** ECS-source in Sg-A with the given rules; ECS-test in Sg-T, which by default lets everything out and nothing in. */
export function withRules(
  sourceRules: readonly TopologySecurityGroupRule[],
  testRules: readonly TopologySecurityGroupRule[] = everythingOut,
  base: Topology = guideTopology(),
): Topology {
  return {
    ...base,
    interfaces: base.interfaces.map((port) => ({
      ...port,
      securityGroupIds: port.id === SOURCE.port ? ['sg-a'] : port.id === TEST.port ? ['sg-t'] : port.securityGroupIds,
    })),
    securityGroups: [...base.securityGroups, { id: 'sg-a', rules: sourceRules }, { id: 'sg-t', rules: testRules }],
  };
}

export function server(id: string, name: string, authorizedKey?: string): TopologyServer {
  return { id, name, power: 'on', ...(authorizedKey === undefined ? {} : { authorizedKey }) };
}

export function nic(
  id: string,
  serverId: string,
  ipv4: string,
  number: number,
  securityGroupIds: readonly string[],
  subnetId = 'subnet-a01',
): TopologyInterface {
  const hex = number.toString(16).padStart(2, '0');
  return {
    ...{ id, serverId, subnetId, ipv4, securityGroupIds },
    mac: `fa:16:3e:7e:d6:${hex}`,
    ...(subnetId === 'subnet-a01' ? { ipv6: `fd00:a::1${hex}` } : {}),
  };
}
