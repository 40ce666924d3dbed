import { type HuaweicloudDataSource } from '../huaweicloud';
import { availabilityZones } from './availability-zones';
import { computeFlavors } from './compute-flavors';
import { computeInstances } from './compute-instances';
import { imagesImage } from './images-image';
import { imagesImages } from './images-images';
import { networkingPort } from './networking-port';
import { networkingSecgroupSource } from './networking-secgroup';
import { trafficMirrorSessions } from './traffic-mirror-sessions';
import { vpcRouteTable } from './vpc-route-table';
import { vpcSubnets } from './vpc-subnets';

export const dataSources: Readonly<Record<string, HuaweicloudDataSource>> = {
  huaweicloud_availability_zones: availabilityZones,
  huaweicloud_compute_flavors: computeFlavors,
  huaweicloud_compute_instances: computeInstances,
  huaweicloud_images_image: imagesImage,
  huaweicloud_images_images: imagesImages,
  huaweicloud_networking_port: networkingPort,
  huaweicloud_networking_secgroup: networkingSecgroupSource,
  huaweicloud_vpc_route_table: vpcRouteTable,
  huaweicloud_vpc_subnets: vpcSubnets,
  huaweicloud_vpc_traffic_mirror_sessions: trafficMirrorSessions,
};
