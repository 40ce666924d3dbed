import { ApiError, given, givenList, many, notFound, one, related, type Resource, type Route } from './json-api';
import { currentState, type ExecutionMode, type Organization, type Workspace } from './organization';
import { type RunQueue } from './run-queue';

/** API reference, "Workspaces": read, create, update, list, lock, unlock, tags. */
export function workspaceRoutes(organization: Organization, queue: RunQueue): readonly Route[] {
  const found = (params: Readonly<Record<string, string>>): Workspace => organization.workspace(params['id'] ?? '');
  const shown = (workspace: Workspace, status = 200) => one(resource(workspace, queue, organization), status);
  const all = '/api/v2/organizations/:organization/workspaces';
  const inOrganization = (name: string | undefined): void => {
    if (name !== organization.name) throw notFound('organization');
  };
  return [
    {
      method: 'GET',
      path: all,
      handle: ({ params, query }) => {
        inOrganization(params['organization']);
        const workspaces = organization.workspaces.filter((workspace) => isAskedFor(workspace, query));
        return many(workspaces.map((workspace) => resource(workspace, queue, organization)));
      },
    },
    {
      method: 'GET',
      path: `${all}/:name`,
      handle: ({ params }) => {
        inOrganization(params['organization']);
        return shown(organization.workspaceNamed(params['name'] ?? ''));
      },
    },
    {
      method: 'POST',
      path: all,
      handle: (request) => {
        inOrganization(request.params['organization']);
        const asked = given(request);
        const name = String(asked.attributes['name']);
        if (organization.workspaces.some((workspace) => workspace.name === name)) {
          throw new ApiError(422, 'Name has already been taken');
        }
        const projectId = related(asked, 'project');
        const workspace = organization.makeWorkspace(name, projectId === undefined ? {} : { projectId });
        for (const [tag, value] of tagsOf(asked.relationships)) workspace.tags.set(tag, value);
        return shown(workspace, 201);
      },
    },
    {
      method: 'PATCH',
      path: '/api/v2/workspaces/:id',
      handle: (request) => {
        const workspace = found(request.params);
        const { attributes } = given(request);
        const { 'terraform-version': version, 'execution-mode': mode } = attributes;
        if (typeof version === 'string') workspace.terraformVersion = version;
        if (mode !== undefined) workspace.executionMode = mode as ExecutionMode;
        return shown(workspace);
      },
    },
    {
      method: 'POST',
      path: '/api/v2/workspaces/:id/actions/lock',
      handle: ({ params }) => {
        const workspace = found(params);
        if (queue.holder(workspace) !== undefined || workspace.lockedBy !== undefined) {
          throw new ApiError(409, 'Unable to lock workspace. The workspace is already locked.');
        }
        // Assumed: whoever has the token is one user, so that what one command locks, another one can unlock.
        workspace.lockedBy = 'the token';
        return shown(workspace);
      },
    },
    {
      method: 'POST',
      path: '/api/v2/workspaces/:id/actions/unlock',
      handle: ({ params }) => {
        const workspace = found(params);
        const run = queue.holder(workspace);
        if (run !== undefined) throw new ApiError(409, `Unable to unlock workspace. It is locked by Run ${run.id}.`);
        if (workspace.lockedBy === undefined) throw new ApiError(409, 'Unable to unlock workspace: it is not locked.');
        if (workspace.lockedBy !== 'the token') {
          throw new ApiError(409, `Unable to unlock workspace. It is locked by User ${workspace.lockedBy}.`);
        }
        queue.unlock(workspace);
        return shown(workspace);
      },
    },
    {
      method: 'POST',
      path: '/api/v2/workspaces/:id/actions/force-unlock',
      handle: ({ params }) => {
        const workspace = found(params);
        if (workspace.lockedBy === undefined) throw new ApiError(409, 'Unable to unlock workspace: it is not locked.');
        queue.unlock(workspace);
        return shown(workspace);
      },
    },
    {
      method: 'GET',
      path: '/api/v2/workspaces/:id/tag-bindings',
      handle: ({ params }) => many(bindings(found(params))),
    },
    {
      method: 'PATCH',
      path: '/api/v2/workspaces/:id/tag-bindings',
      handle: (request) => {
        const workspace = found(request.params);
        for (const { attributes } of givenList(request)) {
          const { key, value = '' } = attributes as { readonly key: string; readonly value?: string };
          workspace.tags.set(key, value);
        }
        return many(bindings(workspace));
      },
    },
  ];
}

/** Tags are names beside each other when a workspace is made with a list of them, and pairs when with a map. */
function tagsOf(relationships: Readonly<Record<string, { readonly data?: unknown } | undefined>>): [string, string][] {
  type Tag = { readonly attributes: { readonly name?: string; readonly key?: string; readonly value?: string } };
  return ['tags', 'tag-bindings'].flatMap((relation) => {
    const tags = (relationships[relation]?.data ?? []) as readonly Tag[];
    return tags.map(({ attributes }): [string, string] => [
      attributes.name ?? attributes.key ?? '',
      attributes.value ?? '',
    ]);
  });
}

function isAskedFor({ tags, projectId }: Workspace, query: URLSearchParams): boolean {
  const wanted = query.get('search[tags]')?.split(',') ?? [];
  const project = query.get('filter[project][id]');
  return wanted.every((tag) => tags.has(tag)) && (project === null || project === projectId);
}

const bindings = ({ id, tags }: Workspace): readonly Resource[] =>
  [...tags].map(([key, value]) => ({ type: 'tag-bindings', id: `tb-${id}-${key}`, attributes: { key, value } }));

function resource(workspace: Workspace, queue: RunQueue, organization: Organization): Resource {
  const run = queue.current(workspace);
  const state = currentState(workspace);
  return {
    type: 'workspaces',
    id: workspace.id,
    attributes: {
      name: workspace.name,
      'created-at': workspace.createdAt,
      'auto-apply': workspace.autoApply,
      'execution-mode': workspace.executionMode,
      operations: workspace.executionMode !== 'local',
      locked: workspace.lockedBy !== undefined || queue.holder(workspace) !== undefined,
      'terraform-version': workspace.terraformVersion,
      'tag-names': [...workspace.tags].filter(([, value]) => value === '').map(([key]) => key),
      // Assumed: without it, and so the client shows the worker's own text instead of drawing the plan from JSON.
      'structured-run-output-enabled': false,
      'working-directory': null,
      'vcs-repo': null,
      permissions: PERMISSIONS,
    },
    relationships: {
      organization: { data: { type: 'organizations', id: organization.name } },
      project: { data: { type: 'projects', id: workspace.projectId } },
      'current-run': { data: run === undefined ? null : { type: 'runs', id: run.id } },
      'current-state-version': { data: state === undefined ? null : { type: 'state-versions', id: state.id } },
    },
  };
}

const PERMISSIONS = {
  'can-destroy': true,
  'can-force-unlock': true,
  'can-lock': true,
  'can-queue-apply': true,
  'can-queue-destroy': true,
  'can-queue-run': true,
  'can-read-settings': true,
  'can-unlock': true,
  'can-update': true,
  'can-update-variable': true,
};
