import { z } from 'zod';
import { type Values } from '../../codec/value';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall } from '../huaweicloud';

/**
 * The calls that the three mirror resources have in common. A `traffic_mirror_filter` is at
 * `v3/{p}/vpc/traffic-mirror-filters`, and the body of every call has it under its name.
 *
 * @param shown the attributes that are read
 */
export function trafficMirrorCalls(kind: `traffic_mirror_${string}`, shown: Readonly<Record<string, z.ZodType>>) {
  const collection = { service: 'vpc', path: `v3/{p}/vpc/${kind.replaceAll('_', '-')}s` } as const;
  const at = (id: string, action = '') => ({ ...collection, path: `${collection.path}/${segment(id)}${action}` });
  const inBody = <Shape extends z.ZodType>(shape: Shape) =>
    z.object({ [kind]: shape }).transform((body) => body[kind] as z.infer<Shape>);
  const made = inBody(z.object({ id: z.string() }));
  const read = inBody(z.object(shown));
  return {
    /** Makes one of these fields and gives its id. */
    create: async (call: HuaweicloudCall, fields: object): Promise<string> => {
      const request = { ...collection, method: 'POST', body: { [kind]: fields }, success: [201] } as const;
      return (await apiOf(call).read(request, made)).id;
    },
    /** Undefined when it is gone. */
    read: async (call: HuaweicloudCall, id: string): Promise<Values | undefined> =>
      (await apiOf(call).find({ ...at(id), method: 'GET' }, read)) as Values | undefined,
    /** @param action what follows the id in the path, such as `/add-sources` */
    update: async (call: HuaweicloudCall, id: string, fields: object, action?: string): Promise<void> => {
      await apiOf(call).send({ ...at(id, action), method: 'PUT', body: { [kind]: fields }, success: [200] });
    },
    /** Unlike with other resources, one that is gone already is an error to the provider (recorded). */
    delete: async (call: HuaweicloudCall, id: string): Promise<void> => {
      await apiOf(call).send({ ...at(id), method: 'DELETE', success: [204] });
    },
  };
}
