import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { startRegion, type RunningRegion } from '../../../../lab/region/start-region';
import { RecordingFabric } from '../region-under-test';

jest.setTimeout(30_000);

const LIMITS = { request: 300, silence: 3_000, interval: 50 };

describe('GIVEN a client of the region that is slow', () => {
  let region: RunningRegion;
  let client: Socket;
  let drip: NodeJS.Timeout | undefined;
  beforeEach(async () => {
    const options = { fabric: new RecordingFabric(), listen: { port: 0 }, defaultNetwork: false };
    region = await startRegion({ ...options, clients: LIMITS });
    client = connect(Number(new URL(region.url).port), '127.0.0.1');
    client.on('error', () => undefined);
    await once(client, 'connect');
  });
  afterEach(async () => {
    clearInterval(drip);
    client.destroy();
    await region.close();
  });

  /** Resolves with what it was told when it has been cut off; the test's own limit is for one that never is. */
  function cutOff(): Promise<string> {
    let told = '';
    client.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      // What is sent to a closed connection may cost what came from it before.
      clearInterval(drip);
    });
    return new Promise((resolve) =>
      client.on('close', () => {
        resolve(told);
      }),
    );
  }

  const path = (): string => `/v1/${region.settings.projectId}/vpcs`;

  test('WHEN its headers never end THEN it is cut off', async () => {
    client.write(`GET ${path()} HTTP/1.1\r\nhost: lab\r\n`);
    drip = setInterval(() => client.write('x: y\r\n'), 20);
    expect(await cutOff()).toContain('408 Request Timeout');
  });

  test('WHEN its body never ends THEN it is cut off', async () => {
    client.write(
      `POST ${path()} HTTP/1.1\r\nhost: lab\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{`,
    );
    drip = setInterval(() => client.write(' '), 20);
    expect(await cutOff()).toContain('408');
  });

  test('WHEN it says nothing at all THEN it is cut off', async () => {
    await cutOff();
  });

  test('WHEN it is the answer that takes long THEN it gets it', async () => {
    region.injectFault({ method: 'GET', path: '/v1/{project_id}/vpcs', latencyMs: 1_000 });
    client.write(`GET ${path()} HTTP/1.1\r\nhost: lab\r\nconnection: close\r\n\r\n`);
    expect(await cutOff()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\{"vpcs":\[\]\}$/);
  });
});
