import { addresses, synth } from './synth';
import { VARIANTS } from './variants';

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

test.each([
  ['default', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED]],
  ['split groups', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SPLIT, ...SPLIT_LOGIN, ...SPLIT_VERIFICATION]],
  ['no public access', [...BASE, ...SHARED]],
  ['split groups, no public access', [...BASE, ...SPLIT]],
  ['no verification', [...BASE, ...PUBLIC_ACCESS, ...SHARED]],
  ['cloud backend', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED]],
  ['additional mirror', [...BASE, ...PUBLIC_ACCESS, ...VERIFICATION, ...SHARED, ...ADDITIONAL_MIRROR]],
] as const)('%s', (variant, expected) => {
  expect(addresses(synth(VARIANTS[variant]))).toEqual([...expected].sort());
});
