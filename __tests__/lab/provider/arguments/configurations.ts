import { isList, isValues, type Value, type Values } from '../../../../lab/provider/codec/value';
import { type MakeConfiguration, type Stage } from './stage';

const IMAGE = '1b6a7a2e-8f6e-4d1c-9d8b-000000000001';
const VPC = { name: 'vpc-a', cidr: '192.168.0.0/16' };
const EIP = {
  publicip: [{ type: '5_bgp' }],
  bandwidth: [{ name: 'bandwidth-a', size: 5, share_type: 'PER', charge_mode: 'traffic' }],
};
const RULE = {
  direction: 'ingress',
  protocol: 'tcp',
  ethertype: 'IPv4',
  action: 'accept',
  priority: 1,
};

const idOf = async (stage: Stage, type: string, given: Values): Promise<string> =>
  textAt(await stage.make(`huaweicloud_${type}`, given), 'id');

const subnet = async (stage: Stage): Promise<Values> => ({
  name: 'subnet-a',
  cidr: '192.168.0.0/24',
  gateway_ip: '192.168.0.1',
  vpc_id: await idOf(stage, 'vpc', VPC),
});

/** Two interfaces, so that a choice between them can be seen. */
async function server(stage: Stage): Promise<Values> {
  const uuid = await idOf(stage, 'vpc_subnet', await subnet(stage));
  const network = ['192.168.0.10', '192.168.0.11'].map((fixed_ip_v4) => ({ uuid, fixed_ip_v4 }));
  return { name: 'ecs-a', flavor_id: 'c7t.large.2', image_id: IMAGE, network };
}

const peering = async (stage: Stage): Promise<Values> => ({
  name: 'peering-ab',
  vpc_id: await idOf(stage, 'vpc', VPC),
  peer_vpc_id: await idOf(stage, 'vpc', { name: 'vpc-b', cidr: '172.16.0.0/16' }),
});

/** For each type, a configuration that works. */
export const CONFIGURATIONS: Readonly<Record<string, MakeConfiguration>> = {
  huaweicloud_vpc: () => VPC,
  huaweicloud_vpc_subnet: subnet,
  huaweicloud_vpc_peering_connection: peering,
  huaweicloud_vpc_route: async (stage) => {
    const made = await stage.make('huaweicloud_vpc_peering_connection', await peering(stage));
    return {
      vpc_id: textAt(made, 'vpc_id'),
      destination: '172.16.0.0/16',
      type: 'peering',
      nexthop: textAt(made, 'id'),
    };
  },
  huaweicloud_vpc_eip: () => EIP,
  huaweicloud_networking_secgroup: () => ({ name: 'group-a' }),
  huaweicloud_networking_secgroup_rule: async (stage) => ({
    security_group_id: await idOf(stage, 'networking_secgroup', { name: 'group-a', delete_default_rules: true }),
    direction: 'ingress',
    ethertype: 'IPv4',
    protocol: 'tcp',
  }),
  huaweicloud_kps_keypair: () => ({
    name: 'key-a',
    public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 a',
  }),
  huaweicloud_compute_instance: server,
  huaweicloud_compute_eip_associate: async (stage) => ({
    public_ip: textAt(await stage.make('huaweicloud_vpc_eip', EIP), 'address'),
    instance_id: await idOf(stage, 'compute_instance', await server(stage)),
  }),
  huaweicloud_vpc_traffic_mirror_filter: () => ({ name: 'filter-a' }),
  huaweicloud_vpc_traffic_mirror_filter_rule: async (stage) => ({
    traffic_mirror_filter_id: await idOf(stage, 'vpc_traffic_mirror_filter', { name: 'filter-a' }),
    ...RULE,
  }),
  huaweicloud_vpc_traffic_mirror_session: async (stage) => {
    const { network } = await stage.make('huaweicloud_compute_instance', await server(stage));
    const [source, target] = (isList(network) ? network : []).map((nic) => (isValues(nic) ? textAt(nic, 'port') : ''));
    return {
      name: 'session-a',
      traffic_mirror_filter_id: await idOf(stage, 'vpc_traffic_mirror_filter', { name: 'filter-a' }),
      traffic_mirror_sources: [source ?? null],
      traffic_mirror_target_id: target ?? null,
      traffic_mirror_target_type: 'eni',
      priority: 1,
    };
  },
};

/** For each data source, one that finds something. */
export const SEARCHES: Readonly<Record<string, MakeConfiguration>> = {
  huaweicloud_availability_zones: () => ({}),
  huaweicloud_compute_flavors: () => ({}),
  huaweicloud_images_images: () => ({ name_regex: '^Ubuntu' }),
  huaweicloud_vpc_traffic_mirror_sessions: () => ({}),
  huaweicloud_images_image: () => ({ name_regex: '^Ubuntu', most_recent: true }),
  huaweicloud_networking_port: async (stage) => {
    await stage.make('huaweicloud_compute_instance', await server(stage));
    return { fixed_ip: '192.168.0.10' };
  },
  huaweicloud_compute_instances: async (stage) => {
    await stage.make('huaweicloud_compute_instance', { ...(await server(stage)), tags: { role: 'web' } });
    return {};
  },
  huaweicloud_vpc_subnets: async (stage) => {
    await stage.make('huaweicloud_vpc_subnet', { ...(await subnet(stage)), tags: { role: 'web' } });
    return {};
  },
  huaweicloud_vpc_route_table: async (stage) => ({
    vpc_id: await idOf(stage, 'vpc', { name: 'VPC-A', cidr: '192.168.0.0/16' }),
  }),
  huaweicloud_networking_secgroup: async (stage) => {
    await stage.make('huaweicloud_networking_secgroup', { name: 'group-a' });
    return { name: 'group-a' };
  },
};

function textAt(values: Values, name: string): string {
  const value: Value | undefined = values[name];
  if (typeof value !== 'string') throw new Error(`no ${name}`);
  return value;
}
