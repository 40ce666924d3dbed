import { type Values } from '../../../../lab/provider/codec/value';
import { type ResourceType } from '../../../../lab/provider/engine/definition';
import { Engine } from '../../../../lab/provider/engine/engine';
import { type ResourceSchema } from '../../../../lab/provider/schema/schema';
import { attribute } from '../attribute';

const block = {
  attributes: {
    id: attribute('string', { optional: false, computed: true }),
    name: attribute('string'),
    address: attribute('string', { computed: true }),
    secret: attribute('string'),
    size: attribute('number', { defaultValue: 40 }),
  },
  blocks: {},
};
const thing: ResourceSchema = { version: 0, block, timeouts: { create: 60_000 } };

/** What a provider is asked, in the order of asking. */
let asked: unknown[];
beforeEach(() => {
  asked = [];
});

/** A provider with one type of resource, whose things are in the map, and a data source of the same name. */
function engineOf(changes: Partial<ResourceType<string>> = {}, things = new Map<string, Values>()) {
  const resource: ResourceType<string> = {
    create: ({ meta, timeoutMs }, wanted, made) => {
      asked.push(['create', meta, timeoutMs, wanted.values]);
      things.set('thing-1', { name: wanted.get('name'), address: '192.0.2.1' });
      made('thing-1');
      return Promise.resolve();
    },
    read: (_, id) => Promise.resolve(things.get(id)),
    update: (_, id, prior, wanted) => {
      asked.push(['update', id, prior.text('name'), wanted.text('name')]);
      things.set(id, { ...things.get(id), name: wanted.get('name') });
      return Promise.resolve();
    },
    delete: (_, id) => {
      things.delete(id);
      return Promise.resolve();
    },
    ...changes,
  };
  return new Engine<string>({
    schema: { provider: { attributes: {}, blocks: {} }, resources: { thing }, dataSources: { thing } },
    resources: { thing: resource },
    dataSources: {
      thing: {
        read: (_, config) => {
          asked.push(['search', config.text('name'), config.number('size')]);
          if (config.text('name') === 'none') throw new Error('your query returned no results');
          return Promise.resolve({ id: 'thing-1', address: '192.0.2.1' });
        },
      },
    },
    configure: (config) => {
      if (config.text('region') === undefined) return Promise.reject(new Error('region is missing'));
      return Promise.resolve(`in ${config.text('region') ?? ''}`);
    },
    explain: (thrown, { doing, type, hasAttribute }) =>
      new Error(
        `error ${doing} ${type}${hasAttribute('name') && !hasAttribute('nam') ? '' : ' of an unknown schema'}: ${(thrown as Error).message}`,
      ),
  });
}
async function configured(changes: Partial<ResourceType<string>> = {}, things = new Map<string, Values>()) {
  const engine = engineOf(changes, things);
  await engine.configure({ region: 'here' });
  return engine;
}
const fails = (message: string) => () => Promise.reject(new Error(message));
const error = (summary: string) => ({ severity: 'error', summary });

const PLANNED: Values = { name: 'a', secret: null, size: 40 };
const MADE: Values = { id: 'thing-1', name: 'a', address: '192.0.2.1', secret: null, size: 40 };

describe('GIVEN a provider that is not configured', () => {
  test('WHEN its configuration cannot work THEN that is said', async () => {
    await expect(engineOf().configure({})).rejects.toThrow('region is missing');
  });

  test('WHEN it is asked for something nonetheless THEN it says what is missing', async () => {
    const { state, diagnostics } = await engineOf().apply('thing', null, PLANNED, PLANNED);
    expect(state).toBeNull();
    expect(diagnostics).toEqual([error('error creating thing: the provider was not configured')]);
  });
});

describe('GIVEN a resource that is to be made', () => {
  test('THEN the state is what was planned and what was read, and the call has the type’s time', async () => {
    const outcome = await (await configured()).apply('thing', null, PLANNED, PLANNED);
    expect(outcome).toEqual({ state: MADE, diagnostics: [] });
    expect(asked).toEqual([['create', 'in here', 60_000, { name: 'a', secret: null, size: 40 }]]);
  });

  test('WHEN it fails before there is an id THEN there is no state', async () => {
    const engine = await configured({ create: fails('quota exceeded') });
    expect(await engine.apply('thing', null, PLANNED, PLANNED)).toEqual({
      state: null,
      diagnostics: [error('error creating thing: quota exceeded')],
    });
  });

  test('WHEN it fails after it has an id THEN the state has the id, to be cleaned up', async () => {
    const engine = await configured({
      create: (_, __, made) => {
        made('thing-1');
        return Promise.reject(new Error('it never became active'));
      },
    });
    expect(await engine.apply('thing', null, PLANNED, PLANNED)).toEqual({
      state: { id: 'thing-1', name: 'a', secret: null, size: 40 },
      diagnostics: [error('error creating thing: it never became active')],
    });
  });

  test('WHEN it tells no id THEN that is an error, not a state without one', async () => {
    const { state, diagnostics } = await (
      await configured({ create: () => Promise.resolve() })
    ).apply('thing', null, PLANNED, PLANNED);
    expect(state).toBeNull();
    expect(diagnostics).toEqual([error('error creating thing: it was made, but has no id')]);
  });

  test('WHEN it is gone right after THEN that is said, and its id is kept', async () => {
    const engine = await configured({ read: () => Promise.resolve(undefined) });
    const { state, diagnostics } = await engine.apply('thing', null, PLANNED, PLANNED);
    expect(state).toMatchObject({ id: 'thing-1' });
    expect(diagnostics).toEqual([
      error('error creating thing: it is gone right after the call that made or changed it: id thing-1'),
    ]);
  });

  test('WHEN the state holds a hash of an attribute THEN the call gets the words of the configuration', async () => {
    const engine = await configured({ stateFunctions: { secret: (text) => `hash of ${text}` } });
    const planned = { ...PLANNED, secret: 'hash of x' };
    const { state } = await engine.apply('thing', null, planned, { ...PLANNED, secret: 'x' });
    expect(asked[0]).toContainEqual(expect.objectContaining({ secret: 'x' }));
    expect(state).toMatchObject({ secret: 'hash of x' });
  });
});

describe('GIVEN a resource that is there', () => {
  const things = () => new Map([['thing-1', { name: 'a', address: '192.0.2.1' }]]);

  test('WHEN it is changed THEN the call gets both, and the state is what was read', async () => {
    const engine = await configured({}, things());
    const { state, diagnostics } = await engine.apply('thing', MADE, { ...MADE, name: 'b' }, { name: 'b' });
    expect(asked).toEqual([['update', 'thing-1', 'a', 'b']]);
    expect({ state, diagnostics }).toEqual({ state: { ...MADE, name: 'b' }, diagnostics: [] });
  });

  test('WHEN changing it fails THEN the state is as planned, for the next refresh to mend', async () => {
    const engine = await configured({ update: fails('conflict') }, things());
    expect(await engine.apply('thing', MADE, { ...MADE, name: 'b' }, { name: 'b' })).toEqual({
      state: { ...MADE, name: 'b' },
      diagnostics: [error('error updating thing: conflict')],
    });
  });

  test('WHEN its type has no update THEN that is said', async () => {
    const engine = await configured({ update: undefined }, things());
    expect((await engine.apply('thing', MADE, { ...MADE, name: 'b' }, {})).diagnostics).toEqual([
      error('error updating thing: it cannot be changed, only replaced'),
    ]);
  });

  test('WHEN it is removed THEN there is no state, and no thing', async () => {
    const left = things();
    expect(await (await configured({}, left)).apply('thing', MADE, null, null)).toEqual({
      state: null,
      diagnostics: [],
    });
    expect([...left.keys()]).toEqual([]);
  });

  test('WHEN removing it fails THEN the state stays', async () => {
    const engine = await configured({ delete: fails('in use') }, things());
    expect(await engine.apply('thing', MADE, null, null)).toEqual({
      state: MADE,
      diagnostics: [error('error deleting thing: in use')],
    });
  });

  test('WHEN it is read THEN what somebody changed is in the state', async () => {
    const engine = await configured({}, new Map([['thing-1', { name: 'changed by hand' }]]));
    expect(await engine.read('thing', MADE)).toEqual({ state: { ...MADE, name: 'changed by hand' }, diagnostics: [] });
  });

  test('WHEN it is read and gone THEN a warning says that it will be made again', async () => {
    expect(await (await configured()).read('thing', MADE)).toEqual({
      state: null,
      diagnostics: [
        {
          severity: 'warning',
          summary: 'Resource not found',
          detail: 'thing-1 is not there any more: it is taken out of the state, to be made again',
        },
      ],
    });
  });

  test('WHEN reading fails THEN the state stays as it is', async () => {
    const engine = await configured({ read: fails('unavailable') });
    expect(await engine.read('thing', MADE)).toEqual({
      state: MADE,
      diagnostics: [error('error reading thing: unavailable')],
    });
  });

  test('WHEN its state has no id THEN nothing is asked of the provider', async () => {
    const { diagnostics } = await (await configured({}, things())).read('thing', { ...MADE, id: '' });
    expect(diagnostics).toEqual([error('error reading thing: the state has no id')]);
  });
});

test('GIVEN no state THEN reading and removing it is nothing', async () => {
  const engine = await configured({ read: fails('asked'), delete: fails('asked') });
  expect(await engine.read('thing', null)).toEqual({ state: null, diagnostics: [] });
  expect(await engine.apply('thing', null, null, null)).toEqual({ state: null, diagnostics: [] });
});

describe('GIVEN a plan', () => {
  test('WHEN a resource is to go THEN nothing is planned', async () => {
    const outcome = await engineOf().plan('thing', MADE, null, null);
    expect(outcome).toEqual({ state: null, requiresReplace: [], diagnostics: [] });
  });

  test('WHEN the provider has a say THEN it is asked as it was configured', async () => {
    const engine = await configured({ customizePlan: (meta) => () => ({ address: `an address ${meta}` }) });
    const { state } = await engine.plan('thing', null, PLANNED, PLANNED);
    expect(state).toMatchObject({ name: 'a', address: 'an address in here' });
  });
});

describe('GIVEN a data source', () => {
  test('THEN defaults are among what it searches by, and the state has what it found', async () => {
    const engine = await configured();
    expect(await engine.readData('thing', { name: 'a', size: null })).toEqual({
      state: { name: 'a', size: 40, id: 'thing-1', address: '192.0.2.1' },
      diagnostics: [],
    });
    expect(asked).toEqual([['search', 'a', 40]]);
  });

  test('WHEN nothing is found THEN that is an error', async () => {
    expect(await (await configured()).readData('thing', { name: 'none' })).toEqual({
      state: null,
      diagnostics: [error('error reading thing: your query returned no results')],
    });
  });
});

test('GIVEN an import THEN it starts with the id, and with what the type makes of it', async () => {
  expect(engineOf().import('thing', 'thing-1')).toMatchObject({ id: 'thing-1', name: null });
  const engine = await configured({ import: (id) => ({ name: `of ${id}` }) });
  expect(engine.import('thing', 'thing-1')).toMatchObject({ id: 'thing-1', name: 'of thing-1' });
});

test('GIVEN a type that the provider does not have THEN its name is said', () => {
  expect(() => engineOf().import('other', 'x')).toThrow('the stand-in provider has no resource type other');
  expect(() => engineOf().validateData('other', {})).toThrow('the stand-in provider has no data source other');
});

test('GIVEN a call that waits WHEN Terraform is interrupted THEN its signal says so, and the next call has a fresh one', async () => {
  const signals: AbortSignal[] = [];
  const engine = await configured({
    delete: ({ signal }) => {
      signals.push(signal);
      return Promise.resolve();
    },
  });
  await engine.apply('thing', MADE, null, null);
  engine.stop();
  await engine.apply('thing', MADE, null, null);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(signals[0]?.reason).toEqual(new Error('stopped: Terraform was interrupted'));
});
