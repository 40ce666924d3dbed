import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { CHARGE_MODES, EIP_TYPES, NUMBERS } from '../../limits';
import { numberOf } from '../../schema';
import { allocate } from '../eip/allocation';

/** An EIP that a server is created with: one that is there, or a new one (API reference of ECS: CreateServers, publicip). */
export const newPublicip = z.union([
  z.strictObject({ id: z.string(), delete_on_termination: z.boolean().optional() }),
  z.strictObject({
    eip: z.strictObject({
      iptype: z.enum(EIP_TYPES),
      bandwidth: z.discriminatedUnion('sharetype', [
        z.strictObject({
          sharetype: z.literal('PER'),
          size: numberOf(NUMBERS.bandwidth),
          chargemode: z.enum(CHARGE_MODES).default('bandwidth'),
        }),
        z.strictObject({ sharetype: z.literal('WHOLE'), id: z.string() }),
      ]),
      extendparam: z
        .strictObject({ chargingMode: z.literal('postPaid', { error: 'only postPaid is emulated' }).optional() })
        .optional(),
    }),
    delete_on_termination: z.boolean().optional(),
  }),
]);

/** Binds the EIP to the server's first network interface. Throws 400 and 409. */
export function givePublicip(region: Region, serverId: string, wanted: z.infer<typeof newPublicip> | undefined): void {
  if (wanted === undefined) return;
  const { store, clock } = region;
  const port = store.ports.find((one) => one.serverId === serverId && one.isPrimary);
  if (!port) throw invalid('server.publicip', 'the server has no network interface');
  const goesWith = wanted.delete_on_termination === true && { goesWith: serverId };
  if ('id' in wanted) {
    const eip = store.eips.refer('server.publicip.id', wanted.id);
    if (eip.portId !== null)
      throw conflict(`server.publicip.id: EIP ${eip.address} is bound to the port ${eip.portId}`);
    store.eips.update(eip.id, { portId: port.id, ...goesWith, updatedAt: clock() });
    return;
  }
  const { iptype: type, bandwidth } = wanted.eip;
  const eip = allocate(region, {
    type,
    ...(bandwidth.sharetype === 'WHOLE'
      ? { sharedBandwidth: { id: bandwidth.id, field: 'server.publicip.eip.bandwidth.id' } }
      : {
          bandwidth: {
            name: `bandwidth-${serverId.slice(0, 8)}`,
            size: bandwidth.size,
            chargeMode: bandwidth.chargemode,
          },
        }),
  });
  store.eips.update(eip.id, { portId: port.id, bornWith: serverId, ...goesWith });
}

/** Releases the EIP that came with a server which could not be booted. */
export function releasePublicip({ store }: Region, serverId: string): void {
  for (const { id } of store.eips.filter(({ bornWith }) => bornWith === serverId)) store.eips.delete(id);
}
