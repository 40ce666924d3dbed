import { z } from 'zod';
import { availabilityZones, type RegionSettings } from '../../context';
import { route } from '../../http/route';
import { pageOf, paging } from '../../http/paging';

export interface Flavor {
  readonly id: string;
  readonly vcpus: number;
  /** MiB. */
  readonly ram: number;
  readonly performanceType: string;
  readonly generation: string;
}

const sizes = { medium: 1, large: 2, xlarge: 4, '2xlarge': 8 } as const;

/** `c7t.large.2`: 2 vCPUs and 2 GiB for each. */
function family(generation: string, performanceType: string, gibPerCpu: readonly number[]): Flavor[] {
  const names = Object.entries(sizes).filter(([size]) => generation !== 'c7t' || size !== 'medium');
  return names.flatMap(([size, vcpus]) =>
    gibPerCpu.map((gib) => ({
      id: `${generation}.${size}.${gib}`,
      vcpus,
      ram: vcpus * gib * 1024,
      performanceType,
      generation,
    })),
  );
}

const common: readonly Flavor[] = [
  ...family('c7t', 'computingv3_c7t', [2, 4]),
  ...family('c6', 'computingv3', [2, 4]),
  ...family('c7', 'computingv3', [2, 4]),
  ...family('s6', 'normal', [2, 4]),
  ...family('m6', 'highmem', [8]),
];

/** What the region sells. */
export function flavorsOf({ mirrorSourceFamilies }: RegionSettings): readonly Flavor[] {
  const others = mirrorSourceFamilies.filter((name) => !common.some(({ generation }) => generation === name));
  return [...common, ...others.flatMap((name) => family(name, `computingv3_${name}`, [2, 4]))];
}

/** Of today's families c7t alone can be mirrored (provider documentation: vpc_traffic_mirror_session). */
export const canBeMirrorSource = (flavorId: string, { mirrorSourceFamilies }: RegionSettings): boolean =>
  mirrorSourceFamilies.includes(flavorId.split('.')[0] ?? '');

const form = (flavor: Flavor, settings: RegionSettings) => ({
  id: flavor.id,
  name: flavor.id,
  vcpus: String(flavor.vcpus),
  ram: flavor.ram,
  disk: '0',
  swap: '',
  links: [],
  'OS-FLV-EXT-DATA:ephemeral': 0,
  'OS-FLV-DISABLED:disabled': false,
  rxtx_factor: 1,
  rxtx_quota: null,
  rxtx_cap: null,
  'os-flavor-access:is_public': true,
  os_extra_specs: {
    'ecs:performancetype': flavor.performanceType,
    'ecs:generation': flavor.generation,
    'ecs:virtualization_env_types': 'CloudCompute',
    resource_type: `IOoptimized${flavor.generation.charAt(0).toUpperCase()}${flavor.generation.slice(1)}`,
    // Which values a real region has is not published; empty means no constraint.
    'cond:storage:type': '',
    'cond:operation:status': 'normal',
    'cond:operation:az': availabilityZones(settings)
      .map((zone) => `${zone}(normal)`)
      .join(','),
  },
});

export const flavorRoutes = [
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/cloudservers/flavors',
    summary: 'List flavors',
    errors: 'wrapped',
    status: 200,
    query: z.strictObject({
      ...paging,
      availability_zone: z.string().optional(),
      flavor_id: z.string().optional(),
    }),
    handle: ({ region: { settings }, query }) => {
      const isOffered =
        query.availability_zone === undefined || availabilityZones(settings).includes(query.availability_zone);
      const matching = flavorsOf(settings).filter(
        (flavor) => isOffered && (query.flavor_id ?? flavor.id) === flavor.id,
      );
      return { flavors: pageOf(matching, query).map((flavor) => form(flavor, settings)) };
    },
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v2.1/{project_id}/os-availability-zone',
    summary: 'List availability zones',
    errors: 'wrapped',
    status: 200,
    handle: ({ region }) => ({
      availabilityZoneInfo: availabilityZones(region.settings).map((zoneName) => ({
        zoneName,
        zoneState: { available: true },
        hosts: null,
      })),
    }),
  }),
];
