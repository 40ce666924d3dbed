import { isInside } from '../../../addresses/ipv4-block';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { checkQuota } from '../../quotas';
import { type Bandwidth, type Eip } from '../../store/eip';
import { firstFree, reservedAddresses } from '../../subnet-addresses';

export interface NewEip {
  readonly type: string;
  /** @default the lowest free address of the pool */
  readonly address?: string | undefined;
  readonly ipVersion?: Eip['ipVersion'];
  readonly alias?: string | undefined;
  readonly enterpriseProjectId?: string;
  /** Its own; not with a shared one. */
  readonly bandwidth?: Pick<Bandwidth, 'name' | 'size' | 'chargeMode'>;
  /** The shared one that it is in, and where a body says so. */
  readonly sharedBandwidth?: { readonly id: string; readonly field: string };
}

/** Puts an EIP that is bound to nothing into the store. Throws 400 and 409. */
export function allocate(region: Region, wanted: NewEip): Eip {
  const { store, settings, ids, clock } = region;
  checkQuota(settings.quotas, 'eips', store.eips.size);
  const now = clock();
  const shared = wanted.sharedBandwidth;
  if (shared) store.sharedBandwidths.refer(shared.field, shared.id);
  const { name = '', size = 0, chargeMode = '' } = wanted.bandwidth ?? {};
  return store.eips.insert({
    id: ids.uuid(),
    address: takeAddress(region, wanted.address),
    type: wanted.type,
    ipVersion: wanted.ipVersion ?? 4,
    alias: wanted.alias ?? '',
    description: '',
    bandwidth: { id: ids.uuid(), name, size, chargeMode, createdAt: now, updatedAt: now },
    ...(shared && { sharedBandwidthId: shared.id }),
    portId: null,
    enterpriseProjectId: wanted.enterpriseProjectId ?? '0',
    tags: [],
    createdAt: now,
    updatedAt: now,
  });
}

/** The address asked for, or the lowest free one of the pool. */
function takeAddress({ settings, store }: Region, wanted: string | undefined): string {
  const taken = new Set([
    ...reservedAddresses(settings.eipPool, ''),
    ...settings.reservedEips,
    ...store.eips.all().map((eip) => eip.address),
  ]);
  if (wanted !== undefined) {
    if (!isInside(wanted, settings.eipPool)) {
      throw invalid('publicip.ip_address', `${wanted} is not within the region's pool ${settings.eipPool}`);
    }
    if (taken.has(wanted)) throw conflict(`publicip.ip_address: ${wanted} is in use`);
    return wanted;
  }
  const free = firstFree(settings.eipPool, taken);
  if (free === undefined) throw conflict(`the pool ${settings.eipPool} has no free address`);
  return free;
}
