import { literal } from '../servers/server-search';
import { formatPath } from '../settings/problems';
import { type Settings } from '../settings/settings';
import {
  LEAST_WATCHED_LENGTH,
  textOf,
  watchPlan,
  type Watched,
  type WatchedSessions,
} from '../verification/watch-plan';

type ExistingServersSettings = Settings<'existing-servers'>;

/** What is watched for, by the settings alone. */
export function watchedOf(settings: ExistingServersSettings): readonly Watched[] {
  return watchPlan(settings.verification.watched, settings.serverMirror.rules);
}

/** Why what is watched for is bound not to be seen, or undefined. */
export function watchObstacle(settings: ExistingServersSettings): string | undefined {
  const { packetLength, filterName } = settings.serverMirror;
  const flows = settings.verification.watched;
  if (flows.length > 0 && packetLength < LEAST_WATCHED_LENGTH) {
    const path = formatPath(['serverMirror', 'packetLength']);
    return `${path} must be at least ${LEAST_WATCHED_LENGTH} to tell the flows of verification.watched, is ${packetLength}`;
  }
  const seen = new Set(watchedOf(settings).map(({ flow }) => flow));
  const unseen = flows.find((flow) => !seen.has(flow));
  return (
    unseen && `no rule of mirror filter ${filterName} accepts ${textOf(unseen)}, which is to be watched, or its answers`
  );
}

/**
 * @param numbers expression of the map of the numbers of sessions, as texts, by the address of a source; empty of what is
 * none
 */
export function watchedSessions({ serverMirror: mirror }: ExistingServersSettings, numbers: string): WatchedSessions {
  return {
    packetLength: mirror.packetLength,
    rules: mirror.rules,
    of: (address) => {
      const number = `${numbers}[${literal(address)}]`;
      const vni = mirror.oneVni
        ? `${number} == "" ? "" : "${mirror.vni}"`
        : `try(tostring(${mirror.vni} + tonumber(${number}) - 1), "")`;
      return { name: `${mirror.sessionName}-\${${number}}`, vni: `\${${vni}}` };
    },
  };
}
