import { type HuaweicloudDataSource } from '../huaweicloud';
import { availabilityZones } from './availability-zones';
import { computeFlavors } from './compute-flavors';
import { imagesImage } from './images-image';
import { imagesImages } from './images-images';
import { networkingPort } from './networking-port';
import { trafficMirrorSessions } from './traffic-mirror-sessions';

export const dataSources: Readonly<Record<string, HuaweicloudDataSource>> = {
  huaweicloud_availability_zones: availabilityZones,
  huaweicloud_compute_flavors: computeFlavors,
  huaweicloud_images_image: imagesImage,
  huaweicloud_images_images: imagesImages,
  huaweicloud_networking_port: networkingPort,
  huaweicloud_vpc_traffic_mirror_sessions: trafficMirrorSessions,
};
