import { z } from 'zod';
import { SYSTEM_DISK_SIZE, SYSTEM_DISK_TYPES } from '../values/limits';
import { DISK_IOPS, DISK_THROUGHPUT } from '../servers/system-disk';
import { about, availabilityZone, flavor, integer, name, subnetAddress, text } from './values';

const diskType = z.enum(SYSTEM_DISK_TYPES).meta(
  about('Disk type; GPSSD is general-purpose SSD.', {
    guide: 'Table 1, System Disk',
    source: 'API reference of ECS: CreateServers, root_volume.volumetype; which are sold, only the zone knows',
  }),
);
const diskSize = integer(SYSTEM_DISK_SIZE).meta(about('Disk size in GiB.', { guide: 'Table 1, System Disk' }));
/** Wide enough for every type; what each type takes is checked once the type is known. */
const performance = {
  iops: integer(DISK_IOPS)
    .optional()
    .meta(about('Operations per second of a disk of type GPSSD2 or ESSD2, which must have it.')),
  throughput: integer(DISK_THROUGHPUT)
    .optional()
    .meta(about('MiB per second of a disk of type GPSSD2, which must have it.')),
};
export const systemDisk = z.strictObject({
  type: diskType.default('GPSSD'),
  sizeGib: diskSize.default(40),
  ...performance,
});
/** Without defaults, so that what a server leaves out is that of `systemDisk`. */
const ownDisk = z.strictObject({ type: diskType.optional(), sizeGib: diskSize.optional(), ...performance });

interface ServerDefaults {
  readonly name: string;
  readonly flavor: string;
  readonly privateIp: string;
}

/** @param rows whether the defaults are rows of the guide's Table 1 */
export const server = (defaults: ServerDefaults, rows = true) => {
  const row = (cell: string): { guide?: string } => (rows ? { guide: `Table 1, ${cell}` } : {});
  return z
    .strictObject({
      name: name.default(defaults.name).meta(about('Name of the ECS.', row('ECS Name'))),
      flavor: flavor.default(defaults.flavor).meta(about('Flavor of the ECS.', row('ECS Type'))),
      privateIp: subnetAddress
        .default(defaults.privateIp)
        .meta(about('Fixed address, in the subnet and not reserved in it.', row('Private IP address'))),
      image: text.optional().meta(about('Image of this ECS.', { ...row('Image'), unset: 'as `image`' })),
      systemDisk: ownDisk.optional().meta({ unset: 'as `systemDisk`' }),
      availabilityZone: availabilityZone.optional().meta(
        about(`Availability zone, such as cn-north-4a; ${rows ? 'the three' : 'they'} may differ.`, {
          ...(rows ? { guide: 'above Table 1' } : {}),
          unset: 'chosen by Huawei Cloud',
        }),
      ),
    })
    .prefault({});
};
