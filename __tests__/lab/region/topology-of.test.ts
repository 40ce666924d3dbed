import { sequentialIds } from '../../../lab/region/ids';
import { type SecurityGroupRule } from '../../../lab/region/store/security-group';
import { type Server } from '../../../lab/region/store/server';
import { Store } from '../../../lab/region/store/store';
import { topologyOf } from '../../../lab/region/topology-of';

const now = new Date('2026-11-23T05:43:16Z');
const times = { createdAt: now, updatedAt: now };
const ids = sequentialIds();

const server = (id: string, fields: Partial<Server> = {}): Server => ({
  id,
  ordinal: 1,
  name: id,
  description: '',
  hostname: id,
  imageId: 'image',
  flavorId: 'c7t.large.2',
  vpcId: 'vpc',
  availabilityZone: 'lab-region-1a',
  metadata: {},
  autoTerminateTime: '',
  enterpriseProjectId: '0',
  tags: [],
  phase: 'present',
  power: 'on',
  ...times,
  ...fields,
});

const groupRule = (fields: Partial<SecurityGroupRule>): SecurityGroupRule => ({
  id: ids.uuid(),
  securityGroupId: 'group',
  description: '',
  direction: 'ingress',
  ethertype: 'IPv4',
  action: 'allow',
  priority: 1,
  ...times,
  ...fields,
});

function addPort(store: Store, id: string, serverId: string): void {
  store.ports.insert({
    id,
    name: '',
    owner: 'server',
    serverId,
    subnetId: 'subnet',
    mac: 'fa:16:3e:00:00:01',
    ipv4: '192.168.0.230',
    securityGroupIds: ['group'],
    allowedAddressPairs: [],
    extraDhcpOpts: [],
    tags: [],
    isPrimary: true,
    deleteOnTermination: true,
    isIndependent: false,
    ...times,
  });
}

/** Two servers with a port each, a filter with two rules, a session from one to the other. */
function mirrorStore(): Store {
  const store = new Store();
  store.servers.insert(server('source'));
  store.servers.insert(server('target'));
  addPort(store, 'source-port', 'source');
  addPort(store, 'target-port', 'target');
  const rule = {
    filterId: 'filter',
    description: '',
    direction: 'ingress',
    ethertype: 'IPv4',
    sourceCidr: '',
    destinationCidr: '',
    sourcePorts: '',
    destinationPorts: '',
    ...times,
  } as const;
  store.mirrorFilterRules.insert({ ...rule, id: 'late', protocol: 'all', action: 'accept', priority: 20 });
  store.mirrorFilterRules.insert({
    ...rule,
    id: 'early',
    protocol: 'TCP',
    action: 'REJECT',
    priority: 10,
    sourceCidr: '192.168.0.161/24',
    destinationPorts: '80-200',
  });
  store.mirrorSessions.insert({
    id: 'session',
    name: 'session',
    description: '',
    filterId: 'filter',
    sources: ['source-port'],
    targetId: 'target-port',
    targetType: 'eni',
    vni: 7,
    packetLength: 96,
    priority: 1,
    enabled: true,
    ...times,
  });
  return store;
}

describe('GIVEN an empty store', () => {
  test('WHEN the topology is computed THEN it is bare', () => {
    expect(topologyOf(new Store())).toEqual({
      subnets: [],
      peerings: [],
      routes: [],
      servers: [],
      interfaces: [],
      securityGroups: [],
      eips: [],
      mirrorSessions: [],
    });
  });
});

describe('GIVEN servers', () => {
  test('WHEN one is still to be booted THEN neither it nor its interface is there', () => {
    const store = new Store();
    store.servers.insert(server('new', { phase: 'queued' }));
    addPort(store, 'port', 'new');
    expect(topologyOf(store)).toMatchObject({ servers: [], interfaces: [] });
  });

  test('WHEN one has user data and a key THEN the data is plain and the key is authorized', () => {
    const store = new Store();
    const userData = Buffer.from('#!/bin/sh\necho héllo\n').toString('base64');
    store.servers.insert(server('one', { userData, authorizedKey: 'ssh-ed25519 AAAA lab', power: 'off' }));
    expect(topologyOf(store).servers).toEqual([
      {
        id: 'one',
        name: 'one',
        userData: '#!/bin/sh\necho héllo\n',
        authorizedKey: 'ssh-ed25519 AAAA lab',
        power: 'off',
      },
    ]);
  });

  test('WHEN an EIP is bound to a server that is still to be booted THEN it is unbound for now', () => {
    const store = new Store();
    store.servers.insert(server('new', { phase: 'queued' }));
    addPort(store, 'port', 'new');
    const bandwidth = { id: 'b', name: 'b', size: 5, chargeMode: 'traffic', ...times };
    const eip = {
      type: '5_bgp',
      ipVersion: 4 as const,
      alias: '',
      description: '',
      enterpriseProjectId: '0',
      tags: [],
      bandwidth,
      ...times,
    };
    store.eips.insert({ ...eip, id: 'eip', address: '203.0.113.1', portId: 'port' });
    expect(topologyOf(store).eips).toEqual([{ id: 'eip', address: '203.0.113.1' }]);
    store.servers.update('new', { phase: 'present' });
    expect(topologyOf(store).eips).toEqual([{ id: 'eip', address: '203.0.113.1', interfaceId: 'port' }]);
  });
});

describe('GIVEN a subnet with IPv6', () => {
  test('WHEN the topology is computed THEN both families are there', () => {
    const store = new Store();
    store.subnets.insert({
      id: 'subnet',
      neutronSubnetId: 'n',
      vpcId: 'vpc',
      name: 's',
      description: '',
      cidr: '192.168.0.0/24',
      gatewayIp: '192.168.0.1',
      dhcpEnable: true,
      dnsList: [],
      availabilityZone: '',
      extraDhcpOpts: [],
      ipv6: { neutronSubnetId: 'n6', cidr: '2001:db8:0:1::/64', gatewayIp: '2001:db8:0:1::1' },
      tags: [],
      ...times,
    });
    expect(topologyOf(store).subnets).toEqual([
      {
        id: 'subnet',
        vpcId: 'vpc',
        cidr: '192.168.0.0/24',
        gatewayIp: '192.168.0.1',
        ipv6Cidr: '2001:db8:0:1::/64',
        ipv6GatewayIp: '2001:db8:0:1::1',
      },
    ]);
  });
});

describe('GIVEN security group rules', () => {
  const rulesOf = (fields: Partial<SecurityGroupRule>) => {
    const store = new Store();
    const group = { id: 'group', name: 'g', description: '', enterpriseProjectId: '0', isDefault: false, tags: [] };
    store.securityGroups.insert({ ...group, ...times });
    store.securityGroupRules.insert(groupRule(fields));
    return topologyOf(store).securityGroups[0]?.rules;
  };

  test('WHEN a rule says nothing but its direction THEN it is for everything', () => {
    expect(rulesOf({})).toEqual([{ direction: 'ingress', ethertype: 'IPv4', action: 'allow', priority: 1 }]);
  });

  test('WHEN a rule lists ports and ranges THEN each is a range', () => {
    expect(rulesOf({ protocol: 'tcp', multiport: '22,3389,8000-8080' })).toMatchObject([
      {
        ports: [
          { from: 22, to: 22 },
          { from: 3389, to: 3389 },
          { from: 8000, to: 8080 },
        ],
      },
    ]);
  });

  test('WHEN a block has host bits THEN the network is given', () => {
    expect(rulesOf({ remoteIpPrefix: '192.168.0.161/24' })).toMatchObject([{ remoteCidr: '192.168.0.0/24' }]);
  });
});

describe('GIVEN two VPCs with a route to their peering connection', () => {
  const peeredStore = (): Store => {
    const store = new Store();
    const fields = { name: 'peering-AB', description: '', ...times };
    store.peerings.insert({ id: 'ab', vpcId: 'a', peerVpcId: 'b', ...fields });
    const routes = [{ destination: '172.16.0.0/16', type: 'peering', nexthop: 'ab', description: '' }] as const;
    store.routeTables.insert({ id: 'table', vpcId: 'a', routes, ...fields });
    return store;
  };

  test('WHEN the topology is computed THEN peering and route are there', () => {
    expect(topologyOf(peeredStore())).toMatchObject({
      peerings: [{ id: 'ab', vpcIds: ['a', 'b'] }],
      routes: [{ vpcId: 'a', destination: '172.16.0.0/16', peeringId: 'ab' }],
    });
  });

  test('WHEN the peering is gone THEN so is the route, which the table keeps', () => {
    const store = peeredStore();
    store.peerings.delete('ab');
    expect(topologyOf(store)).toMatchObject({ peerings: [], routes: [] });
  });
});

describe('GIVEN a mirror session', () => {
  test('WHEN its filter has rules THEN they come by priority, in lower case, as networks and ranges', () => {
    expect(topologyOf(mirrorStore()).mirrorSessions).toEqual([
      {
        id: 'session',
        enabled: true,
        priority: 1,
        vni: 7,
        packetLength: 96,
        sourceInterfaceIds: ['source-port'],
        targetInterfaceId: 'target-port',
        rules: [
          {
            direction: 'ingress',
            priority: 10,
            ethertype: 'IPv4',
            protocol: 'tcp',
            action: 'reject',
            sourceCidr: '192.168.0.0/24',
            destinationPorts: { from: 80, to: 200 },
          },
          { direction: 'ingress', priority: 20, ethertype: 'IPv4', protocol: 'all', action: 'accept' },
        ],
      },
    ]);
  });

  test('WHEN its source is gone THEN it has no source', () => {
    const store = mirrorStore();
    store.ports.delete('source-port');
    expect(topologyOf(store).mirrorSessions).toMatchObject([{ sourceInterfaceIds: [] }]);
  });

  test('WHEN its target is gone THEN there is no session', () => {
    const store = mirrorStore();
    store.ports.delete('target-port');
    expect(topologyOf(store).mirrorSessions).toEqual([]);
  });
});
