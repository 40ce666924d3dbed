import { isValues, type Values } from '../../../../lab/provider/codec/value';
import { type Exchange } from '../../../../lab/provider/huaweicloud/api-connection';
import { resources } from '../../../../lab/provider/huaweicloud/resources/resources';
import { loadSchema } from '../../../../lab/provider/schema/load-schema';
import { CONFIGURATIONS } from './configurations';
import { type Deed, Stage } from './stage';

jest.setTimeout(60_000);

const schema = loadSchema();

/** What makes a creation take as many calls as it can. */
const MORE: Values = { description: 'described', tags: { a: 'b' }, delete_default_rules: true, power_action: 'OFF' };

interface Creation extends Deed {
  readonly stage: Stage;
  readonly before: Readonly<Record<string, number>>;
  /** The calls that the region got. */
  readonly sent: readonly Exchange[];
}

type Befall = () => 'refuse' | 'let through';

/** Creates one and has something befall its `index`-th call, counted from 1. */
async function create(stage: Stage, type: string, index: number, befall: Befall): Promise<Creation> {
  await stage.again();
  const attributes = schema.resources[type]?.block.attributes ?? {};
  const more = Object.entries(MORE).filter(([name]) => name in attributes);
  const before = stage.counts();
  const sent: Exchange[] = [];
  let met = 0;
  stage.meddle((exchange) => {
    met += 1;
    if (met === index && befall() === 'refuse') return { status: 500, text: '' };
    sent.push(exchange);
    return undefined;
  });
  const deed = await stage.create(type, { ...stage.base, ...Object.fromEntries(more) });
  stage.meddle(() => undefined);
  return { ...deed, stage, before, sent };
}

/** Whatever was made is in the state, and deleting what is in the state leaves the region as it was. */
async function expectKnown(type: string, { state, stage, before, sent }: Creation): Promise<void> {
  const hasMade = sent.some(({ method }) => method === 'POST' || method === 'PUT');
  if (hasMade) expect(state).toMatchObject({ id: expect.stringMatching(/./) as string });
  else expect(state).toBeNull();
  if (isValues(state)) expect((await stage.delete(type, state)).diagnostics).toEqual([]);
  expect(stage.counts()).toEqual(before);
}

describe.each(Object.keys(resources))('GIVEN a creation of %s', (type) => {
  let stage: Stage;
  let calls: number;
  beforeAll(async () => {
    stage = await Stage.set(schema, CONFIGURATIONS[type]);
    const { diagnostics, sent } = await create(stage, type, 0, () => 'let through');
    expect(diagnostics).toEqual([]);
    calls = sent.length;
  });
  afterAll(() => {
    stage.close();
  });

  const atEachCall = async (befall: Befall): Promise<void> => {
    expect(calls).toBeGreaterThan(0);
    for (let index = 1; index <= calls; index += 1) {
      await expectKnown(type, await create(stage, type, index, befall));
    }
  };

  test('WHEN any of its calls fails THEN Terraform has the id of what was made, and can delete it', () =>
    atEachCall(() => 'refuse'));

  test('WHEN Terraform is interrupted at any of its calls THEN it has the id of what was made, and can delete it', () =>
    atEachCall(() => {
      stage.stop();
      return 'let through';
    }));
});
