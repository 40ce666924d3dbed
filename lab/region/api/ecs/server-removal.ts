import { type Region } from '../../context';
import { serverOf } from '../../store/volume';

export interface Removal {
  /** Whether its EIPs are released instead of unbound. */
  readonly releaseEips: boolean;
  /** Whether all its data disks go with it, and not only those that were made to. */
  readonly deleteDataDisks: boolean;
}

/**
 * Takes a server out of the store with its system disk and its ports. Mirror sessions keep naming its ports, as in the
 * cloud; data disks and ports that are not to go with it stay.
 */
export function removeServer(region: Region, id: string, { releaseEips, deleteDataDisks }: Removal): void {
  const { store } = region;
  store.servers.delete(id);
  for (const volume of store.volumes.filter((one) => serverOf(one) === id)) {
    if (deleteDataDisks || volume.attachment?.deleteOnTermination === true) store.volumes.delete(volume.id);
    else detachVolume(region, volume.id);
  }
  for (const port of store.ports.filter((one) => one.serverId === id)) {
    for (const eip of store.eips.filter((one) => one.portId === port.id)) {
      if (releaseEips) store.eips.delete(eip.id);
      else store.eips.update(eip.id, { portId: null });
    }
    if (port.deleteOnTermination) store.ports.delete(port.id);
    else freePort(region, port.id);
  }
}

/** Leaves a disk to itself. */
export function detachVolume({ store, clock }: Region, id: string): void {
  const { attachment, ...volume } = store.volumes.need(id);
  if (attachment) store.volumes.insert({ ...volume, updatedAt: clock() });
}

/** Leaves a network interface to itself, with its address. */
export function freePort({ store, clock }: Region, id: string): void {
  const { serverId, ...port } = store.ports.need(id);
  if (serverId === undefined) return;
  store.ports.insert({ ...port, owner: 'none', isPrimary: false, isIndependent: true, updatedAt: clock() });
}
