import { type ServerSearch } from '../servers/server-search';
import { type TargetSearch } from '../servers/existing-target';
import { type Settings } from '../settings/settings';

/** Addresses in the state of what only a plan multiplies; undefined of what is not made. */
interface Multiplied {
  readonly session: string;
  readonly targetRule?: string | undefined;
}

/**
 * What expressions of Terraform stand for, in the user's words, at `locals.mirrored_in_words`: for whoever reads the
 * synthesized JSON before a plan. By the address of the resource:
 *
 * - of the sessions `{ name, priority, vni?, sources, each, target? }`; without `vni`, and `target`, the resource says it
 * - of the rules for the copies `{ group?, from }`; without `group`, the resource says it
 */
export function inWords(
  { sources, exclude, target, serverMirror: mirror }: Settings<'existing-servers'>,
  { session, targetRule }: Multiplied,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const excluded = searchInWords(exclude, { names: '', one: '' });
  const found = targetInWords(target);
  return {
    [session]: {
      name: `${mirror.sessionName}-01, -02, …`,
      priority: countedFrom(mirror.priority),
      ...(mirror.oneVni ? {} : { vni: countedFrom(mirror.vni) }),
      sources: `${searchInWords(sources)}${excluded === '' ? '' : `, but ${excluded}`}`,
      each: 'read at plan, in sessions of ten',
      ...(found === undefined ? {} : { target: found }),
    },
    ...(targetRule === undefined
      ? {}
      : {
          [targetRule]: {
            ...(target.securityGroupId !== undefined || found === undefined
              ? {}
              : {
                  group: `the first group of ${target.name === undefined ? found : `${found}'s network interface`}`,
                }),
            from: 'each source',
          },
        }),
  };
}

function countedFrom(first: number): string {
  return `counted from ${first}`;
}

/** @param words what stands before names, and before addresses and ids */
function searchInWords(
  { names = [], tags = {}, addresses = [], networkInterfaceIds = [] }: ServerSearch,
  words = { names: 'ECS', one: 'network interface' },
): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  const listed = (what: string, texts: readonly string[]): string[] =>
    texts.length === 0 ? [] : [`${what}${what !== '' && texts.length > 1 ? 's' : ''} ${texts.join(', ')}`.trim()];
  return [
    ...listed(words.names, names),
    ...(pairs.length === 0 ? [] : listed('ECSs with the tag', pairs)),
    ...listed(words.one, [...addresses.map(placeInWords), ...networkInterfaceIds]),
  ].join(' and ');
}

function placeInWords({ address, subnet }: { readonly address: string; readonly subnet: string }): string {
  return `${address} of subnet ${subnet}`;
}

/** Undefined of a load balancer, whose id is no expression. */
function targetInWords({ name, address, subnet = '', networkInterfaceId }: TargetSearch): string | undefined {
  if (name !== undefined) return name;
  if (address !== undefined) return `network interface ${placeInWords({ address, subnet })}`;
  return networkInterfaceId === undefined ? undefined : `network interface ${networkInterfaceId}`;
}
