import { z } from 'zod';
import { apiOf, type HuaweicloudDataSource } from '../huaweicloud';
import { listId } from './list-id';

const listed = z.object({
  availabilityZoneInfo: z.array(z.object({ zoneName: z.string(), zoneState: z.object({ available: z.boolean() }) })),
});

export const availabilityZones: HuaweicloudDataSource = {
  async read(call, config) {
    const path = 'v2.1/{p}/os-availability-zone';
    const answer = await apiOf(call).read({ service: 'ecs', method: 'GET', path }, listed);
    const isWanted = config.text('state') !== 'unavailable';
    const names = answer.availabilityZoneInfo
      .filter(({ zoneState }) => zoneState.available === isWanted)
      .map(({ zoneName }) => zoneName)
      .sort();
    return { id: listId(names), names };
  },
};
