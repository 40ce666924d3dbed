import { createPublicKey } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRegion } from '../../../../lab/region/start-region';
import { RecordingFabric, RegionUnderTest } from '../region-under-test';

const vpcBody = { vpc: { name: 'VPC-A', cidr: '192.168.0.0/16' } };

describe('GIVEN a region', () => {
  let lab: RegionUnderTest;
  beforeAll(async () => {
    lab = await RegionUnderTest.start({ defaultNetwork: false });
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  test.each(['', '/vpc', '/ecs', '/eip', '/kms'])(
    'WHEN a path has the prefix "%s" THEN it is the same call',
    async (prefix) => {
      expect(await lab.call('GET', `${prefix}/v1/{p}/vpcs`)).toEqual({ status: 200, body: { vpcs: [] } });
    },
  );

  test.each([
    ['GET', '/v1/{p}/route-tables', '/v1/{p}/route-tables'],
    ['PATCH', '/v1/{p}/vpcs', '/v1/{p}/vpcs'],
    ['POST', '/ecs/v1/{p}/cloudservers/abc/reinstallos', '/v1/{p}/cloudservers/abc/reinstallos'],
    ['POST', '/v3/{p}/elb/loadbalancers', '/v3/{p}/elb/loadbalancers'],
    ['GET', '/obs/v1/x', '/obs/v1/x'],
  ])(
    'WHEN %s %s is called, which is not emulated, THEN it is 501 and names itself in every form',
    async (method, path, named) => {
      const sentence = `${method} ${named.replace('{p}', lab.region.settings.projectId)} is not emulated by the lab`;
      expect(await lab.call(method, path, method === 'GET' ? undefined : {})).toMatchObject({
        status: 501,
        body: { message: sentence, error_msg: sentence, code: 'Lab.501', error_code: 'Lab.501' },
      });
    },
  );

  test('WHEN HEAD is called THEN it is not emulated, even where GET is', async () => {
    expect(await lab.call('HEAD', '/v1/{p}/vpcs')).toEqual({ status: 501, body: undefined });
  });

  test.each([
    ['plain', '/v1/{p}/vpcs/none', ['code', 'message']],
    ['v3', '/v3/{p}/vpc/vpcs/none', ['error_code', 'error_msg', 'request_id']],
    ['neutron', '/v2.0/security-groups/none', ['NeutronError']],
    ['wrapped', '/v1/{p}/cloudservers/none', ['error']],
  ])('WHEN a service with %s errors misses something THEN the body has that form', async (_form, path, keys) => {
    const { status, body } = await lab.call('GET', path);
    expect([status, Object.keys(body as object).sort()]).toEqual([404, keys]);
  });

  test('WHEN another project is asked for THEN it is 403', async () => {
    expect(await lab.call('GET', '/v1/ffffffffffffffffffffffffffffffff/vpcs')).toMatchObject({ status: 403 });
  });

  test('WHEN a body is missing, broken or not JSON THEN it is refused', async () => {
    const url = `${lab.region.url}/v1/${lab.region.settings.projectId}/vpcs`;
    const post = async (body: string | undefined, type: string) =>
      (await fetch(url, { method: 'POST', headers: { 'content-type': type }, ...(body !== undefined && { body }) }))
        .status;
    expect(await post(undefined, 'application/json')).toBe(400);
    expect(await post('{"vpc":', 'application/json')).toBe(400);
    expect(await post('{"__proto__":{}}', 'application/json')).toBe(400);
    expect(await post('vpc', 'text/csv')).toBe(415);
    expect(lab.region.counts()).toMatchObject({ vpcs: 0 });
  });

  test('WHEN a request without body is labelled JSON, as the SDKs do, THEN it is taken', async () => {
    const id = await lab.make('POST', '/v1/{p}/vpcs', vpcBody, 'vpc.id');
    const response = await fetch(`${lab.region.url}/v1/${lab.region.settings.projectId}/vpcs/${id}`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  test('WHEN an answer of v3 comes THEN its request id is in body and header', async () => {
    const response = await fetch(`${lab.region.url}/v3/${lab.region.settings.projectId}/vpc/vpcs`);
    expect(await response.json()).toMatchObject({ request_id: response.headers.get('x-request-id') });
  });

  test('WHEN images are paged by the last id THEN all come once and then an empty page', async () => {
    const names: string[] = [];
    const sizes: number[] = [];
    let marker = '';
    for (let page = 0; page < 10; page += 1) {
      const { body } = await lab.call('GET', `/v2/cloudimages?sort_key=name&sort_dir=asc${marker}`);
      const { images } = body as { images: { id: string; name: string }[] };
      if (images.length === 0) break;
      sizes.push(images.length);
      names.push(...images.map((image) => image.name));
      marker = `&marker=${images.at(-1)?.id ?? ''}`;
    }
    expect(sizes).toEqual([25, names.length - 25]);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('WHEN a key pair is made THEN the private half is given once, and belongs to the public one', async () => {
    const { body } = await lab.call('POST', '/v3/{p}/keypairs', { keypair: { name: 'made' } });
    const { keypair } = body as { keypair: { public_key: string; private_key: string } };
    const { n = '' } = createPublicKey(keypair.private_key).export({ format: 'jwk' });
    const fields = sshFields(Buffer.from(keypair.public_key.split(' ')[1] ?? '', 'base64'));
    expect(fields.map((field) => field.toString('hex'))).toEqual([
      Buffer.from('ssh-rsa').toString('hex'),
      '010001',
      // The first bit of a modulus is set, so a zero must go before it, or it would be a negative number (RFC 4251).
      `00${Buffer.from(n, 'base64url').toString('hex')}`,
    ]);
    expect(JSON.stringify((await lab.call('GET', '/v3/{p}/keypairs/made')).body)).not.toContain('PRIVATE');
  });
});

describe('GIVEN injected faults', () => {
  let lab: RegionUnderTest;
  beforeEach(async () => {
    lab = await RegionUnderTest.start();
  });
  afterEach(() => lab.close());

  const statuses = async (count: number, path = '/v1/{p}/vpcs') => {
    const seen = [];
    for (let index = 0; index < count; index += 1) seen.push((await lab.call('GET', path)).status);
    return seen;
  };

  test('WHEN the second and third call of a documented path fail THEN only those do', async () => {
    lab.region.injectFault({ method: 'GET', path: '/v1/{project_id}/vpcs', call: 2, times: 2, status: 503 });
    expect(await statuses(1, '/v1/{p}/subnets')).toEqual([200]);
    expect(await statuses(4)).toEqual([200, 503, 503, 200]);
  });

  test('WHEN a pattern matches the path THEN it fails, and names itself', async () => {
    lab.region.injectFault({ path: /\/vpcs$/, status: 429 });
    const answer = await lab.call('GET', '/v1/{p}/vpcs');
    expect(answer).toMatchObject({
      status: 429,
      body: { message: expect.stringContaining('injected fault') as string },
    });
  });

  test('WHEN a fault is taken back THEN it hits nothing more', async () => {
    const remove = lab.region.injectFault({ status: 500, times: Infinity });
    expect(await statuses(2)).toEqual([500, 500]);
    remove();
    expect(await statuses(1)).toEqual([200]);
  });

  test('WHEN a change fails by a fault THEN nothing has changed', async () => {
    lab.region.injectFault({ method: 'POST', status: 500 });
    expect(await lab.call('POST', '/v1/{p}/vpcs', vpcBody)).toMatchObject({ status: 500 });
    expect(lab.region.isEmpty()).toBe(true);
  });

  test('WHEN a fault is given at the start THEN it is in force', async () => {
    const other = await RegionUnderTest.start({ faults: [{ status: 502 }] });
    expect(await other.call('GET', '/v1/{p}/vpcs')).toMatchObject({ status: 502 });
    await other.close();
  });
});

describe('GIVEN a unix socket', () => {
  test('WHEN a region listens there THEN it answers, and the socket is gone when it is closed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'region-'));
    const socketPath = join(folder, 'api.sock');
    try {
      const region = await startRegion({ fabric: new RecordingFabric(), listen: { socketPath } });
      expect(region.url).toBe(`unix:${socketPath}`);
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const call = request({ socketPath, path: '/v3/auth/domains' }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        call.on('error', reject).end();
      });
      await region.close();
      await region.close();
      expect([status, existsSync(socketPath)]).toEqual([200, false]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('WHEN the port is taken THEN starting is refused', async () => {
    const lab = await RegionUnderTest.start();
    const port = Number(new URL(lab.region.url).port);
    await expect(startRegion({ fabric: new RecordingFabric(), listen: { port } })).rejects.toThrow('EADDRINUSE');
    await lab.close();
  });

  test('WHEN a client keeps its connection open THEN closing does not wait for it', async () => {
    const lab = await RegionUnderTest.start();
    const client = await new Promise<Socket>((resolve) => {
      const socket = connect(Number(new URL(lab.region.url).port), '127.0.0.1', () => {
        resolve(socket);
      });
    });
    const ended = new Promise((resolve) => client.on('close', resolve).on('error', resolve));
    await lab.close();
    await ended;
  });
});

/** The fields of an SSH key's blob: each a length in 4 bytes and as many bytes. */
function sshFields(blob: Buffer): Buffer[] {
  if (blob.length === 0) return [];
  const end = 4 + blob.readUInt32BE();
  return [blob.subarray(4, end), ...sshFields(blob.subarray(end))];
}
