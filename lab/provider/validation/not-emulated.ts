import { isEqual, isList, isValues, UNKNOWN, type Value, type Values } from '../codec/value';
import { type Diagnostic } from '../diagnostics';
import { type Path } from '../planning/change';

/** What the real provider takes and the stand-in does not, by the path of the attribute or block: `network.port`. */
export interface NotEmulated {
  /** Refused with whatever value. */
  readonly unsupported?: readonly string[];
  /** Refused unless they say what is so anyway. */
  readonly fixed?: Readonly<Record<string, Value>>;
}

/** Said at plan time, before anything is made: what would be ignored must not seem to work. */
export function refusals(config: Values, { unsupported = [], fixed = {} }: NotEmulated): readonly Diagnostic[] {
  const never = unsupported.flatMap((name) => placesOf(config, name).map(({ path }) => refusal(path, `"${name}"`)));
  const otherwise = Object.entries(fixed).flatMap(([name, only]) =>
    placesOf(config, name)
      .filter(({ value }) => !isEqual(value, only))
      .map(({ path }) => refusal(path, `"${name}" other than ${JSON.stringify(only)}`)),
  );
  return [...never, ...otherwise];
}

const refusal = (path: Path, what: string): Diagnostic => ({
  severity: 'error',
  summary: `${what} is not emulated by the lab's stand-in provider: leave it out, or use the real provider`,
  path,
});

interface Place {
  readonly path: Path;
  readonly value: Value;
}

/** Where a name such as `network.port` is given a value: in each block that does. */
function placesOf(config: Values, name: string): readonly Place[] {
  const start: readonly Place[] = [{ path: [], value: config }];
  const inside = (places: readonly Place[], step: string): readonly Place[] =>
    places.flatMap(each).map(({ path, value }) => ({ path: [...path, step], value: at(value, step) }));
  return name
    .split('.')
    .reduce(inside, start)
    .filter(({ value }) => isGiven(value));
}

const each = ({ path, value }: Place): readonly Place[] =>
  isList(value) ? value.map((item, index) => ({ path: [...path, index], value: item })) : [{ path, value }];

const at = (value: Value, step: string): Value => (isValues(value) ? (value[step] ?? null) : null);

/** SDK v2 takes an empty text, and an empty list, for none. */
const isGiven = (value: Value): boolean =>
  value !== null && value !== UNKNOWN && value !== '' && !(isList(value) && value.length === 0);
