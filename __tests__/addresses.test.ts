import { addresses, synth } from './synth';
import { SCENARIO_VARIANTS } from './variants';

/*
 * Addresses in the state are a contract with everybody who has deployed: a changed one makes Terraform destroy the
 * resource and create another, so that a renamed construct would cost a user the servers, the EIP and the mirror. They
 * are written out, and never brought up to date by a tool. If one must change, the stack needs `moved` blocks.
 */

const BASE = [
  'data.huaweicloud_compute_flavors.flavors',
  'data.huaweicloud_images_image.image',
  'data.huaweicloud_images_images.image_candidates',
  'data.huaweicloud_vpc_traffic_mirror_sessions.mirror_session_priority',
  'huaweicloud_compute_instance.ecs_source',
  'huaweicloud_compute_instance.ecs_target',
  'huaweicloud_compute_instance.ecs_test',
  'huaweicloud_kps_keypair.key_pair',
  'huaweicloud_vpc.network_vpc',
  'huaweicloud_vpc_subnet.network_subnet',
  'huaweicloud_vpc_traffic_mirror_filter.mirror_filter',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1',
  'huaweicloud_vpc_traffic_mirror_session.mirror_session',
];
const PUBLIC_ACCESS = ['huaweicloud_compute_eip_associate.elastic_ip_association', 'huaweicloud_vpc_eip.elastic_ip'];
const VERIFICATION = ['null_resource.verification_prepare', 'null_resource.verification_traffic'];
const SHARED = [
  'huaweicloud_networking_secgroup.security_group_shared',
  'huaweicloud_networking_secgroup_rule.security_group_shared_egress_ipv4',
  'huaweicloud_networking_secgroup_rule.security_group_shared_egress_ipv6',
  'huaweicloud_networking_secgroup_rule.security_group_shared_ingress_rdp',
  'huaweicloud_networking_secgroup_rule.security_group_shared_ingress_self_ipv4',
  'huaweicloud_networking_secgroup_rule.security_group_shared_ingress_self_ipv6',
  'huaweicloud_networking_secgroup_rule.security_group_shared_ingress_ssh',
];
const SPLIT = [
  'huaweicloud_networking_secgroup.security_group_source',
  'huaweicloud_networking_secgroup.security_group_target',
  'huaweicloud_networking_secgroup.security_group_test',
  'huaweicloud_networking_secgroup_rule.security_group_source_egress_ipv4',
  'huaweicloud_networking_secgroup_rule.security_group_source_egress_ipv6',
  'huaweicloud_networking_secgroup_rule.security_group_source_ingress_traffic',
  'huaweicloud_networking_secgroup_rule.security_group_target_egress_ipv4',
  'huaweicloud_networking_secgroup_rule.security_group_target_egress_ipv6',
  'huaweicloud_networking_secgroup_rule.security_group_target_ingress_vxlan',
  'huaweicloud_networking_secgroup_rule.security_group_test_egress_ipv4',
  'huaweicloud_networking_secgroup_rule.security_group_test_egress_ipv6',
];
const SPLIT_LOGIN = [
  'huaweicloud_networking_secgroup_rule.security_group_source_ingress_ssh',
  'huaweicloud_networking_secgroup_rule.security_group_target_ingress_ssh',
  'huaweicloud_networking_secgroup_rule.security_group_test_ingress_ssh',
];
const SPLIT_VERIFICATION = [
  'huaweicloud_networking_secgroup_rule.security_group_source_ingress_control_tcp',
  'huaweicloud_networking_secgroup_rule.security_group_source_ingress_control_udp',
  'huaweicloud_networking_secgroup_rule.security_group_test_ingress_proxy',
];
const ADDITIONAL_MIRROR = [
  'data.huaweicloud_vpc_traffic_mirror_sessions.mirror_2_session_priority',
  'huaweicloud_vpc_traffic_mirror_filter.mirror_2_filter',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_2_filter_ingress_1',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_2_filter_ingress_2',
  'huaweicloud_vpc_traffic_mirror_session.mirror_2_session',
];

const TCP_AND_UDP = [
  'data.huaweicloud_compute_flavors.flavors',
  'data.huaweicloud_images_image.image',
  'data.huaweicloud_images_images.image_candidates',
  'data.huaweicloud_vpc_traffic_mirror_sessions.tcp_mirror_session_priority',
  'data.huaweicloud_vpc_traffic_mirror_sessions.udp_mirror_session_priority',
  'huaweicloud_compute_instance.ecs_source',
  'huaweicloud_compute_instance.ecs_target_01',
  'huaweicloud_compute_instance.ecs_target_02',
  'huaweicloud_compute_instance.ecs_test',
  'huaweicloud_kps_keypair.key_pair',
  'huaweicloud_vpc.network_vpc',
  'huaweicloud_vpc_subnet.network_subnet',
  'huaweicloud_vpc_traffic_mirror_filter.tcp_mirror_filter',
  'huaweicloud_vpc_traffic_mirror_filter.udp_mirror_filter',
  'huaweicloud_vpc_traffic_mirror_filter_rule.tcp_mirror_filter_ingress_1',
  'huaweicloud_vpc_traffic_mirror_filter_rule.udp_mirror_filter_ingress_1',
  'huaweicloud_vpc_traffic_mirror_session.tcp_mirror_session',
  'huaweicloud_vpc_traffic_mirror_session.udp_mirror_session',
];
const OTHER_VPC = [
  'data.huaweicloud_compute_flavors.flavors',
  'data.huaweicloud_images_image.image',
  'data.huaweicloud_images_images.image_candidates',
  'data.huaweicloud_vpc_traffic_mirror_sessions.mirror_session_priority',
  'huaweicloud_compute_instance.ecs_source',
  'huaweicloud_compute_instance.ecs_target',
  'huaweicloud_compute_instance.ecs_test_a',
  'huaweicloud_compute_instance.ecs_test_b',
  'huaweicloud_kps_keypair.key_pair',
  'huaweicloud_vpc.network_vpc',
  'huaweicloud_vpc.target_network_vpc',
  'huaweicloud_vpc_peering_connection.peering',
  'huaweicloud_vpc_route.peering_route_accepter',
  'huaweicloud_vpc_route.peering_route_requester',
  'huaweicloud_vpc_subnet.network_subnet',
  'huaweicloud_vpc_subnet.target_network_subnet',
  'huaweicloud_vpc_traffic_mirror_filter.mirror_filter',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_egress_1',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_egress_2',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_2',
  'huaweicloud_vpc_traffic_mirror_session.mirror_session',
];
const SHARED_WITH_PEERS = [
  ...SHARED,
  'huaweicloud_networking_secgroup_rule.security_group_shared_ingress_peer_1',
  'huaweicloud_networking_secgroup_rule.security_group_shared_ingress_peer_2',
];
/** Beside what the groups of any scenario have when split. */
const GROUP_RULE = 'huaweicloud_networking_secgroup_rule.security_group_';
const SPLIT_OF_ANY = [
  ...SPLIT.filter((address) => address !== `${GROUP_RULE}source_ingress_traffic`),
  ...SPLIT_LOGIN,
  ...SPLIT_VERIFICATION,
];
const SPLIT_TCP_AND_UDP = ['traffic_tcp', 'traffic_udp', 'control_icmp'].map(
  (name) => `${GROUP_RULE}source_ingress_${name}`,
);
const SPLIT_OTHER_VPC = [
  ...['traffic', 'traffic_2', 'control_icmp', 'control_icmp_2', 'control_tcp_2', 'control_udp_2'].map(
    (name) => `${GROUP_RULE}source_ingress_${name}`,
  ),
  ...['traffic', 'control_icmp', 'control_tcp', 'control_udp', 'proxy_2', 'ssh_hop'].map(
    (name) => `${GROUP_RULE}test_ingress_${name}`,
  ),
];

const EXISTING_SERVERS = [
  'data.huaweicloud_compute_instances.sources_tagged',
  'data.huaweicloud_compute_instances.target_found_named',
  'data.huaweicloud_networking_port.target_port',
  'data.huaweicloud_vpc_route_table.routes_table',
  'data.huaweicloud_vpc_subnets.subnets_list',
  'data.huaweicloud_vpc_traffic_mirror_sessions.mirror_sessions_existing',
  'huaweicloud_networking_secgroup_rule.target_rule',
  'huaweicloud_vpc_traffic_mirror_filter.mirror_filter',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_egress_1',
  'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1',
  'huaweicloud_vpc_traffic_mirror_session.mirror_sessions',
];

test.each([
  ['default', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED]],
  ['split groups', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SPLIT, ...SPLIT_LOGIN, ...SPLIT_VERIFICATION]],
  ['no public access', [...BASE, ...SHARED]],
  ['split groups, no public access', [...BASE, ...SPLIT]],
  ['no verification', [...BASE, ...PUBLIC_ACCESS, ...SHARED]],
  ['cloud backend', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED]],
  ['additional mirror', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED, ...ADDITIONAL_MIRROR]],
  ['tcp-and-udp', [...TCP_AND_UDP, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED]],
  [
    'tcp-and-udp, split groups',
    [...TCP_AND_UDP, ...PUBLIC_ACCESS, ...VERIFICATION, ...SPLIT_OF_ANY, ...SPLIT_TCP_AND_UDP],
  ],
  ['other-vpc', [...OTHER_VPC, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED_WITH_PEERS]],
  ['other-vpc, split groups', [...OTHER_VPC, ...PUBLIC_ACCESS, ...VERIFICATION, ...SPLIT_OF_ANY, ...SPLIT_OTHER_VPC]],
  ['other-vpc, no public access', [...OTHER_VPC, ...SHARED_WITH_PEERS]],
  ['existing-servers', EXISTING_SERVERS],
  ['existing-servers, watched', [...EXISTING_SERVERS, 'null_resource.verification_watch']],
] as const)('%s', (variant, expected) => {
  expect(addresses(synth(SCENARIO_VARIANTS[variant]))).toEqual([...expected].sort());
});
