import { z } from 'zod';
import { type Attributes } from '../../engine/attributes';
import { segment } from '../api';
import { apiOf, type HuaweicloudCall } from '../huaweicloud';
import { tagList } from '../tags';

const shownSubnet = z.object({ subnet: z.object({ vpc_id: z.string() }) });
const listedImages = z.object({ images: z.array(z.object({ id: z.string() })) });

/** The body's `server` of a creation. */
export async function serverCreation(call: HuaweicloudCall, wanted: Attributes): Promise<unknown> {
  const networks = wanted.blocks('network');
  const tags = tagList(wanted.map('tags'));
  const metadata = {
    ...wanted.map('metadata'),
    ...given('agency_name', wanted.text('agency_name')),
    ...given('__support_agent_list', wanted.text('agent_list')),
  };
  const userData = wanted.text('user_data') ?? '';
  return {
    name: wanted.text('name'),
    description: wanted.text('description'),
    imageRef: wanted.text('image_id') ?? (await imageNamed(call, wanted.text('image_name'))),
    flavorRef: wanted.text('flavor_id') ?? wanted.text('flavor_name'),
    key_name: wanted.text('key_pair'),
    adminPass: wanted.text('admin_pass'),
    vpcid: await vpcOf(call, networks[0]?.text('uuid') ?? ''),
    availability_zone: wanted.text('availability_zone'),
    nics: networks.map((network) => ({
      subnet_id: network.text('uuid'),
      ip_address: network.text('fixed_ip_v4') ?? '',
      ipv6_enable: network.flag('ipv6_enable'),
    })),
    root_volume: {
      volumetype: wanted.text('system_disk_type') ?? 'GPSSD',
      size: wanted.number('system_disk_size'),
      iops: wanted.number('system_disk_iops'),
      throughput: wanted.number('system_disk_throughput'),
    },
    ...dataVolumes(wanted),
    auto_terminate_time: wanted.text('auto_terminate_time'),
    security_groups: groupsOf(wanted),
    user_data: isBase64(userData) ? userData : Buffer.from(userData).toString('base64'),
    ...(tags.length > 0 && { server_tags: tags }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...extension(wanted),
  };
}

const given = (key: string, value: string | undefined) => (value === undefined ? {} : { [key]: value });

/** Words of the state, which the provider keeps as texts. */
const flagOf = (text: string | undefined): boolean | undefined => (text === undefined ? undefined : text === 'true');

function dataVolumes(wanted: Attributes) {
  const disks = wanted.blocks('data_disks');
  if (disks.length === 0) return {};
  return {
    data_volumes: disks.map((disk) => ({
      volumetype: disk.text('type'),
      size: disk.number('size'),
      iops: disk.number('iops') || undefined,
      throughput: disk.number('throughput') || undefined,
      delete_on_termination: flagOf(disk.text('delete_on_termination')),
      'hw:passthrough': flagOf(disk.text('pass_through')),
    })),
  };
}

function groupsOf(wanted: Attributes): readonly { readonly id: string }[] | undefined {
  const ids = wanted.texts('security_group_ids');
  return ids.length === 0 ? undefined : ids.map((id) => ({ id }));
}

function extension(wanted: Attributes): Readonly<Record<string, unknown>> {
  const enterprise_project_id = wanted.text('enterprise_project_id');
  return enterprise_project_id === undefined ? {} : { extendparam: { enterprise_project_id } };
}

async function vpcOf(call: HuaweicloudCall, subnetId: string): Promise<string> {
  const path = `v1/{p}/subnets/${segment(subnetId)}`;
  return (await apiOf(call).read({ service: 'vpc', method: 'GET', path }, shownSubnet)).subnet.vpc_id;
}

async function imageNamed(call: HuaweicloudCall, name: string | undefined): Promise<string> {
  if (name === undefined) throw new Error('image_id or image_name is needed');
  const query = { name, limit: '1', enterprise_project_id: 'all_granted_eps' };
  const { images } = await apiOf(call).read(
    { service: 'ims', method: 'GET', path: 'v2/cloudimages', query },
    listedImages,
  );
  const [image] = images;
  if (!image) throw new Error(`there is no image named ${name}`);
  return image.id;
}

/** User data that is base64 already is sent as it is. */
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;
