import { z } from 'zod';
import { apiOf, type HuaweicloudDataSource } from '../huaweicloud';
import { listId } from './list-id';

const listed = z.object({
  flavors: z.array(
    z.object({
      id: z.string(),
      vcpus: z.string(),
      /** MiB. */
      ram: z.number(),
      os_extra_specs: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

/** Filters on its own side; an empty list is no error. */
export const computeFlavors: HuaweicloudDataSource = {
  async read(call, config) {
    const zone = config.text('availability_zone');
    const query: Record<string, string> = zone === undefined ? {} : { availability_zone: zone };
    const path = 'v1/{p}/cloudservers/flavors';
    const answer = await apiOf(call).read({ service: 'ecs', method: 'GET', path, query }, listed);
    const wanted = {
      performance_type: config.text('performance_type'),
      generation: config.text('generation'),
      storage_type: config.text('storage_type'),
      cpu_core_count: config.number('cpu_core_count'),
      memory_size: config.number('memory_size'),
    };
    const flavors = answer.flavors
      .map(({ id, vcpus, ram, os_extra_specs: specs }) => ({
        id,
        cpu_core_count: Number(vcpus),
        memory_size: Math.floor(ram / 1024),
        performance_type: specs['ecs:performancetype'] ?? '',
        generation: specs['ecs:generation'] ?? '',
        storage_type: specs['cond:storage:type'] ?? '',
      }))
      .filter((flavor) =>
        (Object.keys(wanted) as (keyof typeof wanted)[]).every((key) => (wanted[key] ?? flavor[key]) === flavor[key]),
      );
    const ids = flavors.map(({ id }) => id);
    return { id: listId(ids), ids, flavors };
  },
};
