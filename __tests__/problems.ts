import { readScenario } from '../lib/scenarios/read-scenario';
import { SettingsError } from '../lib/settings/settings';

/** The sentences with which the settings are refused; none if they are accepted. */
export function problemsOf(input: unknown): readonly string[] {
  try {
    readScenario(input);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

type Path = readonly (string | number)[];

/** The smallest settings that have `value` at `path`, such as `mirrorFilter.rules.0.source`. */
export function at(path: string, value: unknown): object {
  const RULE = { priority: 1, protocol: 'tcp' };
  const MIRROR = { filterName: 'f', sessionName: 's', priority: 2, vni: 2, rules: [RULE] };
  const nest = (parts: Path): unknown => {
    const [first, ...rest] = parts;
    if (first === undefined) return value;
    const inner = nest(rest);
    if (first === 'rules') return { rules: (inner as unknown[]).map((rule) => ({ ...RULE, ...(rule as object) })) };
    if (first === 'additionalMirrors') {
      // With priorities of their own, none is taken.
      return {
        mirrorSession: { priority: 9 },
        additionalMirrors: (inner as unknown[]).map((mirror) => ({ ...MIRROR, ...(mirror as object) })),
      };
    }
    return first === '0' ? [inner] : { [first]: inner };
  };
  const settings = nest(path.split('.')) as { readonly verification?: object };
  // The value is looked at by itself: whether the verification could prove such a mirror is another question.
  return { ...settings, verification: { enabled: false, ...settings.verification } };
}

/** How a message writes such a path. */
export const written = (path: string): string => `trafficMirroring.${path.replace('.0', '[0]')}`;
