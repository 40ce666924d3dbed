import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, settingsOfContext } from '../../lib/settings/context';
import { parseJson } from '../../lib/settings/json-text';
import { readScenario } from '../../lib/scenarios/read-scenario';
import { DEFAULT_SCENARIO, type Scenario } from '../../lib/settings/scenario-names';
import { type AnySettings } from '../../lib/settings/settings';
import { API_PORT, PROJECT_ID, REGION_NAME } from '../endpoints';
import { availabilityZones } from '../region/context';
import { callersPath } from './caller';
import { CUSTOMER_SERVERS, CUSTOMER_SETTINGS, CUSTOMER_TARGET } from '../customer';
import { type DaemonOptions } from '../daemon';
import { ROOT } from './workspace';

/** What a run takes from the user's settings. */
export interface LabSettings {
  /** The settings of the lab's stack. */
  readonly context: Readonly<Record<string, unknown>>;
  /** What the lab's region has to be like. */
  readonly region: DaemonOptions;
  /** How many servers a customer has, who keeps them. */
  readonly customersServers: number;
  /** Name of the server to which a user is likely to log in. */
  readonly targetName: string;
  /** Whether the stack has the verification. */
  readonly isToProve: boolean;
}

/** @throws SettingsError if the user's settings are wrong, also where the lab would replace them */
export function labSettings(settings: Readonly<Record<string, unknown>>): LabSettings {
  readScenario(settings);
  const context = withLabRegion(settings);
  const complete = readScenario(context);
  const { mirrorSourceFlavorFamilies } = complete;
  const customer = complete.scenario === 'existing-servers';
  return {
    context,
    region: { mirrorSourceFamilies: mirrorSourceFlavorFamilies, customer },
    customersServers: customer ? CUSTOMER_SERVERS.length : 0,
    targetName: targetOf(complete),
    isToProve: isToProve(complete),
  };
}

/** The server at which the copies arrive, or the first of several. */
function targetOf(settings: AnySettings): string {
  if (settings.scenario === 'existing-servers') return settings.target.name ?? CUSTOMER_TARGET;
  const { servers } = settings;
  return 'target' in servers ? servers.target.name : servers.target01.name;
}

function isToProve(settings: AnySettings): boolean {
  if (settings.scenario === 'existing-servers') return settings.verification.enabled;
  return settings.verification.enabled && settings.publicAccess;
}

/**
 * Settings from a file of the user's, or from the project's cdktf.json.
 * @param file settings alone, or a cdktf.json with its `context.trafficMirroring`
 * @param scenario whose settings are wanted; if those of cdktf.json are another's, they are left alone
 * @throws Error that names the file, and where in it something is wrong
 */
export function readSettings(file: string | undefined, scenario?: Scenario): Record<string, unknown> {
  const settings = settingsIn(file);
  const isAnother = scenario !== undefined && (settings['scenario'] ?? DEFAULT_SCENARIO) !== scenario;
  if (!isAnother) return settings;
  // It has no servers of its own: the lab's customer has, and these are the settings for them.
  return scenario === 'existing-servers' ? { ...CUSTOMER_SETTINGS } : { scenario };
}

function settingsIn(file: string | undefined): Record<string, unknown> {
  const source = file === undefined ? join(ROOT, 'cdktf.json') : callersPath(file);
  let text: string;
  try {
    text = readFileSync(source, 'utf8');
  } catch (error) {
    throw new Error(`settings cannot be read from ${source}: ${(error as Error).message}`);
  }
  const json = parseJson(nameOf(source), text);
  const settings = isProject(json, file) ? settingsInProject(json, source) : json;
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) {
    throw new Error(
      `${source} must hold settings as {"listeningPort": 8080}, or context.trafficMirroring as cdktf.json`,
    );
  }
  return settings as Record<string, unknown>;
}

/** Whether a file is a cdktf.json, though its context may be misspelled, and not settings alone. */
function isProject(json: unknown, file: string | undefined): json is object {
  if (json === null || typeof json !== 'object') return false;
  return file === undefined || ['context', 'app', 'language'].some((key) => Object.hasOwn(json, key));
}

/** As main.ts finds them, misspelled keys included. */
function settingsInProject(project: object, projectFile: string): unknown {
  const { context } = project as { readonly context?: unknown };
  return settingsOfContext({ contextJson: JSON.stringify(context), projectFile });
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
