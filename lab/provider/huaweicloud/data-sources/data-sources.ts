import { type HuaweicloudDataSource } from '../huaweicloud';
import { availabilityZones } from './availability-zones';
import { computeFlavors } from './compute-flavors';
import { imagesImage } from './images-image';
import { networkingPort } from './networking-port';

export const dataSources: Readonly<Record<string, HuaweicloudDataSource>> = {
  huaweicloud_availability_zones: availabilityZones,
  huaweicloud_compute_flavors: computeFlavors,
  huaweicloud_images_image: imagesImage,
  huaweicloud_networking_port: networkingPort,
};
