import { guideImage, makeNetwork, makeServer, serverBody } from '../../guide-lab';
import { RegionUnderTest } from '../../region-under-test';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly visibility: string;
  readonly __imagetype: string;
}

describe('GIVEN a region with its images', () => {
  let lab: RegionUnderTest;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  async function list(query: string): Promise<readonly Listed[]> {
    const { body } = await lab.call('GET', `/v2/cloudimages?${query}`);
    return (body as { images: readonly Listed[] }).images;
  }

  test.each([
    ['private', 'private-image-A', 'private'],
    ['shared', 'shared-image-A', 'shared'],
    ['gold', 'Huawei Cloud EulerOS 2.0 Standard 64 bit', 'public'],
    ['market', 'CentOS 7.9 64bit of the marketplace', 'market'],
  ])('WHEN %s ones are listed THEN %s is one of them, and all are %s', async (type, name, visibility) => {
    const images = await list(`__imagetype=${type}&limit=100`);
    expect(images.map((image) => image.name)).toContain(name);
    expect(new Set(images.map((image) => image.visibility))).toEqual(new Set([visibility]));
  });

  test('WHEN a name is listed without a type THEN images of every type are found', async () => {
    expect(await list('name=shared-image-A')).toHaveLength(1);
  });

  test('WHEN one is withdrawn THEN nobody finds it, nor makes a server of it, and a server of it stays', async () => {
    const network = await makeNetwork(lab);
    const { server } = await makeServer(lab, network);
    await lab.region.withdrawImage('Huawei Cloud EulerOS 2.0 Standard 64 bit');
    expect(await list(`id=${guideImage}`)).toEqual([]);
    expect(await lab.call('GET', `/v1/{p}/cloudservers/${server}`)).toMatchObject({ status: 200 });
    const refused = await lab.call('POST', '/v1.1/{p}/cloudservers', serverBody(network));
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(`server.imageRef: image ${guideImage} does not exist`);
  });

  test('WHEN a server is made of an image without yum THEN its guest has none; of one with yum, it has', async () => {
    const network = await makeNetwork(lab);
    const [ubuntu] = await list(`name=${encodeURIComponent('Ubuntu 22.04 server 64bit')}`);
    await makeServer(lab, network, { name: 'with' });
    await makeServer(lab, network, { name: 'without', imageRef: ubuntu?.id });
    expect(lab.fabric.last.servers.map(({ name, withoutYum }) => [name, withoutYum])).toEqual([
      ['with', undefined],
      ['without', true],
    ]);
  });

  const make = (fields: object) =>
    lab.call('POST', '/v2/cloudimages/action', { name: 'mine', description: '', ...fields });

  test.each([
    ['no server', { instance_id: 'none' }, 400, 'instance_id: server none does not exist'],
    ['a space at its end', { instance_id: 'none', name: 'mine ' }, 400, 'name: 1 to 128 letters'],
    ['a file', { image_url: 'bucket:file' }, 400, 'image_url: unknown field'],
    ['nothing', {}, 400, 'instance_id: missing'],
  ])('WHEN one is to be made of %s THEN it is refused with the reason', async (_what, fields, status, words) => {
    const answer = await make(fields);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(words);
  });

  test('WHEN one is made of a server without yum THEN a server of it has none, and it counts until it is deleted', async () => {
    const network = await makeNetwork(lab);
    const [ubuntu] = await list(`name=${encodeURIComponent('Ubuntu 22.04 server 64bit')}`);
    const { server } = await makeServer(lab, network, { imageRef: ubuntu?.id });
    expect(await make({ instance_id: server })).toMatchObject({ status: 200 });
    const [image] = await list('name=mine');
    await makeServer(lab, network, { name: 'copy', imageRef: image?.id });
    expect(lab.fabric.last.servers.map(({ withoutYum }) => withoutYum)).toEqual([true, true]);
    expect(lab.region.counts()).toMatchObject({ images: 1 });
    expect(await lab.call('DELETE', `/v2/images/${image?.id ?? ''}`)).toMatchObject({ status: 204 });
    expect(lab.region.counts()).toMatchObject({ images: 0 });
  });

  test('WHEN a public one is to be changed or deleted THEN it is 409', async () => {
    const change = [{ op: 'replace', path: '/name', value: 'mine' }];
    expect(await lab.call('PATCH', `/v2/cloudimages/${guideImage}`, change)).toMatchObject({ status: 409 });
    expect(await lab.call('DELETE', `/v2/images/${guideImage}`)).toMatchObject({ status: 409 });
  });

  test('WHEN one is made of a data disk THEN a data disk is made of it, and no server boots from it', async () => {
    const network = await makeNetwork(lab);
    const { server } = await makeServer(lab, network, { data_volumes: [{ volumetype: 'SAS', size: 20 }] });
    const disksOf = async (id: string) => {
      const { body } = await lab.call('GET', `/v1/{p}/cloudservers/${id}/block_device`);
      return (body as { volumeAttachments: readonly { id: string }[] }).volumeAttachments.map((disk) => disk.id);
    };
    const [system, data] = await disksOf(server);
    const imageOf = (volume_id: string | undefined) =>
      lab.call('POST', '/v2/cloudimages/action', {
        data_images: [{ name: 'data', description: '', image_tags: null, volume_id }],
      });
    expect(await imageOf(system)).toMatchObject({ status: 400 });
    const { body } = await imageOf(data);
    const { job_id: job } = body as { job_id: string };
    const field = 'entities.sub_jobs_result.0.entities.image_id';
    const image = await lab.make('GET', `/v1/{p}/jobs/${job}`, undefined, field);
    expect(await list(`id=${image}`)).toMatchObject([
      { name: 'data', virtual_env_type: 'DataImage', min_disk: 20, __data_origin: `volume,${data ?? ''}` },
    ]);
    const copyOf = (data_image_id: string, size: number, fields: object = {}) =>
      lab.call(
        'POST',
        '/v1.1/{p}/cloudservers',
        serverBody(network, { data_volumes: [{ volumetype: 'SAS', size, data_image_id }], ...fields }),
      );
    expect(await copyOf(image, 19)).toMatchObject({ status: 400 });
    expect(await copyOf(guideImage, 20)).toMatchObject({ status: 400 });
    expect(await copyOf(image, 20, { imageRef: image })).toMatchObject({ status: 400 });
    const answer = await copyOf(image, 20);
    await lab.region.idle();
    const { serverIds } = answer.body as { serverIds: readonly string[] };
    const [, copy] = await disksOf(serverIds[0] ?? '');
    expect(await lab.call('GET', `/v2/{p}/cloudvolumes/${copy ?? ''}`)).toMatchObject({
      body: { volume: { bootable: 'false', volume_image_metadata: { image_id: image } } },
    });
  });
});
