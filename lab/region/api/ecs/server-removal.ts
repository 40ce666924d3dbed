import { type Region } from '../../context';
import { attachmentTo } from '../../store/volume';

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
  for (const volume of store.volumes.all()) {
    const attachment = attachmentTo(volume, id);
    if (!attachment) continue;
    detachVolume(region, volume.id, id);
    // A shared disk that another server has stays.
    const goes = (deleteDataDisks || attachment.deleteOnTermination) && volume.attachments.length === 1;
    if (goes) store.volumes.delete(volume.id);
  }
  for (const port of store.ports.filter((one) => one.serverId === id)) {
    for (const eip of store.eips.filter((one) => one.portId === port.id)) {
      if (releaseEips || eip.goesWith === id) store.eips.delete(eip.id);
      else store.eips.update(eip.id, { portId: null });
    }
    if (port.deleteOnTermination) store.ports.delete(port.id);
    else freePort(region, port.id);
  }
}

/** Takes a disk from a server. */
export function detachVolume({ store, clock }: Region, id: string, serverId: string): void {
  const attachments = store.volumes.need(id).attachments.filter((one) => one.serverId !== serverId);
  store.volumes.update(id, { attachments, updatedAt: clock() });
}

/** Leaves a network interface to itself, with its address. */
export function freePort({ store, clock }: Region, id: string): void {
  const { serverId, ...port } = store.ports.need(id);
  if (serverId === undefined) return;
  store.ports.insert({ ...port, owner: 'none', isPrimary: false, isIndependent: true, updatedAt: clock() });
}
