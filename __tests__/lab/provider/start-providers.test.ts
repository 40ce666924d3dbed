import { createServer, type ServerResponse } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeValue, type DynamicValue, encodeValue } from '../../../lab/provider/codec/dynamic-value';
import { type Value, type Values } from '../../../lab/provider/codec/value';
import { emptyState } from '../../../lab/provider/engine/state';
import { loadSchema } from '../../../lab/provider/schema/load-schema';
import { typeOf } from '../../../lab/provider/schema/schema';
import { startProviders } from '../../../lab/provider/start-providers';
import { RegionUnderTest } from '../region/region-under-test';
import { PluginClient } from './protocol/plugin-client';

const { provider, resources } = loadSchema();
const vpc = resources['huaweicloud_vpc']?.block ?? { attributes: {}, blocks: {} };
const config = (values: Values) => encodeValue(typeOf(provider), { ...emptyState(provider), ...values });
const vpcState = (values: Values | null): Value => values && { ...emptyState(vpc), ...values };

const applyVpc = (client: PluginClient) =>
  client.call('ApplyResourceChange', {
    type_name: 'huaweicloud_vpc',
    prior_state: encodeValue(typeOf(vpc), null),
    planned_state: encodeValue(typeOf(vpc), vpcState({ name: 'VPC-A', cidr: '192.168.0.0/16' })),
    config: encodeValue(typeOf(vpc), vpcState({ name: 'VPC-A', cidr: '192.168.0.0/16' })),
  });

const createVpc = async (client: PluginClient) => (await applyVpc(client))['diagnostics'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'providers-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('GIVEN started providers THEN Terraform is told to attach to both, and closing leaves nothing', async () => {
  const providers = await startProviders({ socketDir: folder });
  const attached = JSON.parse(providers.reattach) as Record<string, { Addr: { String: string } }>;
  expect(Object.keys(attached)).toEqual([
    'registry.terraform.io/huaweicloud/huaweicloud',
    'registry.terraform.io/hashicorp/null',
  ]);
  expect(attached['registry.terraform.io/hashicorp/null']).toEqual({
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: 'unix', String: join(folder, 'null.sock') },
  });
  expect(readdirSync(folder).sort()).toEqual(['huaweicloud.sock', 'null.sock']);
  providers.close();
  providers.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('GIVEN a folder in which others are served WHEN started again THEN it is refused, and those stay', async () => {
  const first = await startProviders({ socketDir: folder });
  await expect(startProviders({ socketDir: folder })).rejects.toThrow('huaweicloud.sock cannot be made');
  const client = new PluginClient(join(folder, 'huaweicloud.sock'));
  expect(await client.call('GetMetadata')).toHaveProperty('resources');
  client.close();
  first.close();
});

test('GIVEN a folder whose path is too long for sockets THEN it is refused, and nothing stays open', async () => {
  const deep = join(folder, 'x'.repeat(100));
  mkdirSync(deep);
  await expect(startProviders({ socketDir: deep })).rejects.toThrow('at most 107, use a shorter folder');
  expect(readdirSync(deep)).toEqual([]);
});

describe('GIVEN a region that listens on a unix socket only', () => {
  async function inRegion(body: (client: PluginClient, lab: RegionUnderTest) => Promise<void>): Promise<void> {
    const regionSocket = join(folder, 'region.sock');
    const lab = await RegionUnderTest.start({ listen: { socketPath: regionSocket } });
    const environment = { HW_REGION_NAME: 'lab-region-1' };
    const providers = await startProviders({ socketDir: folder, regionSocket, environment });
    const client = new PluginClient(join(folder, 'huaweicloud.sock'));
    try {
      await body(client, lab);
    } finally {
      client.close();
      providers.close();
      await lab.close();
    }
  }

  test('WHEN the endpoints name an address that only Terraform can reach THEN calls go through the socket', async () => {
    await inRegion(async (client, lab) => {
      const endpoints = { vpc: 'http://127.0.0.1:1/vpc' };
      expect(await client.problems('Configure', { config: config({ endpoints }) })).toEqual([]);
      expect(await createVpc(client)).toEqual([]);
      expect(lab.region.counts()).toMatchObject({ vpcs: 1 });
    });
  });

  test("WHEN there are no endpoints and no project THEN the socket and the region's own project serve", async () => {
    await inRegion(async (client, lab) => {
      expect(await client.problems('Configure', { config: config({}) })).toEqual([]);
      expect(await createVpc(client)).toEqual([]);
      expect(lab.region.counts()).toMatchObject({ vpcs: 1 });
    });
  });
});

describe('GIVEN a region that takes its time to answer', () => {
  /** Answers what makes a VPC only when told to, and a VPC as one that is still being made. */
  async function inSlowRegion(
    body: (given: {
      client: PluginClient;
      asked: Promise<void>;
      answer: () => void;
      close: () => void;
    }) => Promise<void>,
  ): Promise<void> {
    const unanswered: ServerResponse[] = [];
    let ask: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const slow = createServer((request, response) => {
      if (request.method === 'GET') {
        response.end(JSON.stringify({ vpc: { name: 'VPC-A', cidr: '192.168.0.0/16', status: 'CREATING' } }));
        return;
      }
      unanswered.push(response);
      ask();
    });
    await new Promise<void>((resolve) => slow.listen(join(folder, 'region.sock'), resolve));
    const environment = { HW_REGION_NAME: 'lab-region-1', HW_PROJECT_ID: 'p' };
    const regionSocket = join(folder, 'region.sock');
    const providers = await startProviders({ socketDir: folder, regionSocket, environment });
    const client = new PluginClient(join(folder, 'huaweicloud.sock'));
    const answer = () => {
      unanswered.splice(0).forEach((response) => response.end(JSON.stringify({ vpc: { id: 'id-1' } })));
    };
    try {
      await client.call('Configure', { config: config({}) });
      await body({
        client,
        asked,
        answer,
        close: () => {
          providers.close();
        },
      });
    } finally {
      client.close();
      providers.close();
      slow.closeAllConnections();
      slow.close();
    }
  }

  test('WHEN Terraform is interrupted THEN the id in the answer is kept, nothing more is waited for, and the next call is served', async () => {
    await inSlowRegion(async ({ client, asked, answer }) => {
      const applied = applyVpc(client);
      await asked;
      await client.call('Stop');
      answer();
      const { new_state, diagnostics } = await applied;
      expect(diagnostics).toMatchObject([{ summary: expect.stringContaining('Terraform was interrupted') as string }]);
      expect(decodeValue(typeOf(vpc), new_state as DynamicValue)).toMatchObject({ id: 'id-1', name: 'VPC-A' });
      expect(await client.problems('Configure', { config: config({}) })).toEqual([]);
    });
  });

  test('WHEN the providers are closed THEN what is unanswered ends', async () => {
    await inSlowRegion(async ({ client, asked, close }) => {
      const applied = applyVpc(client);
      await asked;
      close();
      await expect(applied).rejects.toThrow();
    });
  });
});

test('GIVEN no region anywhere THEN the configuration says so', async () => {
  const providers = await startProviders({ socketDir: folder, environment: {} });
  const client = new PluginClient(join(folder, 'huaweicloud.sock'));
  const { provider } = loadSchema();
  const problems = await client.problems('Configure', { config: encodeValue(typeOf(provider), emptyState(provider)) });
  client.close();
  providers.close();
  expect(problems).toEqual(['region is missing in the provider block, and so is HW_REGION_NAME']);
});
