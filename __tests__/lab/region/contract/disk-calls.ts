import { makeNetwork, makeServer } from '../guide-lab';
import { type RegionUnderTest } from '../region-under-test';

type Calls = Readonly<Record<string, (lab: RegionUnderTest) => Promise<unknown>>>;

const zone = 'lab-region-1a';

/** Resource evs_volume. */
const makeDisk = (lab: RegionUnderTest) =>
  lab.make(
    'POST',
    '/v2.1/{p}/cloudvolumes',
    { volume: { availability_zone: zone, volume_type: 'SAS', size: 10, metadata: { create_for_volume_id: 'true' } } },
    'volume_ids.0',
  );

const show = (lab: RegionUnderTest, id: string) => lab.call('GET', `/v2/{p}/cloudvolumes/${id}`);

/** Resource compute_volume_attach. */
async function attached(lab: RegionUnderTest) {
  const disk = await makeDisk(lab);
  const { server } = await makeServer(lab, await makeNetwork(lab));
  await lab.make(
    'POST',
    `/v1/{p}/cloudservers/${server}/attachvolume`,
    { volumeAttachment: { volumeId: disk } },
    'job_id',
  );
  await lab.region.idle();
  expect(await show(lab, disk)).toMatchObject({
    body: { volume: { status: 'in-use', attachments: [{ server_id: server, device: '/dev/vdb' }] } },
  });
  return { disk, server };
}

export const diskCalls: Calls = {
  'POST /v2.1/{project_id}/cloudvolumes': async (lab) => {
    expect(await show(lab, await makeDisk(lab))).toMatchObject({
      status: 200,
      body: { volume: { status: 'available', size: 10, volume_type: 'SAS', attachments: [], bootable: 'false' } },
    });
  },
  'POST /v2/{project_id}/cloudvolumes/{volume_id}/tags/action': async (lab) => {
    const disk = await makeDisk(lab);
    const path = `/v2/{p}/cloudvolumes/${disk}/tags/action`;
    const tags = [
      { key: 'foo', value: 'bar' },
      { key: 'key', value: 'value' },
    ];
    expect(await lab.call('POST', path, { action: 'create', tags })).toMatchObject({ status: 204 });
    expect(await show(lab, disk)).toMatchObject({ body: { volume: { tags: { foo: 'bar', key: 'value' } } } });
    expect(await lab.call('POST', path, { action: 'delete', tags: [{ key: 'foo' }] })).toMatchObject({ status: 204 });
    const { body } = await show(lab, disk);
    expect((body as { volume: { tags: object } }).volume.tags).toEqual({ key: 'value' });
  },
  'PUT /v5/{project_id}/cloudvolumes/{volume_id}/qos': async (lab) => {
    const volume = { availability_zone: zone, volume_type: 'GPSSD2', size: 10, iops: 3000, throughput: 125 };
    const disk = await lab.make('POST', '/v2.1/{p}/cloudvolumes', { volume }, 'volume_ids.0');
    const change = (qos_modify: object) => lab.call('PUT', `/v5/{p}/cloudvolumes/${disk}/qos`, { qos_modify });
    expect(await change({ iops: 4000, throughput: 200 })).toMatchObject({ status: 202 });
    expect(await show(lab, disk)).toMatchObject({
      body: { volume: { iops: { total_val: 4000 }, throughput: { total_val: 200 } } },
    });
    // 500 for each GiB.
    expect(await change({ iops: 5001 })).toMatchObject({ status: 400 });
  },
  'PUT /v2/{project_id}/cloudvolumes/{volume_id}': async (lab) => {
    const disk = await makeDisk(lab);
    const volume = { name: 'data', description: '' };
    expect(await lab.call('PUT', `/v2/{p}/cloudvolumes/${disk}`, { volume })).toMatchObject({ status: 200 });
    expect(await show(lab, disk)).toMatchObject({ body: { volume } });
  },
  'DELETE /v2/{project_id}/cloudvolumes/{volume_id}': async (lab) => {
    const disk = await makeDisk(lab);
    const job = await lab.make('DELETE', `/v2/{p}/cloudvolumes/${disk}?cascade=true`, undefined, 'job_id');
    expect(await lab.call('GET', `/v1/{p}/jobs/${job}`)).toMatchObject({ body: { status: 'SUCCESS' } });
    expect(await show(lab, disk)).toMatchObject({ status: 404 });
  },
  'POST /v2.1/{project_id}/cloudvolumes/{volume_id}/action': async (lab) => {
    const disk = await makeDisk(lab);
    const path = `/v2.1/{p}/cloudvolumes/${disk}/action`;
    expect(await lab.call('POST', path, { 'os-extend': { new_size: 60 } })).toMatchObject({ status: 202 });
    expect(await show(lab, disk)).toMatchObject({ body: { volume: { size: 60 } } });
  },
  'POST /v1/{project_id}/cloudservers/{server_id}/attachvolume': attached,
  'PUT /v1/{project_id}/cloudservers/{server_id}/block_device/{volume_id}': async (lab) => {
    const { disk, server } = await attached(lab);
    const path = `/v1/{p}/cloudservers/${server}/block_device/${disk}`;
    const body = { block_device: { delete_on_termination: true } };
    // The provider takes 200, 201 and 202.
    expect(await lab.call('PUT', path, body)).toMatchObject({ status: 200 });
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: server }] });
    await lab.region.idle();
    expect(await show(lab, disk)).toMatchObject({ status: 404 });
  },
  'DELETE /v1/{project_id}/cloudservers/{server_id}/detachvolume/{volume_id}': async (lab) => {
    const { disk, server } = await attached(lab);
    const path = `/v1/{p}/cloudservers/${server}/detachvolume/${disk}?delete_flag=0`;
    const job = await lab.make('DELETE', path, undefined, 'job_id');
    await lab.region.idle();
    expect(await lab.call('GET', `/v1/{p}/jobs/${job}`)).toMatchObject({ body: { status: 'SUCCESS' } });
    expect(await show(lab, disk)).toMatchObject({ body: { volume: { status: 'available' } } });
  },
};
