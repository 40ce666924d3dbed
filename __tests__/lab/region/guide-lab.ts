import { type RegionUnderTest } from './region-under-test';

/** Ids of the guide's lab: one network, one group, three servers, an EIP, a filter with its rule, a session. */
export interface GuideLab {
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
  readonly servers: Readonly<Record<GuideServer, string>>;
  readonly ports: Readonly<Record<GuideServer, string>>;
  readonly eip: string;
  readonly filter: string;
  readonly rule: string;
  readonly session: string;
}

export type GuideServer = 'source' | 'target' | 'test';

export const guidePublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 lab';
export const guideImage = '1b6a7a2e-8f6e-4d1c-9d8b-000000000001';

/** The body that creates a server, as the provider sends it. */
export const serverBody = (network: { vpc: string; subnet: string; group: string }, fields: object = {}) => ({
  server: {
    name: 'ECS-source',
    imageRef: guideImage,
    flavorRef: 'c7t.large.2',
    vpcid: network.vpc,
    availability_zone: 'lab-region-1a',
    nics: [{ subnet_id: network.subnet }],
    root_volume: { volumetype: 'GPSSD', size: 40 },
    security_groups: [{ id: network.group }],
    ...fields,
  },
});

export const eipBody = {
  publicip: { type: '5_bgp' },
  bandwidth: { name: 'EIP-A', size: 5, share_type: 'PER', charge_mode: 'traffic' },
};

export async function makeNetwork(lab: RegionUnderTest): Promise<{ vpc: string; subnet: string; group: string }> {
  const vpc = await lab.make('POST', '/v1/{p}/vpcs', { vpc: { name: 'VPC-A', cidr: '192.168.0.0/16' } }, 'vpc.id');
  const subnet = await lab.make(
    'POST',
    '/v1/{p}/subnets',
    { subnet: { name: 'Subnet-A01', cidr: '192.168.0.0/24', gateway_ip: '192.168.0.1', vpc_id: vpc } },
    'subnet.id',
  );
  const groupBody = { security_group: { name: 'Sg-X' } };
  const group = await lab.make('POST', '/v3/{p}/vpc/security-groups', groupBody, 'security_group.id');
  return { vpc, subnet, group };
}

export async function makeServer(
  lab: RegionUnderTest,
  network: { vpc: string; subnet: string; group: string },
  fields: object = {},
): Promise<{ server: string; port: string }> {
  const server = await lab.make('POST', '/v1.1/{p}/cloudservers', serverBody(network, fields), 'serverIds.0');
  await lab.region.idle();
  const port = await lab.make('GET', `/v1/{p}/ports?device_id=${server}`, undefined, 'ports.0.id');
  return { server, port };
}

/** Table 2's rules that a new group does not have by itself. */
async function openForLogin(lab: RegionUnderTest, group: string): Promise<void> {
  for (const multiport of ['22', '3389']) {
    const body = { security_group_rule: loginRule(group, multiport) };
    await lab.make('POST', '/v3/{p}/vpc/security-group-rules', body, 'security_group_rule.id');
  }
}

export const loginRule = (group: string, multiport: string) => ({
  security_group_id: group,
  direction: 'ingress',
  ethertype: 'IPv4',
  protocol: 'tcp',
  multiport,
  remote_ip_prefix: '0.0.0.0/0',
});

export async function makeGuideLab(lab: RegionUnderTest, publicKey = guidePublicKey): Promise<GuideLab> {
  const network = await makeNetwork(lab);
  await openForLogin(lab, network.group);
  await lab.make('POST', '/v3/{p}/keypairs', { keypair: { name: 'lab', public_key: publicKey } }, 'keypair.name');
  const shared = { key_name: 'lab', user_data: Buffer.from('#!/bin/sh\necho up\n').toString('base64') };
  const at = (ip: string) => [{ subnet_id: network.subnet, ip_address: ip }];
  const source = await makeServer(lab, network, { ...shared, nics: at('192.168.0.230') });
  const other = { ...shared, flavorRef: 's6.large.2' };
  const target = await makeServer(lab, network, { ...other, name: 'ECS-target', nics: at('192.168.0.164') });
  const test = await makeServer(lab, network, { ...other, name: 'ECS-test', nics: at('192.168.0.161') });
  const eip = await lab.make('POST', '/v1/{p}/publicips', eipBody, 'publicip.id');
  await lab.call('PUT', `/v1/{p}/publicips/${eip}`, { publicip: { port_id: test.port } });
  const filter = await lab.make(
    'POST',
    '/v3/{p}/vpc/traffic-mirror-filters',
    { traffic_mirror_filter: { name: 'mirror-filter-A' } },
    'traffic_mirror_filter.id',
  );
  const rule = await lab.make(
    'POST',
    '/v3/{p}/vpc/traffic-mirror-filter-rules',
    { traffic_mirror_filter_rule: ruleFields(filter) },
    'traffic_mirror_filter_rule.id',
  );
  const session = await lab.make(
    'POST',
    '/v3/{p}/vpc/traffic-mirror-sessions',
    { traffic_mirror_session: sessionFields(filter, source.port, target.port) },
    'traffic_mirror_session.id',
  );
  return {
    ...network,
    servers: { source: source.server, target: target.server, test: test.server },
    ports: { source: source.port, target: target.port, test: test.port },
    eip,
    filter,
    rule,
    session,
  };
}

export const ruleFields = (filter: string) => ({
  traffic_mirror_filter_id: filter,
  direction: 'ingress',
  protocol: 'tcp',
  ethertype: 'IPv4',
  action: 'accept',
  priority: 1,
  source_cidr_block: '192.168.0.161/32',
  destination_cidr_block: '192.168.0.230/32',
  destination_port_range: '1234-1234',
});

export const sessionFields = (filter: string, source: string, target: string) => ({
  name: 'mirror-session-A',
  traffic_mirror_filter_id: filter,
  traffic_mirror_sources: [source],
  traffic_mirror_target_id: target,
  traffic_mirror_target_type: 'eni',
  priority: 1,
  enabled: true,
});
