import { type Region } from '../../context';
import { route } from '../../http/route';
import { disksOf } from '../evs/new-volume';
import { volumeAttached } from '../evs/volume-form';
import { flavorsOf } from './flavors';

const server = '/v1/{project_id}/cloudservers/{server_id}';

/** As OpenStack says "no limit", of what the lab has none for. */
const NO_LIMIT = -1;

/** The quotas of the account as ECS lists them, and what its servers use (API reference of ECS: ShowServerLimits). */
function limits({ store, settings }: Region) {
  const flavors = flavorsOf(settings);
  const used = store.servers.all().flatMap(({ flavorId }) => flavors.find(({ id }) => id === flavorId) ?? []);
  return {
    maxTotalInstances: settings.quotas.servers,
    maxTotalCores: NO_LIMIT,
    maxTotalRAMSize: NO_LIMIT,
    totalInstancesUsed: store.servers.size,
    totalCoresUsed: used.reduce((sum, { vcpus }) => sum + vcpus, 0),
    totalRAMUsed: used.reduce((sum, { ram }) => sum + ram, 0),
    maxTotalKeypairs: settings.quotas.keypairs,
    maxSecurityGroups: settings.quotas.securityGroups,
    totalSecurityGroupsUsed: store.securityGroups.size,
    maxSecurityGroupRules: settings.quotas.securityGroupRules,
    maxTotalFloatingIps: settings.quotas.eips,
    totalFloatingIpsUsed: store.eips.size,
    maxServerGroups: settings.quotas.serverGroups,
    totalServerGroupsUsed: store.serverGroups.size,
    maxServerGroupMembers: NO_LIMIT,
    maxServerMeta: NO_LIMIT,
    maxImageMeta: NO_LIMIT,
    maxPersonality: 0,
    maxPersonalitySize: 0,
    maxClusterServerGroupMembers: NO_LIMIT,
    maxFaultDomainMembers: NO_LIMIT,
    maxTotalSpotInstances: 0,
    maxTotalSpotCores: 0,
    maxTotalSpotRAMSize: 0,
    totalSpotInstancesUsed: 0,
    totalSpotCoresUsed: 0,
    totalSpotRAMUsed: 0,
    limit_by_charge: [],
  };
}

/** What the account may have, and what a server has, as OpenStack asks for it. */
export const serverLimitRoutes = [
  route({
    service: 'ecs',
    method: 'GET',
    path: '/v1/{project_id}/cloudservers/limits',
    summary: 'Show the quotas of servers and what goes with them, and what is used',
    errors: 'wrapped',
    status: 200,
    handle: ({ region }) => ({ absolute: limits(region) }),
  }),
  route({
    service: 'ecs',
    method: 'GET',
    path: `${server}/os-volume_attachments`,
    summary: 'List the disks of a server as OpenStack does',
    errors: 'wrapped',
    status: 200,
    handle: ({ region, params: { server_id } }) => {
      region.store.servers.need(server_id);
      return {
        volumeAttachments: disksOf(region, server_id).map((disk) => ({
          ...{ id: disk.id, volumeId: disk.id, serverId: server_id },
          device: volumeAttached(disk, server_id).device,
        })),
      };
    },
  }),
];
