import { makeNetwork, makeServer } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

interface Made {
  readonly first: string;
  readonly second: string;
  readonly elsewhere: string;
  /** Of one server, which has it. */
  readonly plain: string;
  /** Of several, which the first has. */
  readonly shared: string;
}

const volumes = () => '/v2.1/{p}/cloudvolumes';
const disk = (fields: object) => () => ({
  volume: { availability_zone: 'lab-region-1a', volume_type: 'SAS', size: 10, ...fields },
});
const attachTo = (server: 'first' | 'second' | 'elsewhere') => (made: Made) =>
  `/v1/{p}/cloudservers/${made[server]}/attachvolume`;
const attached = (id: 'plain' | 'shared' | 'none', device?: string) => (made: Made) => ({
  volumeAttachment: { volumeId: id === 'none' ? id : made[id], ...(device !== undefined && { device }) },
});
const none = () => undefined;

const refusals: readonly Refusal<Made>[] = [
  ['a disk of 9 GiB', 'POST', volumes, disk({ size: 9 }), 400, 'volume.size: 10 to 32768 GiB'],
  ['an unknown zone', 'POST', volumes, disk({ availability_zone: 'x' }), 400, 'volume.availability_zone: x is none of'],
  ['an unknown type', 'POST', volumes, disk({ volume_type: 'FLOPPY' }), 400, 'volume.volume_type'],
  ['a GPSSD2 disk without iops', 'POST', volumes, disk({ volume_type: 'GPSSD2' }), 400, 'volume.iops'],
  ['an encrypted disk', 'POST', volumes, disk({ metadata: { __system__encrypted: '1' } }), 400, 'volume.metadata'],
  ['two disks at once', 'POST', volumes, disk({ count: 2 }), 400, 'one disk at a time'],
  ['no such disk', 'POST', attachTo('first'), attached('none'), 400, 'volumeAttachment.volumeId: volume none'],
  ['a disk that another server has', 'POST', attachTo('second'), attached('plain'), 409, 'is attached to the server'],
  ['a shared disk twice', 'POST', attachTo('first'), attached('shared'), 409, 'is attached to the server'],
  ['a disk of another zone', 'POST', attachTo('elsewhere'), attached('shared'), 400, 'is in lab-region-1a, and'],
  ['the place of the system disk', 'POST', attachTo('second'), attached('shared', '/dev/vda'), 400, '/dev/vdb to'],
  [
    'deletion while it is attached',
    'DELETE',
    (made) => `/v2/{p}/cloudvolumes/${made.plain}`,
    none,
    409,
    'is attached to the server',
  ],
  ['deletion of none', 'DELETE', () => '/v2/{p}/cloudvolumes/none', none, 404, 'volume none'],
  [
    'a smaller disk',
    'POST',
    (made) => `/v2.1/{p}/cloudvolumes/${made.plain}/action`,
    () => ({ 'os-extend': { new_size: 10 } }),
    400,
    'os-extend.new_size: 10 is not more than the 10 GiB',
  ],
  [
    'detachment from a server that has it not',
    'DELETE',
    (made) => `/v1/{p}/cloudservers/${made.second}/detachvolume/${made.plain}`,
    none,
    404,
    'disk of server',
  ],
];

describe('GIVEN two servers, a disk of the first and a shared disk that it has', () => {
  let lab: RegionUnderTest;
  let made: Made;
  const attach = async (server: string, volumeId: string) => {
    await lab.make('POST', `/v1/{p}/cloudservers/${server}/attachvolume`, { volumeAttachment: { volumeId } }, 'job_id');
    await lab.region.idle();
  };
  const show = (id: string) => lab.call('GET', `/v2/{p}/cloudvolumes/${id}`);
  const remove = async (server: string, fields: object = {}) => {
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: server }], ...fields });
    await lab.region.idle();
  };

  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    const network = await makeNetwork(lab);
    const { server: first } = await makeServer(lab, network);
    const { server: second } = await makeServer(lab, network);
    const { server: elsewhere } = await makeServer(lab, network, { availability_zone: 'lab-region-1b' });
    const plain = await lab.make('POST', volumes(), disk({})(), 'volume_ids.0');
    const shared = await lab.make('POST', volumes(), disk({ multiattach: true })(), 'volume_ids.0');
    made = { first, second, elsewhere, plain, shared };
    await attach(first, plain);
    await attach(first, shared);
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );

  test('WHEN the second gets the shared one as well THEN each shows it, at a place of its own', async () => {
    await attach(made.second, made.shared);
    expect(await show(made.shared)).toMatchObject({
      body: {
        volume: {
          ...{ status: 'in-use', multiattach: true, shareable: 'true' },
          attachments: [
            { server_id: made.first, device: '/dev/vdc' },
            { server_id: made.second, device: '/dev/vdb' },
          ],
        },
      },
    });
    const path = `/v1/{p}/cloudservers/${made.second}/block_device/${made.shared}`;
    expect(await lab.call('GET', path)).toMatchObject({ body: { volumeAttachment: { device: '/dev/vdb' } } });
    expect(await lab.call('GET', `/v2/{p}/cloudvolumes/detail?server_id=${made.second}`)).toMatchObject({
      body: { count: 2 },
    });
  });

  test('WHEN one of its servers goes with all of its disks THEN the other keeps it, and the last takes it along', async () => {
    await attach(made.second, made.shared);
    await remove(made.first, { delete_volume: true });
    expect(await show(made.plain)).toMatchObject({ status: 404 });
    expect(await show(made.shared)).toMatchObject({
      body: { volume: { status: 'in-use', attachments: [{ server_id: made.second }] } },
    });
    await remove(made.second, { delete_volume: true });
    expect(await show(made.shared)).toMatchObject({ status: 404 });
  });

  test('WHEN its servers go without their disks THEN it stays, of nobody', async () => {
    await remove(made.first);
    expect(await show(made.shared)).toMatchObject({ body: { volume: { status: 'available', attachments: [] } } });
  });

  test.each([
    ['several ids', (m: Made) => `ids=[%22${m.shared}%22]`, 1],
    ['what is shared', () => 'multiattach=true', 1],
    ['a tag', () => 'tags=%7B%22foo%22:%22bar%22%7D', 0],
    ['a bus', () => 'metadata=%7B%22hw:passthrough%22:%20%22true%22%7D', 0],
    ['the newest first', () => 'sort_key=created_at&sort_dir=desc', 5],
  ])('WHEN disks are listed by %s THEN it is those', async (_what, query, count) => {
    expect(await lab.call('GET', `/v2/{p}/cloudvolumes/detail?${query(made)}`)).toMatchObject({
      status: 200,
      body: { count },
    });
  });
});
