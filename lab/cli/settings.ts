import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOfContext } from '../../lib/settings/context';
import { parseSettings } from '../../lib/settings/settings';
import { API_PORT, PROJECT_ID, REGION_NAME } from '../endpoints';
import { availabilityZones } from '../region/context';
import { type RegionOptions } from '../region/start-region';
import { callersPath } from './caller';
import { ROOT } from './workspace';

/** What a run takes from the user's settings. */
export interface LabSettings {
  /** The settings of the lab's stack. */
  readonly context: Readonly<Record<string, unknown>>;
  /** What the lab's region has to be like. */
  readonly region: Pick<RegionOptions, 'mirrorSourceFamilies'>;
  /** Name of the server to which a user is likely to log in. */
  readonly targetName: string;
  /** Whether the stack has the verification. */
  readonly isToProve: boolean;
}

/** @throws SettingsError if the user's settings are wrong, also where the lab would replace them */
export function labSettings(settings: Readonly<Record<string, unknown>>): LabSettings {
  parseSettings(settings);
  const context = withLabRegion(settings);
  const { servers, mirrorSourceFlavorFamilies, verification, publicAccess } = parseSettings(context);
  return {
    context,
    region: { mirrorSourceFamilies: mirrorSourceFlavorFamilies },
    targetName: servers.target.name,
    isToProve: verification.enabled && publicAccess,
  };
}

/**
 * Settings from a file of the user's, or from the project's cdktf.json.
 * @param file settings alone, or a cdktf.json with its `context.trafficMirroring`
 * @throws Error that names the file
 */
export function readSettings(file: string | undefined): Record<string, unknown> {
  const source = file === undefined ? join(ROOT, 'cdktf.json') : callersPath(file);
  let text: string;
  try {
    text = readFileSync(source, 'utf8');
  } catch (error) {
    throw new Error(`settings cannot be read from ${source}: ${(error as Error).message}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${source} is not JSON: ${(error as Error).message}`);
  }
  const settings = contextIn(json) === undefined ? json : settingsInContext(json, source);
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) {
    throw new Error(
      `${source} must hold settings as {"listeningPort": 8080}, or context.trafficMirroring as cdktf.json`,
    );
  }
  return settings as Record<string, unknown>;
}

function contextIn(json: unknown): unknown {
  return (json as { context?: unknown } | null)?.context;
}

/** As main.ts finds them, misspelled keys included. */
function settingsInContext(project: unknown, projectFile: string): unknown {
  return settingsOfContext({ contextJson: JSON.stringify(contextIn(project)), projectFile });
}

/**
 * The user's settings, as they lead to the lab. Replaced are the region, with the servers' availability zones, the whole
 * of `provider`, and the state's backend, which would outlive the lab; everything else is the user's.
 */
export function withLabRegion(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const api = `http://127.0.0.1:${API_PORT}`;
  const services = ['vpc', 'ecs', 'evs', 'ims', 'kms', 'iam', 'bss', 'dns'];
  return {
    ...settings,
    ...(settings['servers'] === undefined ? {} : { servers: inLabZones(settings['servers']) }),
    region: REGION_NAME,
    provider: {
      projectId: PROJECT_ID,
      authUrl: `${api}/v3`,
      insecure: true,
      maxRetries: 1,
      endpoints: Object.fromEntries(services.map((service) => [service, `${api}/${service}/`])),
    },
    stateBackend: { type: 'local' },
  };
}

/** Servers of one zone stay in one zone, and those of two in two; the lab has no third. */
function inLabZones(servers: unknown): unknown {
  if (servers === null || typeof servers !== 'object') return servers;
  const labs = availabilityZones({ regionName: REGION_NAME });
  const zones = new Map<unknown, string | undefined>();
  const entries = Object.entries(servers).map(([role, server]: [string, unknown]) => {
    const zone = (server as { availabilityZone?: unknown } | null)?.availabilityZone;
    if (zone === undefined) return [role, server];
    if (!zones.has(zone)) zones.set(zone, labs[zones.size % labs.length]);
    return [role, { ...(server as object), availabilityZone: zones.get(zone) }];
  });
  return Object.fromEntries(entries);
}
