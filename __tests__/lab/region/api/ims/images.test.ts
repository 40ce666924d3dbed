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
});
