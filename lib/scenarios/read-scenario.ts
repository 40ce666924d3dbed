import { formatPath } from '../settings/problems';
import { parseSettings, SettingsError, type AnySettings } from '../settings/settings';
import { obstacleOf } from '../verification/obstacle';
import { planOf as planOfServers } from './existing-servers-proof';
import { watchObstacle } from './existing-servers-watch';
import { planOf } from './proof-of';

/**
 * Reads `context.trafficMirroring` of cdktf.json, of any scenario.
 *
 * @throws SettingsError as `parseSettings`; and with one sentence if the verification is bound to fail with settings that
 * are right in themselves: a deploy with them would build everything and then fail
 */
export function readScenario(input: unknown): AnySettings {
  const settings = parseSettings(input);
  const obstacle = obstacleIn(settings);
  if (obstacle === undefined) return settings;
  throw new SettingsError([
    `the verification will fail with these settings: ${obstacle}; ` +
      `to deploy without it, set ${formatPath(['verification', 'enabled'])} to false`,
  ]);
}

function obstacleIn(settings: AnySettings): string | undefined {
  if (!settings.verification.enabled) return undefined;
  if (settings.scenario === 'existing-servers') return obstacleOf(planOfServers(settings)) ?? watchObstacle(settings);
  return settings.publicAccess ? obstacleOf(planOf(settings)) : undefined;
}
