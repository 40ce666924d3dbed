import { type GuideLab, guideImage, makeGuideLab, makeNetwork, makeServer, serverBody } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

const servers = () => '/v1.1/{p}/cloudservers';
const server = (fields: object) => (made: GuideLab) => serverBody(made, fields);
const nic = (fields: object) => (made: GuideLab) => serverBody(made, { nics: [{ subnet_id: made.subnet, ...fields }] });
const action = () => '/v1/{p}/cloudservers/action';

const refusals: Refusal<GuideLab>[] = [
  [
    'an unknown image',
    'POST',
    servers,
    server({ imageRef: 'none' }),
    400,
    'server.imageRef: image none does not exist',
  ],
  [
    'an unknown flavor',
    'POST',
    servers,
    server({ flavorRef: 'c7t.huge.2' }),
    400,
    'server.flavorRef: flavor c7t.huge.2',
  ],
  ['an unknown VPC', 'POST', servers, server({ vpcid: 'none' }), 400, 'server.vpcid: vpc none'],
  ['an unknown key pair', 'POST', servers, server({ key_name: 'none' }), 400, 'server.key_name: key pair none'],
  [
    'an unknown group',
    'POST',
    servers,
    server({ security_groups: [{ id: 'none' }] }),
    400,
    'server.security_groups: security group none',
  ],
  [
    'an unknown zone',
    'POST',
    servers,
    server({ availability_zone: 'lab-region-1c' }),
    400,
    'server.availability_zone: lab-region-1c',
  ],
  ['no network interface', 'POST', servers, server({ nics: [] }), 400, 'server.nics: at least one'],
  ['an unknown subnet', 'POST', servers, server({ nics: [{ subnet_id: 'none' }] }), 400, 'server.nics.0.subnet_id'],
  ['an address in use', 'POST', servers, nic({ ip_address: '192.168.0.230' }), 409, '192.168.0.230 is in use'],
  [
    "the gateway's address",
    'POST',
    servers,
    nic({ ip_address: '192.168.0.1' }),
    400,
    'server.nics.0.ip_address: 192.168.0.1',
  ],
  ['the DHCP address', 'POST', servers, nic({ ip_address: '192.168.0.254' }), 400, 'system address'],
  ['an address elsewhere', 'POST', servers, nic({ ip_address: '192.168.1.5' }), 400, 'not within 192.168.0.0/24'],
  ['no address at all', 'POST', servers, nic({ ip_address: '192.168.0' }), 400, 'server.nics.0.ip_address'],
  ['IPv6 where there is none', 'POST', servers, nic({ ipv6_enable: true }), 400, 'has no IPv6'],
  [
    'user data that is not base64',
    'POST',
    servers,
    server({ user_data: '#!/bin/sh' }),
    400,
    'server.user_data: not base64',
  ],
  [
    'user data above 32 KiB',
    'POST',
    servers,
    server({ user_data: Buffer.alloc(32 * 1024 + 1).toString('base64') }),
    400,
    'at most 32 KiB',
  ],
  ['a disk of 39 GiB', 'POST', servers, server({ root_volume: { volumetype: 'GPSSD', size: 39 } }), 400, '40 to 1024'],
  ...(
    [
      ['a GPSSD2 disk without iops', { volumetype: 'GPSSD2', throughput: 125 }, 'iops: a disk of type GPSSD2 needs it'],
      [
        'a GPSSD2 disk without throughput',
        { volumetype: 'GPSSD2', iops: 3000 },
        'throughput: a disk of type GPSSD2 needs it',
      ],
      ['iops of a GPSSD disk', { volumetype: 'GPSSD', iops: 3000 }, 'iops: a disk of type GPSSD takes none'],
      ['throughput of ESSD2', { volumetype: 'ESSD2', iops: 100, throughput: 125 }, 'type ESSD2 takes none'],
      ['iops below the range', { volumetype: 'ESSD2', iops: 99 }, 'iops: 100 to 256000 for type ESSD2'],
      ['more iops than the size allows', { volumetype: 'ESSD2', iops: 40_001 }, 'at most 40000 for this disk'],
      [
        'more throughput than the iops allow',
        { volumetype: 'GPSSD2', iops: 3000, throughput: 751 },
        'throughput: at most 750 for this disk',
      ],
    ] as const
  ).map(([what, root_volume, message]) => [what, 'POST', servers, server({ root_volume }), 400, message] as const),
  [
    'an unknown disk type',
    'POST',
    servers,
    server({ root_volume: { volumetype: 'FLOPPY' } }),
    400,
    'server.root_volume.volumetype',
  ],
  [
    'a data disk of 9 GiB',
    'POST',
    servers,
    server({ data_volumes: [{ volumetype: 'SAS', size: 9 }] }),
    400,
    'server.data_volumes.0.size: 10 to 32768 GiB',
  ],
  [
    'an encrypted data disk',
    'POST',
    servers,
    server({ data_volumes: [{ volumetype: 'SAS', size: 10, metadata: { __system__encrypted: '1' } }] }),
    400,
    'server.data_volumes.0.metadata: unknown field, or one that the lab does not emulate',
  ],
  [
    'an end without a date',
    'POST',
    servers,
    server({ auto_terminate_time: 'tomorrow' }),
    400,
    'server.auto_terminate_time: a time in UTC',
  ],
  ['yearly billing', 'POST', servers, server({ extendparam: { chargingMode: 1 } }), 400, 'only 0 (pay-per-use)'],
  ['a name with a space', 'POST', servers, server({ name: 'a b' }), 400, 'server.name'],
  [
    'user data that is not text',
    'POST',
    servers,
    server({ user_data: Buffer.from([0x1f, 0x8b, 0x08]).toString('base64') }),
    400,
    'server.user_data: only UTF-8 text is emulated',
  ],
  [
    'a group twice',
    'POST',
    servers,
    (made) => serverBody(made, { security_groups: [{ id: made.group }, { id: made.group }] }),
    400,
    'server.security_groups: a group is listed twice',
  ],
  [
    'another host name',
    'PUT',
    (made) => `/v1/{p}/cloudservers/${made.servers.test}`,
    () => ({ server: { hostname: 'other-.name' } }),
    400,
    'server.hostname: 1 to 64 letters',
  ],
  [
    'deleting a server twice',
    'POST',
    () => '/v1/{p}/cloudservers/delete',
    (made) => ({ servers: [{ id: made.servers.test }, { id: made.servers.test }] }),
    400,
    'servers: a server is listed twice',
  ],
  [
    'stopping a server twice',
    'POST',
    action,
    (made) => ({ 'os-stop': { servers: [{ id: made.servers.test }, { id: made.servers.test }] } }),
    400,
    'os-stop.servers: a server is listed twice',
  ],
  [
    'deleting an unknown server',
    'POST',
    () => '/v1/{p}/cloudservers/delete',
    () => ({ servers: [{ id: 'none' }] }),
    404,
    'server none',
  ],
  [
    'two actions at once',
    'POST',
    action,
    () => ({ 'os-start': { servers: [{ id: 'a' }] }, reboot: { servers: [{ id: 'a' }] } }),
    400,
    'exactly one of',
  ],
  [
    'stopping an unknown server',
    'POST',
    action,
    () => ({ 'os-stop': { servers: [{ id: 'none' }] } }),
    404,
    'server none',
  ],
  [
    'a key that is none',
    'POST',
    () => '/v3/{p}/keypairs',
    () => ({ keypair: { name: 'x', public_key: 'ssh-rsa AAAA' } }),
    400,
    'KPS.0002',
  ],
  [
    'a key pair twice',
    'POST',
    () => '/v3/{p}/keypairs',
    () => ({ keypair: { name: 'lab', public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA' } }),
    409,
    'exists already',
  ],
  [
    "another server's disk",
    'GET',
    (made) => `/v1/{p}/cloudservers/${made.servers.test}/block_device/none`,
    () => undefined,
    404,
    'Lab.404',
  ],
];

describe('GIVEN the servers of the guide', () => {
  let lab: RegionUnderTest;
  let made: GuideLab;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    made = await makeGuideLab(lab);
  });
  afterAll(() => lab.close());

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );

  test('WHEN the data plane is looked at THEN each has its key, its user data, its address and its group', () => {
    const { servers: guests, interfaces } = lab.region.topology();
    expect(
      guests.map(({ name, power, userData, authorizedKey }) => [name, power, userData, authorizedKey?.slice(-4)]),
    ).toEqual(['ECS-source', 'ECS-target', 'ECS-test'].map((name) => [name, 'on', '#!/bin/sh\necho up\n', ' lab']));
    expect(interfaces).toEqual(
      [
        ['source', '192.168.0.230'],
        ['target', '192.168.0.164'],
        ['test', '192.168.0.161'],
      ].map(([name, ipv4]) => ({
        id: made.ports[name as 'source'],
        serverId: made.servers[name as 'source'],
        subnetId: made.subnet,
        mac: expect.stringMatching(/^fa:16:3e(:[0-9a-f]{2}){3}$/) as string,
        ipv4,
        securityGroupIds: [made.group],
      })),
    );
  });
});

describe('GIVEN a network', () => {
  let lab: RegionUnderTest;
  let network: { vpc: string; subnet: string; group: string };
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    network = await makeNetwork(lab);
    lab.keep();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    return lab.again();
  });
  afterAll(() => lab.close());

  const create = async (fields: object = {}) => {
    const { body } = await lab.call('POST', '/v1.1/{p}/cloudservers', serverBody(network, fields));
    const { job_id: job, serverIds } = body as { job_id: string; serverIds: string[] };
    return { job, server: serverIds[0] ?? '' };
  };
  const jobOf = async (id: string) => (await lab.call('GET', `/v1/{p}/jobs/${id}`)).body;
  const remove = (id: string, fields: object = {}) =>
    lab.make('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id }], ...fields }, 'job_id');
  const statusOf = (id: string) => lab.make('GET', `/v1/{p}/cloudservers/${id}`, undefined, 'server.status');

  test('WHEN a server is still booting THEN its job runs and it is in BUILD; WHEN it has booted THEN SUCCESS and ACTIVE', async () => {
    let boot: () => void = () => undefined;
    jest.spyOn(lab.fabric, 'apply').mockImplementation(() => new Promise((resolve) => (boot = resolve)));
    const { job, server: id } = await create();
    await new Promise(setImmediate);
    expect(await jobOf(job)).toMatchObject({ status: 'RUNNING' });
    expect(await statusOf(id)).toBe('BUILD');
    boot();
    await lab.region.idle();
    expect(await jobOf(job)).toMatchObject({
      status: 'SUCCESS',
      entities: { sub_jobs: [{ entities: { server_id: id } }] },
    });
    expect(await statusOf(id)).toBe('ACTIVE');
  });

  test('WHEN a server is deleted while it waits to be booted THEN nothing of it is left', async () => {
    let follow: () => void = () => undefined;
    const apply = jest
      .spyOn(lab.fabric, 'apply')
      .mockImplementation(() => new Promise((resolve) => (follow = resolve)));
    await create({ name: 'first' });
    await new Promise(setImmediate);
    const waiting = create({ name: 'second' });
    const listed = lab.call('GET', '/v1/{p}/cloudservers/detail');
    expect((await listed).body).toMatchObject({ servers: [{ name: 'first', status: 'BUILD' }] });
    apply.mockRestore();
    follow();
    const { server: id } = await waiting;
    await remove(id);
    await lab.region.idle();
    expect(lab.fabric.last.servers).toMatchObject([{ name: 'first' }]);
    expect(lab.region.counts()).toMatchObject({ servers: 1, ports: 1, volumes: 1 });
  });

  test('WHEN a server cannot be booted THEN its job fails with the reason, and nothing of it is left', async () => {
    lab.fabric.refuse = (topology) => (topology.servers.length > 0 ? 'ECS-source: sshd did not answer' : undefined);
    const { job, server: id } = await create();
    await lab.region.idle();
    expect(await jobOf(job)).toMatchObject({ status: 'FAIL', fail_reason: 'ECS-source: sshd did not answer' });
    expect(await lab.call('GET', `/v1/{p}/cloudservers/${id}`)).toMatchObject({ status: 404 });
    expect(lab.region.counts()).toMatchObject({ servers: 0, ports: 0, volumes: 0 });
  });

  test('WHEN no address is asked for THEN the lowest free one is given', async () => {
    await makeServer(lab, network);
    await makeServer(lab, network, { name: 'second' });
    expect(lab.region.topology().interfaces.map((one) => one.ipv4)).toEqual(['192.168.0.2', '192.168.0.3']);
  });

  test('WHEN no group is named THEN the default group is used', async () => {
    const { port } = await makeServer(lab, network, { security_groups: [] });
    const id = await lab.make('GET', '/v1/{p}/security-groups?name=default', undefined, 'security_groups.0.id');
    expect((await lab.call('GET', `/v1/{p}/ports/${port}`)).body).toMatchObject({ port: { security_groups: [id] } });
  });

  test('WHEN the subnet has IPv6 and the interface wants it THEN it has an address of each family', async () => {
    await lab.call('PUT', `/v1/{p}/vpcs/${network.vpc}/subnets/${network.subnet}`, {
      subnet: { name: 'x', ipv6_enable: true },
    });
    await makeServer(lab, network, {
      nics: [{ subnet_id: network.subnet, ip_address: '192.168.0.230', ipv6_enable: true }],
    });
    expect(lab.region.topology().interfaces).toMatchObject([
      { ipv4: '192.168.0.230', ipv6: '2001:db8:0:1:192:168:0:230' },
    ]);
  });

  test('WHEN a server is stopped, started and rebooted THEN the data plane sees each step', async () => {
    const { server: id } = await makeServer(lab, network);
    const seen = lab.fabric.applied.length;
    for (const name of ['os-stop', 'os-start', 'reboot']) {
      const job = await lab.make('POST', '/v1/{p}/cloudservers/action', { [name]: { servers: [{ id }] } }, 'job_id');
      await lab.region.idle();
      expect(await jobOf(job)).toMatchObject({ status: 'SUCCESS' });
    }
    const powers = lab.fabric.applied.slice(seen).map((topology) => topology.servers[0]?.power);
    expect(powers).toEqual(['off', 'on', 'off', 'on']);
  });

  test('WHEN a server is stopped THEN it shows SHUTOFF', async () => {
    const { server: id } = await makeServer(lab, network);
    await lab.call('POST', '/v1/{p}/cloudservers/action', { 'os-stop': { servers: [{ id }], type: 'HARD' } });
    await lab.region.idle();
    expect(await statusOf(id)).toBe('SHUTOFF');
  });

  test('WHEN a rename carries a hash as user data THEN the user data stays', async () => {
    const userData = Buffer.from('echo one').toString('base64');
    const { server: id } = await makeServer(lab, network, { user_data: userData });
    await lab.call('PUT', `/v1/{p}/cloudservers/${id}`, { server: { name: 'renamed', user_data: 'd85291546596b0c4' } });
    expect(lab.region.topology().servers).toMatchObject([{ userData: 'echo one' }]);
    expect((await lab.call('GET', `/v1/{p}/cloudservers/${id}`)).body).toMatchObject({
      server: { name: 'renamed', 'OS-EXT-SRV-ATTR:user_data': userData },
    });
  });

  test.each([
    ['ECS-test', 'ecs-test'],
    ['ECS_New', 'ecs-new'],
    ['源.Source', 'source'],
    ['a-.-b', 'a.b'],
    ['__', 'ecs'],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
  ])('WHEN a server is born as %s THEN its host name is %s', async (name, hostname) => {
    const { server: id } = await makeServer(lab, network, { name });
    const shown = await lab.make('GET', `/v1/{p}/cloudservers/${id}`, undefined, 'server.OS-EXT-SRV-ATTR:hostname');
    expect(shown).toBe(hostname);
    // Its guest makes the host name of this by lower case.
    expect(lab.region.topology().servers[0]?.name.toLowerCase()).toBe(hostname);
  });

  test('WHEN a server is renamed THEN its host name stays, and so does the name that its guest gets it from', async () => {
    const { server: id } = await makeServer(lab, network, { name: 'ECS_New' });
    expect(await lab.call('PUT', `/v1/{p}/cloudservers/${id}`, { server: { name: 'renamed' } })).toMatchObject({
      status: 200,
      body: { server: { name: 'renamed', 'OS-EXT-SRV-ATTR:hostname': 'ecs-new' } },
    });
    expect(lab.region.topology().servers).toMatchObject([{ name: 'ecs-new' }]);
  });

  test('WHEN a server is deleted THEN its disk and its port go with it, before the job ends', async () => {
    const { server: id, port } = await makeServer(lab, network);
    const job = await remove(id);
    await lab.region.idle();
    expect(await jobOf(job)).toMatchObject({ status: 'SUCCESS' });
    expect(await lab.call('GET', `/v1/{p}/cloudservers/${id}`)).toMatchObject({ status: 404 });
    expect(await lab.call('GET', `/v1/{p}/ports/${port}`)).toMatchObject({ status: 404 });
    expect(lab.fabric.last.servers).toEqual([]);
    expect(lab.region.counts()).toMatchObject({ servers: 0, ports: 0, volumes: 0 });
  });

  test.each([
    ['follows', undefined, 'SUCCESS', 404],
    ['cannot follow', 'device busy', 'FAIL', 200],
  ])(
    'WHEN a server is being deleted THEN it is shown as it was until its job has ended, and the data plane %s',
    async (_how, reason, status, shown) => {
      const { server: id, port } = await makeServer(lab, network);
      const { fabric } = lab;
      const apply = fabric.apply.bind(fabric);
      let go: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (go = resolve));
      jest.spyOn(fabric, 'apply').mockImplementation(async (topology) => {
        await held;
        return apply(topology);
      });
      fabric.refuse = (topology) => (topology.servers.length === 0 ? reason : undefined);
      const job = await remove(id);
      await new Promise(setImmediate);
      expect(await jobOf(job)).toMatchObject({ status: 'RUNNING' });
      expect(await statusOf(id)).toBe('ACTIVE');
      expect(await lab.call('GET', `/v1/{p}/ports/${port}`)).toMatchObject({ status: 200 });
      expect((await lab.call('GET', '/v1/{p}/cloudservers/detail')).body).toMatchObject({ count: 1 });
      go();
      await lab.region.idle();
      expect(await jobOf(job)).toMatchObject({ status });
      expect(await lab.call('GET', `/v1/{p}/cloudservers/${id}`)).toMatchObject({ status: shown });
      expect(await lab.call('GET', `/v1/{p}/ports/${port}`)).toMatchObject({ status: shown });
    },
  );

  test.each([
    ['one tag', 'mirror=yes', ['both', 'one']],
    ['several tags', 'mirror=yes,team=web', ['both']],
    ['a part of a value', 'mirror=ye', []],
  ])('WHEN servers are listed by %s THEN it is those that have all of them', async (_, tags, names) => {
    const mirror = { key: 'mirror', value: 'yes' };
    await makeServer(lab, network, { name: 'both', server_tags: [mirror, { key: 'team', value: 'web' }] });
    await makeServer(lab, network, { name: 'one', server_tags: [mirror] });
    await makeServer(lab, network, { name: 'none' });
    const { body } = await lab.call('GET', `/v1/{p}/cloudservers/detail?tags=${encodeURIComponent(tags)}`);
    expect((body as { servers: { name: string }[] }).servers.map(({ name }) => name).sort()).toEqual(names);
  });

  test('WHEN a server cannot be removed from the data plane THEN its job fails and it is still there', async () => {
    const { server: id } = await makeServer(lab, network);
    lab.fabric.refuse = (topology) => (topology.servers.length === 0 ? 'device busy' : undefined);
    const job = await remove(id);
    await lab.region.idle();
    expect(await jobOf(job)).toMatchObject({ status: 'FAIL', fail_reason: 'device busy' });
    expect(await statusOf(id)).toBe('ACTIVE');
  });

  test('WHEN a key pair is deleted THEN its servers keep the key', async () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 lab';
    await lab.call('POST', '/v3/{p}/keypairs', { keypair: { name: 'lab', public_key: key } });
    await makeServer(lab, network, { key_name: 'lab', imageRef: guideImage });
    await lab.call('DELETE', '/v3/{p}/keypairs/lab');
    expect(lab.region.topology().servers).toMatchObject([{ authorizedKey: key }]);
  });

  test('WHEN metadata is set and removed THEN the server shows it, and its VPC all the while', async () => {
    const { server: id } = await makeServer(lab, network, { metadata: { agency_name: 'a' } });
    await lab.call('POST', `/v1/{p}/cloudservers/${id}/metadata`, { metadata: { owner: 'me' } });
    await lab.call('DELETE', `/v1/{p}/cloudservers/${id}/metadata/agency_name`);
    const { body } = await lab.call('GET', `/v1/{p}/cloudservers/${id}`);
    expect(body).toMatchObject({ server: { metadata: { owner: 'me', vpc_id: network.vpc } } });
    expect(JSON.stringify(body)).not.toContain('agency_name');
  });
});
