import { z } from 'zod';
import { type Attributes } from '../engine/attributes';
import { Api } from './api';
import { type ApiConnection } from './api-connection';
import { localEndpoint, type Endpoints } from './endpoints';

export interface Settings {
  readonly region: string;
  readonly projectId: string;
  readonly endpoints: Endpoints;
  /** Tags that every resource gets besides its own. */
  readonly defaultTags: Readonly<Record<string, string>>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the provider block. Credentials are not looked at: the lab asks for none.
 *
 * @throws Error when the region or, where it cannot be asked for, the project is missing, or an endpoint is not local
 */
export async function readSettings(
  config: Attributes,
  environment: Environment,
  connection: ApiConnection,
): Promise<Settings> {
  const region = config.text('region') ?? environment['HW_REGION_NAME'];
  if (region === undefined) throw new Error('region is missing in the provider block, and so is HW_REGION_NAME');
  const endpoints = Object.fromEntries(
    Object.entries(config.map('endpoints')).map(([key, text]) => [key, localEndpoint(key, text, connection)]),
  );
  const defaultTags = config.map('default_tags');
  const given = config.text('project_id') ?? environment['HW_PROJECT_ID'];
  const base = { region, endpoints, defaultTags };
  const projectId = given ?? (await findProject(base, new Api(connection, { endpoints, projectId: '' })));
  return { ...base, projectId };
}

const projects = z.object({ projects: z.array(z.object({ id: z.string() })) });

/** The project of the region's own name, as the provider finds it. */
async function findProject({ region }: Pick<Settings, 'region'>, api: Api): Promise<string> {
  const call = { service: 'iam', method: 'GET', path: 'v3/projects', query: { name: region } } as const;
  const [project] = (await api.read(call, projects)).projects;
  if (!project) throw new Error(`region ${region} has no project: give project_id in the provider block`);
  return project.id;
}
