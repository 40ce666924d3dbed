import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isEqual } from '../../codec/value';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { waitForJob } from '../polling';
import { mergeDefaultTags, replaceTags } from '../tags';
import { changeInPlace, checkSourceAndDestination } from './compute-instance-changes';
import { hasChanged } from './has-changed';
import { refuseToChange } from './refuse-to-change';
import { addressesOf, serverAt, showServer } from './server-answer';
import { serverCreation } from './server-creation';
import { serverState } from './server-state';

const started = z.object({ job_id: z.string(), serverIds: z.array(z.string()).default([]) });

/** Whatever `user_data` is, the state holds its SHA-1 only. */
const hash = (text: string): string => createHash('sha1').update(text).digest('hex');

/** What the provider could change in place, and the lab cannot. */
const unchangeable = ['image_id', 'image_name', 'key_pair', 'admin_pass', 'enterprise_project_id'];

/** `begun` is told the servers as soon as the job's answer names them. */
async function runJob(
  call: HuaweicloudCall,
  path: string,
  body: unknown,
  begun?: (serverIds: readonly string[]) => void,
): Promise<string> {
  const answer = await apiOf(call).read({ service: 'ecs', method: 'POST', path, body }, started);
  begun?.(answer.serverIds);
  return waitForJob(call, answer.job_id);
}

const powerBodies: Readonly<Record<string, (servers: readonly { readonly id: string }[]) => unknown>> = {
  ON: (servers) => ({ 'os-start': { servers } }),
  OFF: (servers) => ({ 'os-stop': { type: 'SOFT', servers } }),
  'FORCE-OFF': (servers) => ({ 'os-stop': { type: 'HARD', servers } }),
  REBOOT: (servers) => ({ reboot: { type: 'SOFT', servers } }),
  'FORCE-REBOOT': (servers) => ({ reboot: { type: 'HARD', servers } }),
};

async function switchPower(call: HuaweicloudCall, id: string, action: string | undefined): Promise<void> {
  if (action === undefined) return;
  const body = powerBodies[action];
  if (!body) throw new Error(`power_action ${action} is none of ${Object.keys(powerBodies).join(', ')}`);
  await runJob(call, 'v1/{p}/cloudservers/action', body([{ id }]));
}

export const computeInstance: HuaweicloudResource = {
  customizePlan: mergeDefaultTags,
  stateFunctions: { user_data: hash },
  fieldNames: {
    data_volumes: 'data_disks',
    imageRef: 'image_id',
    flavorRef: 'flavor_id',
    key_name: 'key_pair',
    nics: 'network',
    root_volume: 'system_disk_size',
    iops: 'system_disk_iops',
    throughput: 'system_disk_throughput',
    server_tags: 'tags',
    adminPass: 'admin_pass',
  },
  unsupported: [
    'data_disks.data_image_id',
    'data_disks.dss_pool_id',
    'data_disks.kms_key_id',
    'data_disks.snapshot_id',
    'auto_pay',
    'bandwidth',
    'eip_id',
    'eip_type',
    'enclave_options',
    'hostname',
    'period',
    'period_unit',
    'private_key',
    'scheduler_hints',
    'security_groups',
    'spot_duration',
    'spot_duration_count',
    'spot_maximum_price',
    'system_disk_dss_pool_id',
    'system_disk_kms_key_id',
    'user_id',
    'network.fixed_ip_v6',
    'network.port',
  ],
  fixed: {
    auto_renew: 'false',
    charging_mode: 'postPaid',
    enable_jumbo_frame: false,
    system_pass_through: 'false',
  },

  async create(call, wanted, haveMade) {
    const body = { server: await serverCreation(call, wanted) };
    // The server is there from now on, whatever becomes of the job: the provider, too, keeps its id at once (provider source: compute_instance).
    const id = await runJob(call, 'v1.1/{p}/cloudservers', body, ([early]) => {
      if (early !== undefined) haveMade(early);
    });
    haveMade(id);
    await checkSourceAndDestination(
      call,
      id,
      wanted.blocks('network').map(() => true),
      wanted,
    );
    await switchPower(call, id, wanted.text('power_action'));
  },

  async read(call, id, state) {
    const server = await showServer(call, id);
    return server && serverState(call, id, server, state);
  },

  async update(call, id, prior, wanted) {
    refuseToChange('compute instance', unchangeable, prior, wanted);
    const userData = wanted.text('user_data');
    const isOtherData = userData !== undefined && hash(userData) !== prior.text('user_data');
    if (isOtherData || hasChanged(prior, wanted, ['name', 'description'])) {
      const server = {
        name: wanted.text('name'),
        description: wanted.text('description') ?? '',
        ...(isOtherData && { user_data: Buffer.from(userData).toString('base64') }),
      };
      await apiOf(call).send({ ...serverAt(id), method: 'PUT', body: { server } });
    }
    if (hasChanged(prior, wanted, ['security_group_ids'])) await changeGroups(call, id, wanted);
    await changeInPlace(call, id, prior, wanted, runJob);
    await changeMetadata(call, id, prior, wanted);
    await replaceTags(call, 'cloudservers', id, prior, wanted);
    if (hasChanged(prior, wanted, ['power_action'])) await switchPower(call, id, wanted.text('power_action'));
  },

  async delete(call, id, state) {
    if (state.flag('stop_before_destroy') === true) await switchPower(call, id, 'OFF');
    await runJob(call, 'v1/{p}/cloudservers/delete', {
      servers: [{ id }],
      delete_publicip: state.flag('delete_eip_on_termination') ?? false,
      delete_volume: state.flag('delete_disks_on_termination') ?? undefined,
    });
  },
};

/** The groups are the primary interface's. */
async function changeGroups(call: HuaweicloudCall, id: string, wanted: Attributes): Promise<void> {
  const server = await showServer(call, id);
  const primary = server && addressesOf(server).find(({ kind }) => kind === 'fixed');
  if (!primary) throw new Error('its primary network interface cannot be found');
  const body = { port: { security_groups: wanted.texts('security_group_ids') } };
  await apiOf(call).send({ service: 'vpc', method: 'PUT', path: `v1/{p}/ports/${segment(primary.portId)}`, body });
}

async function changeMetadata(call: HuaweicloudCall, id: string, prior: Attributes, wanted: Attributes): Promise<void> {
  const [before, metadata] = [prior.map('metadata'), wanted.map('metadata')];
  const { service, path } = serverAt(id);
  for (const key of Object.keys(before).filter((name) => !(name in metadata))) {
    await apiOf(call).remove({ service, path: `${path}/metadata/${segment(key)}` });
  }
  if (Object.keys(metadata).length === 0 || isEqual(before, metadata)) return;
  await apiOf(call).send({ service, method: 'POST', path: `${path}/metadata`, body: { metadata } });
}
