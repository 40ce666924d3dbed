import { isEqual, isValues, type Value, type Values } from '../../../../lab/provider/codec/value';
import { type Diagnostic } from '../../../../lab/provider/diagnostics';
import { Engine } from '../../../../lab/provider/engine/engine';
import { ApiConnection } from '../../../../lab/provider/huaweicloud/api-connection';
import { huaweicloudProvider } from '../../../../lab/provider/huaweicloud/huaweicloud-provider';
import { type ProviderSchema } from '../../../../lab/provider/schema/schema';
import { type Argument, argumentsOf, besides, nameOf, withArgument, without } from './argument';
import { CONFIGURATIONS, SEARCHES } from './configurations';
import { type Deed, type MakeConfiguration, Stage } from './stage';

/** The words with which an argument is refused by name. */
const REFUSED = /not emulated|is not the provider's/;

/** What it refuses at plan, it refuses before it calls anything. */
const offline = new Engine(huaweicloudProvider(new ApiConnection(), {}));

/**
 * The arguments of a resource type that make no difference: neither refused by name, nor seen in what is asked of the
 * region at creation, change or deletion, nor in another attribute of the state.
 */
export function ignoredArguments(type: string, schema: ProviderSchema): Promise<readonly string[]> {
  const lives = new Map<string, Life>();
  const possible = argumentsOf(need(schema.resources, type).block).filter(
    (argument) => !isRefused(offline.validateResource(type, withArgument({}, argument)), argument),
  );
  return onStage(schema, need(CONFIGURATIONS, type), (stage) =>
    ignoredOf(possible, (argument) => isHeeded(stage, type, argument, lives)),
  );
}

/** The same of a data source: refused by name, or seen in what is asked for or found. */
export function ignoredCriteria(type: string, schema: ProviderSchema): Promise<readonly string[]> {
  const possible = argumentsOf(need(schema.dataSources, type).block).filter(
    (argument) => !isRefused(offline.validateData(type, withArgument({}, argument)), argument),
  );
  return onStage(schema, need(SEARCHES, type), (stage) =>
    ignoredOf(possible, async (argument) => {
      const plain = await search(stage, type, argument, false);
      return !isSame(plain, await search(stage, type, argument, true));
    }),
  );
}

async function ignoredOf(
  possible: readonly Argument[],
  isHeededHere: (argument: Argument) => Promise<boolean>,
): Promise<readonly string[]> {
  const ignored: string[] = [];
  for (const argument of possible) if (!(await isHeededHere(argument))) ignored.push(nameOf(argument));
  return ignored;
}

async function search(stage: Stage, type: string, argument: Argument, has: boolean): Promise<unknown> {
  await stage.again();
  const { calls, state, diagnostics } = await stage.readData(
    type,
    has ? withArgument(stage.base, argument) : stage.base,
  );
  if (has && isRefused(diagnostics, argument)) return 'refused';
  return [calls, diagnostics.length, isValues(state) ? without(state, argument.path) : null];
}

/** Whether a life without the argument and one with it differ: from creation on, and by a change in between. */
async function isHeeded(stage: Stage, type: string, argument: Argument, lives: Map<string, Life>): Promise<boolean> {
  const config = besides(stage.base, argument);
  // The stage is the same each time, so are lives on it.
  const plain = lives.get(JSON.stringify(config)) ?? (await live(stage, type, config));
  lives.set(JSON.stringify(config), plain);
  const other = await live(stage, type, withArgument(config, argument));
  if (isRefused(other.diagnostics, argument)) return true;
  // What counts at deletion needs to be nowhere but in the state until then.
  const bothEnded = plain.deletion !== undefined && other.deletion !== undefined;
  if (bothEnded && !isSame(plain.deletion, other.deletion)) return true;
  if (isSame(seen(plain, argument), seen(other, argument))) return false;
  return isChangeHeeded(stage, type, argument);
}

interface Life extends Deed {
  /** Undefined when it did not come to that. */
  readonly deletion: readonly string[] | undefined;
}

async function live(stage: Stage, type: string, config: Values): Promise<Life> {
  await stage.again();
  const creation = await stage.create(type, config);
  const isMade = isValues(creation.state) && creation.diagnostics.length === 0;
  return { ...creation, deletion: isMade ? (await stage.delete(type, creation.state)).calls : undefined };
}

const seen = ({ calls, state }: Life, { path }: Argument): readonly unknown[] => [
  calls,
  isValues(state) ? without(state, path) : null,
];

/** Whether a change in place is told to the region or refused by name. A replacement is a creation again. */
async function isChangeHeeded(stage: Stage, type: string, argument: Argument): Promise<boolean> {
  await stage.again();
  const prior = await stage.make(type, stage.base);
  const update = await stage.update(type, prior, withArgument(besides(stage.base, argument), argument));
  if (update === undefined) return true;
  const [top] = argument.path;
  return (
    update.calls.some((call) => !call.startsWith('GET ')) || update.diagnostics.some(({ path }) => path?.[0] === top)
  );
}

async function onStage<Result>(
  schema: ProviderSchema,
  configuration: MakeConfiguration,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const stage = await Stage.set(schema, configuration);
  try {
    return await play(stage);
  } finally {
    stage.close();
  }
}

/** By its own path, or with the block that it is in. */
const isRefused = (diagnostics: readonly Diagnostic[], argument: Argument): boolean =>
  diagnostics.some(({ summary, path = [] }) => {
    const named = path.filter((step) => typeof step === 'string');
    return REFUSED.test(summary) && named.length > 0 && named.every((step, index) => step === argument.path[index]);
  });

const isSame = (one: unknown, other: unknown): boolean => isEqual(one as Value, other as Value);

function need<Entry>(entries: Readonly<Record<string, Entry>>, type: string): Entry {
  const found = entries[type];
  if (found === undefined) throw new Error(`nothing to begin with for ${type}`);
  return found;
}
