import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeValue } from '../../../../lab/provider/codec/dynamic-value';
import { type Type } from '../../../../lab/provider/codec/type';
import { type ProviderDefinition, type ResourceType } from '../../../../lab/provider/engine/definition';
import { Engine } from '../../../../lab/provider/engine/engine';
import { type PluginServer, servePlugin } from '../../../../lab/provider/protocol/plugin-server';
import { providerService } from '../../../../lab/provider/protocol/service';
import { type ProviderSchema } from '../../../../lab/provider/schema/schema';
import { attribute } from '../attribute';
import { PluginClient } from './plugin-client';

const plain = attribute('string');
const block = { attributes: { id: { ...plain, computed: true }, name: plain }, blocks: {} };
const schema: ProviderSchema = {
  provider: { attributes: {}, blocks: {} },
  resources: { test_thing: { version: 0, timeouts: {}, block } },
  dataSources: { test_data: { version: 0, timeouts: {}, block } },
};
const type: Type = ['object', { id: 'string', name: 'string' }];
const value = (name: string, id: string | null = null) => encodeValue(type, { id, name });
const nothing = encodeValue(type, null);

const throwing = (what: unknown) => () => {
  throw what;
};
const crashing: ResourceType<undefined> = {
  create: throwing(new TypeError('no such property')),
  read: throwing('a text'),
  update: () => Promise.reject(new Error('rejected')),
  delete: throwing(undefined),
};
const definition: ProviderDefinition<undefined> = {
  schema,
  resources: { test_thing: crashing },
  dataSources: { test_data: { read: throwing(new Error('no data')) } },
  configure: () => Promise.resolve(undefined),
};

describe('GIVEN a provider whose handlers crash', () => {
  let folder: string;
  let server: PluginServer;
  let client: PluginClient;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plugin-'));
    const socket = join(folder, 'p.sock');
    server = await servePlugin(socket, providerService(new Engine(definition)));
    client = new PluginClient(socket);
    await client.call('Configure', { config: encodeValue(['object', {}], {}) });
  });
  afterEach(() => {
    client.close();
    server.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['ApplyResourceChange', { prior_state: nothing, planned_state: value('x') }, 'no such property'],
    ['ApplyResourceChange', { prior_state: value('x', '1'), planned_state: value('y', '1') }, 'rejected'],
    ['ApplyResourceChange', { prior_state: value('x', '1'), planned_state: nothing }, 'undefined'],
    ['ReadResource', { current_state: value('x', '1') }, 'a text'],
    ['ReadResource', { current_state: value('x') }, 'the state has no id'],
    ['ReadResource', { current_state: { msgpack: Buffer.from('ff', 'hex') } }, 'expected a object, got a number'],
  ])('WHEN %s meets one THEN it is a diagnostic, and the next call is served', async (method, request, problem) => {
    const [summary] = await client.problems(method, { type_name: 'test_thing', ...request });
    expect(summary).toContain(problem);
    expect(await client.call('GetSchema')).toHaveProperty('resource_schemas.test_thing');
  });

  test('WHEN a data source does THEN it is a diagnostic', async () => {
    const request = { type_name: 'test_data', config: value('x') };
    expect(await client.problems('ReadDataSource', request)).toEqual(['no data']);
  });

  test.each(['PlanResourceChange', 'UpgradeResourceState', 'ImportResourceState', 'ValidateResourceTypeConfig'])(
    'WHEN %s names a type that is not there THEN the ones that are get named',
    async (method) => {
      expect(await client.problems(method, { type_name: 'test_other' })).toEqual([
        'the stand-in provider has no resource type test_other: it has test_thing',
      ]);
    },
  );

  test('WHEN Terraform says shutdown and stop THEN the process and the provider stay', async () => {
    await client.shutdown();
    await client.call('Stop');
    expect(await client.call('GetMetadata')).toMatchObject({ resources: [{ type_name: 'test_thing' }] });
  });

  test('WHEN an old state has attributes that are no more THEN they are dropped', async () => {
    const raw_state = { json: Buffer.from('{"id":"1","name":"x","gone":true}') };
    const answer = await client.call('UpgradeResourceState', { type_name: 'test_thing', raw_state });
    expect(answer['upgraded_state']).toMatchObject({ msgpack: value('x', '1').msgpack });
  });

  test('WHEN it is closed THEN its socket is gone', () => {
    server.close();
    expect(existsSync(join(folder, 'p.sock'))).toBe(false);
  });
});

test('GIVEN a folder that is not there THEN the socket is refused with its path', async () => {
  await expect(servePlugin('/proc/nowhere/p.sock', {})).rejects.toThrow(
    "the provider's socket /proc/nowhere/p.sock cannot be made",
  );
});
