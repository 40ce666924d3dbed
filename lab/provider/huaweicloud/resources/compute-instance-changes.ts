import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall } from '../huaweicloud';
import { hasChanged } from './has-changed';
import { refuseToChange } from './refuse-to-change';
import { addressesOf, serverAt, showServer } from './server-answer';

/** Calls for a job and waits for its success. */
type RunJob = (call: HuaweicloudCall, path: string, body: unknown) => Promise<string>;

const shownSubnet = z.object({ subnet: z.object({ vpc_id: z.string() }) });

/** Changes of a server that its other parts survive, in the provider's order (provider source: compute_instance). */
export async function changeInPlace(
  call: HuaweicloudCall,
  id: string,
  prior: Attributes,
  wanted: Attributes,
  runJob: RunJob,
): Promise<void> {
  const api = apiOf(call);
  const { service, path } = serverAt(id);
  if (hasChanged(prior, wanted, ['agency_name', 'agent_list'])) {
    const metadata = {
      agency_name: wanted.text('agency_name') ?? '',
      __support_agent_list: wanted.text('agent_list') ?? '',
    };
    await api.send({ service, method: 'POST', path: `${path}/metadata`, body: { metadata } });
  }
  if (hasChanged(prior, wanted, ['flavor_id', 'flavor_name'])) {
    const flavorRef = hasChanged(prior, wanted, ['flavor_id']) ? wanted.text('flavor_id') : wanted.text('flavor_name');
    const resize = { flavorRef, mode: 'withStopServer', extendparam: { isAutoPay: 'true' } };
    await runJob(call, `v1.1/{p}/cloudservers/${segment(id)}/resize`, { resize });
  }
  const before = prior.blocks('network').map((network) => network.flag('source_dest_check') ?? true);
  await checkSourceAndDestination(call, id, before, wanted);
  if (hasChanged(prior, wanted, ['system_disk_size'])) {
    const disk = segment(prior.text('system_disk_id') ?? '');
    const body = { 'os-extend': { new_size: wanted.number('system_disk_size') } };
    await api.send({ service: 'evs', method: 'POST', path: `v2.1/{p}/cloudvolumes/${disk}/action`, body });
  }
  if (hasChanged(prior, wanted, ['auto_terminate_time'])) {
    const body = { auto_terminate_time: wanted.text('auto_terminate_time') ?? '' };
    await api.send({ service, method: 'POST', path: `${path}/actions/update-auto-terminate-time`, body });
  }
  await changeNetwork(call, id, prior, wanted, runJob);
}

/** A server that forwards: its ports may send as anybody, which the provider writes as 1.1.1.1/0. */
export async function checkSourceAndDestination(
  call: HuaweicloudCall,
  id: string,
  before: readonly boolean[],
  wanted: Attributes,
): Promise<void> {
  const checks = wanted.blocks('network').map((network) => network.flag('source_dest_check') ?? true);
  if (checks.every((check, index) => check === (before[index] ?? true))) return;
  const server = await showServer(call, id);
  const fixed = (server ? addressesOf(server) : []).filter(({ kind }) => kind === 'fixed');
  const ports = [...new Set(fixed.map(({ portId }) => portId))];
  for (const [index, check] of checks.entries()) {
    const port = ports[index];
    if (port === undefined || check === (before[index] ?? true)) continue;
    const body = { port: { allowed_address_pairs: check ? [] : [{ ip_address: '1.1.1.1/0' }] } };
    await apiOf(call).send({ service: 'vpc', method: 'PUT', path: `v1/{p}/ports/${segment(port)}`, body });
  }
}

/** The first network interface moves; the provider changes no other. */
async function changeNetwork(
  call: HuaweicloudCall,
  id: string,
  prior: Attributes,
  wanted: Attributes,
  runJob: RunJob,
): Promise<void> {
  const [before, after] = [prior.blocks('network')[0], wanted.blocks('network')[0]];
  if (!before || !after) return;
  const others = wanted.blocks('network').some((network, index) => {
    const known = prior.blocks('network')[index];
    const names = index === 0 ? ['access_network'] : ['uuid', 'fixed_ip_v4', 'access_network'];
    return known === undefined || hasChanged(known, network, names);
  });
  if (others || prior.blocks('network').length !== wanted.blocks('network').length) {
    refuseToChange('compute instance', ['network'], prior, wanted);
  }
  if (!hasChanged(before, after, ['uuid', 'fixed_ip_v4'])) return;
  const subnet_id = after.text('uuid') ?? '';
  const path = `v1/{p}/subnets/${segment(subnet_id)}`;
  const { subnet } = await apiOf(call).read({ service: 'vpc', method: 'GET', path }, shownSubnet);
  const security_groups = wanted.texts('security_group_ids').map((group) => ({ id: group }));
  const isOtherAddress = hasChanged(before, after, ['fixed_ip_v4']);
  const nic = { subnet_id, security_groups, ...(isOtherAddress && { ip_address: after.text('fixed_ip_v4') ?? '' }) };
  await runJob(call, `v1/{p}/cloudservers/${segment(id)}/changevpc`, { vpc_id: subnet.vpc_id, nic });
}
