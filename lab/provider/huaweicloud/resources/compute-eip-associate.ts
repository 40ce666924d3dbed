import { z } from 'zod';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall, type HuaweicloudResource } from '../huaweicloud';
import { poll } from '../polling';
import { type Address, addressesOf, showServer } from './server-answer';

const listed = z.object({ publicips: z.array(z.object({ id: z.string(), port_id: z.string().nullish() })) });

/** The one EIP of this address; undefined when there is none. */
async function findEip(call: HuaweicloudCall, address: string) {
  const query = { public_ip_address: address, enterprise_project_id: 'all_granted_eps' };
  const api = apiOf(call);
  const { publicips } = await api.read({ service: 'vpc', method: 'GET', path: 'v1/{p}/publicips', query }, listed);
  return publicips.length === 1 ? publicips[0] : undefined;
}

async function addressesOfServer(call: HuaweicloudCall, id: string): Promise<readonly Address[] | undefined> {
  const server = await showServer(call, id);
  return server && addressesOf(server);
}

const bind = (call: HuaweicloudCall, id: string, publicip: { readonly port_id?: string }): Promise<unknown> =>
  apiOf(call).send({ service: 'vpc', method: 'PUT', path: `v1/{p}/publicips/${segment(id)}`, body: { publicip } });

/** Binds an EIP to a server. Its id is `<public ip>/<server id>/<fixed ip>`. */
export const computeEipAssociate: HuaweicloudResource = {
  unsupported: ['bandwidth_id'],

  async create(call, wanted, haveMade) {
    const [publicIp, serverId] = [wanted.text('public_ip') ?? '', wanted.text('instance_id') ?? ''];
    const addresses = await addressesOfServer(call, serverId);
    if (!addresses) throw new Error(`server ${serverId} does not exist`);
    const fixedIp = wanted.text('fixed_ip');
    const fixed = addresses.find(({ kind, ip, version }) =>
      fixedIp === undefined ? kind === 'fixed' && version === '4' : ip === fixedIp,
    );
    if (!fixed) throw new Error(`server ${serverId} has no address ${fixedIp ?? 'of IPv4'}`);
    const eip = await findEip(call, publicIp);
    if (!eip) throw new Error(`there is no EIP ${publicIp}`);
    await bind(call, eip.id, { port_id: fixed.portId });
    haveMade([publicIp, serverId, fixed.ip].join('/'));
    await poll(call, `binding EIP ${publicIp}`, async () =>
      (await addressesOfServer(call, serverId))?.find(({ kind, ip }) => kind === 'floating' && ip === publicIp),
    );
  },

  async read(call, id) {
    const { publicIp, serverId } = parseId(id);
    const eip = await findEip(call, publicIp);
    if (!eip?.port_id) return undefined;
    const addresses = await addressesOfServer(call, serverId);
    const fixed = addresses?.find(({ kind, portId }) => kind === 'fixed' && portId === eip.port_id);
    if (!fixed) return undefined;
    return { public_ip: publicIp, instance_id: serverId, fixed_ip: fixed.ip, port_id: fixed.portId };
  },

  async delete(call, id) {
    const eip = await findEip(call, parseId(id).publicIp);
    if (eip) await bind(call, eip.id, {});
  },

  import(id) {
    const { publicIp, serverId, fixedIp } = parseId(id);
    return { public_ip: publicIp, instance_id: serverId, fixed_ip: fixedIp };
  },
};

function parseId(id: string) {
  const [publicIp = '', serverId = '', fixedIp = '', ...rest] = id.split('/');
  if ([publicIp, serverId, fixedIp].includes('') || rest.length > 0) {
    throw new Error(`id ${id} is not of the form <public ip>/<server id>/<fixed ip>`);
  }
  return { publicIp, serverId, fixedIp };
}
