import { isEqual, isValues, type Value, type Values } from '../../../../lab/provider/codec/value';
import { type Diagnostic } from '../../../../lab/provider/diagnostics';
import { Engine } from '../../../../lab/provider/engine/engine';
import { ApiConnection } from '../../../../lab/provider/huaweicloud/api-connection';
import { huaweicloudProvider } from '../../../../lab/provider/huaweicloud/huaweicloud-provider';
import { type ProviderSchema } from '../../../../lab/provider/schema/schema';
import { type Argument, argumentsOf, besides, nameOf, withArgument, without } from './argument';
import { CONFIGURATIONS, SEARCHES, type MakeConfiguration } from './configurations';
import { type Deed, Stage } from './stage';

/** The words with which an argument is refused by name. */
const REFUSED = /not emulated|is not the provider's/;

/** What it refuses at plan, it refuses before it calls anything. */
const offline = new Engine(huaweicloudProvider(new ApiConnection(), {}));

/**
 * The arguments of a resource type that make no difference: neither refused by name, nor seen in what is asked of the
 * region at creation, change or deletion, nor in another attribute of the state.
 */
export async function ignoredArguments(type: string, schema: ProviderSchema): Promise<readonly string[]> {
  const ignored: string[] = [];
  const lives = new Map<string, Life>();
  for (const argument of argumentsOf(need(schema.resources, type).block)) {
    if (isRefused(offline.validateResource(type, withArgument({}, argument)), argument)) continue;
    if (!(await isHeeded(type, schema, argument, lives))) ignored.push(nameOf(argument));
  }
  return ignored;
}

/** The same of a data source: refused by name, or seen in what is asked for or found. */
export async function ignoredCriteria(type: string, schema: ProviderSchema): Promise<readonly string[]> {
  const ignored: string[] = [];
  for (const argument of argumentsOf(need(schema.dataSources, type).block)) {
    if (isRefused(offline.validateData(type, withArgument({}, argument)), argument)) continue;
    const plain = await search(type, schema, argument, false);
    if (isSame(plain, await search(type, schema, argument, true))) ignored.push(nameOf(argument));
  }
  return ignored;
}

function search(type: string, schema: ProviderSchema, argument: Argument, has: boolean): Promise<unknown> {
  return onStage(schema, need(SEARCHES, type), async (stage, base) => {
    const { calls, state, diagnostics } = await stage.readData(type, has ? withArgument(base, argument) : base);
    if (has && isRefused(diagnostics, argument)) return 'refused';
    return [calls, diagnostics.length, isValues(state) ? without(state, argument.path) : null];
  });
}

/** Whether a life without the argument and one with it differ: from creation on, and by a change in between. */
async function isHeeded(
  type: string,
  schema: ProviderSchema,
  argument: Argument,
  lives: Map<string, Life>,
): Promise<boolean> {
  const plain = await onStage(schema, need(CONFIGURATIONS, type), async (stage, given) => {
    const config = besides(given, argument);
    // Stages are the same, so are lives in them.
    const known = lives.get(JSON.stringify(config)) ?? (await live(stage, type, config));
    lives.set(JSON.stringify(config), known);
    return known;
  });
  const other = await onStage(schema, need(CONFIGURATIONS, type), (stage, given) =>
    live(stage, type, withArgument(besides(given, argument), argument)),
  );
  if (isRefused(other.diagnostics, argument)) return true;
  // What counts at deletion needs to be nowhere but in the state until then.
  const bothEnded = plain.deletion !== undefined && other.deletion !== undefined;
  if (bothEnded && !isSame(plain.deletion, other.deletion)) return true;
  if (isSame(seen(plain, argument), seen(other, argument))) return false;
  return isChangeHeeded(type, schema, argument);
}

interface Life extends Deed {
  /** Undefined when it did not come to that. */
  readonly deletion: readonly string[] | undefined;
}

async function live(stage: Stage, type: string, config: Values): Promise<Life> {
  const creation = await stage.create(type, config);
  const isMade = isValues(creation.state) && creation.diagnostics.length === 0;
  return { ...creation, deletion: isMade ? (await stage.delete(type, creation.state)).calls : undefined };
}

const seen = ({ calls, state }: Life, { path }: Argument): readonly unknown[] => [
  calls,
  isValues(state) ? without(state, path) : null,
];

/** Whether a change in place is told to the region or refused by name. A replacement is a creation again. */
function isChangeHeeded(type: string, schema: ProviderSchema, argument: Argument): Promise<boolean> {
  return onStage(schema, need(CONFIGURATIONS, type), async (stage, base) => {
    const prior = await stage.make(type, base);
    const update = await stage.update(type, prior, withArgument(besides(base, argument), argument));
    if (update === undefined) return true;
    const [top] = argument.path;
    return (
      update.calls.some((call) => !call.startsWith('GET ')) || update.diagnostics.some(({ path }) => path?.[0] === top)
    );
  });
}

async function onStage<Result>(
  schema: ProviderSchema,
  configuration: MakeConfiguration,
  play: (stage: Stage, config: Values) => Promise<Result>,
): Promise<Result> {
  const stage = await Stage.set(schema);
  try {
    return await play(stage, await configuration(stage));
  } finally {
    await stage.close();
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
