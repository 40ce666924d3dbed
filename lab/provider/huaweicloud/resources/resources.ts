import { type HuaweicloudResource } from '../huaweicloud';
import { computeEipAssociate } from './compute-eip-associate';
import { computeInstance } from './compute-instance';
import { kpsKeypair } from './kps-keypair';
import { networkingSecgroup } from './networking-secgroup';
import { networkingSecgroupRule } from './networking-secgroup-rule';
import { vpc } from './vpc';
import { vpcEip } from './vpc-eip';
import { vpcPeeringConnection } from './vpc-peering-connection';
import { vpcRoute } from './vpc-route';
import { vpcSubnet } from './vpc-subnet';
import { vpcTrafficMirrorFilter } from './vpc-traffic-mirror-filter';
import { vpcTrafficMirrorFilterRule } from './vpc-traffic-mirror-filter-rule';
import { vpcTrafficMirrorSession } from './vpc-traffic-mirror-session';

export const resources: Readonly<Record<string, HuaweicloudResource>> = {
  huaweicloud_compute_eip_associate: computeEipAssociate,
  huaweicloud_compute_instance: computeInstance,
  huaweicloud_kps_keypair: kpsKeypair,
  huaweicloud_networking_secgroup: networkingSecgroup,
  huaweicloud_networking_secgroup_rule: networkingSecgroupRule,
  huaweicloud_vpc: vpc,
  huaweicloud_vpc_eip: vpcEip,
  huaweicloud_vpc_peering_connection: vpcPeeringConnection,
  huaweicloud_vpc_route: vpcRoute,
  huaweicloud_vpc_subnet: vpcSubnet,
  huaweicloud_vpc_traffic_mirror_filter: vpcTrafficMirrorFilter,
  huaweicloud_vpc_traffic_mirror_filter_rule: vpcTrafficMirrorFilterRule,
  huaweicloud_vpc_traffic_mirror_session: vpcTrafficMirrorSession,
};
