import { makeNetwork, makeServer } from '../guide-lab';
import { type RegionUnderTest } from '../region-under-test';

type Calls = Readonly<Record<string, (lab: RegionUnderTest) => Promise<unknown>>>;

const tags = [{ key: 'foo', value: 'bar' }];
const list = (lab: RegionUnderTest, query: string) =>
  lab.call('GET', `/ims/v2/cloudimages?enterprise_project_id=all_granted_eps&${query}`);

/** Resource ims_ecs_system_image. */
async function makeImage(lab: RegionUnderTest) {
  const { server } = await makeServer(lab, await makeNetwork(lab));
  const body = { name: 'mine', instance_id: server, description: 'of a server', image_tags: tags };
  const job = await lab.make('POST', '/ims/v2/cloudimages/action', body, 'job_id');
  return { server, id: await lab.make('GET', `/ims/v1/{p}/jobs/${job}`, undefined, 'entities.image_id') };
}

export const imageCalls: Calls = {
  'POST /v2/cloudimages/action': async (lab) => {
    const { id, server } = await makeImage(lab);
    const image = {
      ...{ id, name: 'mine', visibility: 'private', __imagetype: 'private', protected: false, status: 'active' },
      ...{ __description: 'of a server', __data_origin: `instance,${server}`, tags: ['foo=bar'] },
      ...{ __platform: 'Huawei Cloud EulerOS', __os_version: 'Huawei Cloud EulerOS 2.0 Standard 64 bit' },
    };
    for (const query of [
      `id=${id}&limit=1`,
      'name=mine',
      'tag=foo%3Dbar',
      'name=mine&__imagetype=private&protected=false',
    ]) {
      expect(await list(lab, query)).toMatchObject({ status: 200, body: { images: [image] } });
    }
    expect(await list(lab, 'tag=foo%3Dbaz')).toMatchObject({ body: { images: [] } });
  },
  'PATCH /v2/cloudimages/{image_id}': async (lab) => {
    const { id } = await makeImage(lab);
    const change = (path: string, value: unknown) =>
      lab.call('PATCH', `/ims/v2/cloudimages/${id}`, [{ op: 'replace', path, value }]);
    expect(await change('/name', 'yours')).toMatchObject({ status: 200, body: { id, name: 'yours' } });
    expect(await change('/__description', '')).toMatchObject({ status: 200, body: { __description: '' } });
    expect(await change('/min_ram', 1024)).toMatchObject({ status: 200, body: { min_ram: 1024 } });
    expect(await change('/max_ram', 4096)).toMatchObject({ status: 200, body: { max_ram: '4096' } });
  },
  'DELETE /v2/images/{image_id}': async (lab) => {
    const { id, server } = await makeImage(lab);
    expect(await lab.call('DELETE', `/ims/v2/images/${id}`)).toMatchObject({ status: 204 });
    expect(await list(lab, `id=${id}`)).toMatchObject({ body: { images: [] } });
    expect(await lab.call('GET', `/v1/{p}/cloudservers/${server}`)).toMatchObject({ status: 200 });
  },
  'GET /v2/{project_id}/images/{resource_id}/tags': async (lab) => {
    const { id } = await makeImage(lab);
    expect(await lab.call('GET', `/ims/v2/{p}/images/${id}/tags`)).toEqual({ status: 200, body: { tags } });
  },
  'POST /v2/{project_id}/images/{resource_id}/tags/action': async (lab) => {
    const { id } = await makeImage(lab);
    const path = `/ims/v2/{p}/images/${id}/tags/action`;
    expect(await lab.call('POST', path, { action: 'delete', tags })).toMatchObject({ status: 204 });
    expect(await list(lab, `id=${id}`)).toMatchObject({ body: { images: [{ tags: [] }] } });
  },
  // Data sources ims_tags and ims_images_by_tags.
  'GET /v2/{project_id}/images/tags': async (lab) => {
    await makeImage(lab);
    const all = { tags: [{ key: 'foo', values: ['bar'] }] };
    expect(await lab.call('GET', '/ims/v2/{p}/images/tags')).toEqual({ status: 200, body: all });
  },
  'POST /v2/{project_id}/images/resource_instances/action': async (lab) => {
    const { id } = await makeImage(lab);
    const body = { action: 'filter', tags: [{ key: 'foo', values: ['bar'] }] };
    expect(await lab.call('POST', '/ims/v2/{p}/images/resource_instances/action', body)).toMatchObject({
      status: 200,
      body: { total_count: 1, resources: [{ resource_id: id, resource_name: 'mine', tags }] },
    });
    for (const [wanted, count] of [
      [{ tags_any: [{ key: 'foo', values: ['bar', 'baz'] }, { key: 'no' }] }, 1],
      [{ not_tags: [{ key: 'foo', values: ['bar'] }, { key: 'no' }] }, 1],
      [{ not_tags_any: [{ key: 'foo', values: ['bar'] }, { key: 'no' }] }, 0],
      [{ without_any_tag: true }, 0],
    ] as const) {
      const search = { action: 'count', ...wanted };
      const path = '/ims/v2/{p}/images/resource_instances/action';
      expect([wanted, (await lab.call('POST', path, search)).body]).toEqual([wanted, { total_count: count }]);
    }
  },
};
