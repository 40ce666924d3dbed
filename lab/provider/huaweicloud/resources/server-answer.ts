import { z } from 'zod';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall } from '../huaweicloud';

const address = z.object({
  addr: z.string(),
  version: z.coerce.string().default('4'),
  primary: z.boolean().default(false),
  'OS-EXT-IPS:type': z.string(),
  'OS-EXT-IPS:port_id': z.string(),
  'OS-EXT-IPS-MAC:mac_addr': z.string().default(''),
});

/** A server as ECS v1 shows it, as far as the provider reads it. */
const shown = z.object({
  server: z.object({
    name: z.string(),
    description: z.string().nullish(),
    status: z.string(),
    created: z.string().default(''),
    updated: z.string().default(''),
    flavor: z.object({ id: z.string(), name: z.string().optional() }),
    image: z.object({ id: z.string() }),
    key_name: z.string().nullish(),
    tags: z.array(z.string()).default([]),
    metadata: z.record(z.string(), z.string()).default({}),
    addresses: z.record(z.string(), z.array(address)),
    security_groups: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
    enterprise_project_id: z.string().default(''),
    auto_terminate_time: z.string().default(''),
    'OS-EXT-AZ:availability_zone': z.string(),
    'OS-EXT-SRV-ATTR:hostname': z.string().default(''),
    'os-extended-volumes:volumes_attached': z
      .array(z.object({ id: z.string(), delete_on_termination: z.string().default('') }))
      .default([]),
  }),
});

export type ServerAnswer = z.infer<typeof shown>['server'];

/** An address of a server: its own on a network interface, or the EIP bound to that interface. */
export interface Address {
  readonly kind: string;
  readonly ip: string;
  readonly version: string;
  readonly portId: string;
  readonly mac: string;
  readonly isPrimary: boolean;
}

export const serverAt = (id: string) => ({ service: 'ecs', path: `v1/{p}/cloudservers/${segment(id)}` }) as const;

/** Undefined when it is gone. */
export async function showServer(call: HuaweicloudCall, id: string): Promise<ServerAnswer | undefined> {
  const answer = await apiOf(call).find({ ...serverAt(id), method: 'GET' }, shown);
  return answer?.server.status === 'DELETED' ? undefined : answer?.server;
}

/** Addresses are keyed by the VPC's id; the primary interface's come first. */
export const addressesOf = (server: ServerAnswer): readonly Address[] =>
  Object.values(server.addresses)
    .flat()
    .map((one) => ({
      kind: one['OS-EXT-IPS:type'],
      ip: one.addr,
      version: one.version,
      portId: one['OS-EXT-IPS:port_id'],
      mac: one['OS-EXT-IPS-MAC:mac_addr'],
      isPrimary: one.primary,
    }))
    .sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary));
