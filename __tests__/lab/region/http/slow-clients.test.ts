import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { startRegion, type RunningRegion } from '../../../../lab/region/start-region';
import { RecordingFabric } from '../region-under-test';

jest.setTimeout(30_000);

const LIMITS = { request: 300, silence: 3_000, interval: 50 };

/** Longer than a client may take. */
const ANSWER_TAKES = 600;

describe('GIVEN a client of the region that is slow', () => {
  let region: RunningRegion;
  /** All wait at once for their end. */
  let clients: Readonly<Record<'headers' | 'body' | 'silent' | 'patient', SlowClient>>;
  beforeAll(async () => {
    const options = { fabric: new RecordingFabric(), listen: { port: 0 }, defaultNetwork: false };
    region = await startRegion({ ...options, clients: LIMITS });
    region.injectFault({ method: 'GET', path: '/v1/{project_id}/vpcs', latencyMs: ANSWER_TAKES });
    const path = `/v1/${region.settings.projectId}/vpcs`;
    const json = 'content-type: application/json\r\ncontent-length: 100000';
    const client = async (says: string, dripping?: string): Promise<SlowClient> => {
      const socket = connect(Number(new URL(region.url).port), '127.0.0.1');
      await once(socket, 'connect');
      return new SlowClient(socket, says, dripping);
    };
    clients = {
      headers: await client(`GET ${path} HTTP/1.1\r\nhost: lab\r\n`, 'x: y\r\n'),
      body: await client(`POST ${path} HTTP/1.1\r\nhost: lab\r\n${json}\r\n\r\n{`, ' '),
      silent: await client(''),
      patient: await client(`GET ${path} HTTP/1.1\r\nhost: lab\r\nconnection: close\r\n\r\n`),
    };
  });
  afterAll(async () => {
    for (const client of Object.values(clients)) client.end();
    await region.close();
  });

  test('WHEN its headers never end THEN it is cut off', async () => {
    expect(await clients.headers.told).toContain('408 Request Timeout');
  });

  test('WHEN its body never ends THEN it is cut off', async () => {
    expect(await clients.body.told).toContain('408');
  });

  test('WHEN it says nothing at all THEN it is cut off', async () => {
    await clients.silent.told;
  });

  test('WHEN it is the answer that takes long THEN it gets it', async () => {
    expect(await clients.patient.told).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\{"vpcs":\[\]\}$/);
  });
});

class SlowClient {
  /** What it was told when it has been cut off; the test's own limit is for one that never is. */
  readonly told: Promise<string>;
  private readonly drip: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    says: string,
    dripping?: string,
  ) {
    let told = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      // What is sent to a closed connection may cost what came from it before.
      clearInterval(this.drip);
    });
    this.told = new Promise((resolve) =>
      socket.on('close', () => {
        resolve(told);
      }),
    );
    if (says !== '') socket.write(says);
    if (dripping !== undefined) this.drip = setInterval(() => socket.write(dripping), 20);
  }

  end(): void {
    clearInterval(this.drip);
    this.socket.destroy();
  }
}
