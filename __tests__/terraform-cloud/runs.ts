import { ApiError, given, many, notFound, one, related, type Reference, type Resource, type Route } from './json-api';
import { type Organization } from './organization';
import { type Phase, Run, type RunVariable } from './run';
import { type RunQueue } from './run-queue';

/** API reference, "Runs", "Plans", "Applies": what a client needs to start a run, follow it and decide about it. */
export function runRoutes(organization: Organization, queue: RunQueue): readonly Route[] {
  const found = (id: string | undefined): Run => {
    const run = queue.runs.find((each) => each.id === id);
    if (run === undefined) throw notFound('run');
    return run;
  };
  const phase = (is: (phase: Phase) => boolean): Phase => {
    const match = queue.runs.flatMap(({ plan, apply }) => [plan, apply]).find(is);
    if (match === undefined) throw notFound('plan or apply');
    return match;
  };
  return [
    {
      method: 'POST',
      path: '/api/v2/runs',
      handle: (request) => {
        const asked = given(request);
        const workspace = organization.workspace(related(asked, 'workspace') ?? '');
        const configuration = organization.configurations.find(
          ({ id }) => id === related(asked, 'configuration-version'),
        );
        if (configuration?.archive === undefined) throw new ApiError(422, 'Configuration version must be uploaded');
        if (workspace.executionMode === 'local') throw new ApiError(422, 'Workspace is in local execution mode');
        const { 'is-destroy': isDestroy, 'auto-apply': autoApply, variables } = asked.attributes;
        const run = new Run({
          workspace,
          configuration,
          isDestroy: isDestroy === true,
          planOnly: configuration.speculative,
          autoApply: autoApply === undefined ? workspace.autoApply : autoApply === true,
          variables: (variables ?? []) as RunVariable[],
        });
        queue.add(run);
        return one(resource(run), 201);
      },
    },
    { method: 'GET', path: '/api/v2/runs/:id', handle: ({ params }) => one(resource(found(params['id']))) },
    {
      method: 'GET',
      path: '/api/v2/workspaces/:id/runs',
      handle: ({ params }) =>
        many(
          queue.runs
            .filter(({ props }) => props.workspace.id === params['id'])
            .map(resource)
            .reverse(),
        ),
    },
    // Assumed: the organization has a worker for every run, so none waits but for its workspace.
    { method: 'GET', path: '/api/v2/organizations/:organization/runs/queue', handle: () => many([]) },
    // Events are comments and what policies and tasks say; there are none.
    { method: 'GET', path: '/api/v2/runs/:id/run-events', handle: () => many([]) },
    {
      method: 'POST',
      path: '/api/v2/runs/:id/actions/apply',
      handle: ({ params }) => {
        const run = found(params['id']);
        if (!run.isConfirmable) throw new ApiError(409, 'transition not allowed');
        run.confirm();
        return { status: 202 };
      },
    },
    {
      method: 'POST',
      path: '/api/v2/runs/:id/actions/discard',
      handle: ({ params }) => {
        const run = found(params['id']);
        if (run.status !== 'planned') throw new ApiError(409, 'transition not allowed');
        run.discard();
        return { status: 202 };
      },
    },
    {
      method: 'POST',
      path: '/api/v2/runs/:id/actions/cancel',
      handle: ({ params }) => {
        queue.cancel(found(params['id']));
        return { status: 202 };
      },
    },
    ...(['plan', 'apply'] as const).map((kind): Route => ({
      method: 'GET',
      path: `/api/v2/${kind === 'plan' ? 'plans' : 'applies'}/:id`,
      handle: ({ params, origin }) => {
        const run = queue.runs.find((each) => each[kind].id === params['id']);
        if (run === undefined) throw notFound(kind);
        return one(phaseResource(kind, run, origin));
      },
    })),
    {
      method: 'GET',
      path: '/logs/:secret',
      open: true,
      handle: ({ params, query }) => ({
        status: 200,
        body: phase(({ secret }) => secret === params['secret']).log.read(
          Number(query.get('offset') ?? 0),
          Number(query.get('limit') ?? Infinity),
        ),
      }),
    },
  ];
}

function phaseResource(kind: 'plan' | 'apply', run: Run, origin: string): Resource {
  const { id, status, secret } = run[kind];
  return {
    type: kind === 'plan' ? 'plans' : 'applies',
    id,
    attributes: {
      status,
      'log-read-url': `${origin}/logs/${secret}`,
      ...(kind === 'plan' && { 'has-changes': run.hasChanges }),
    },
  };
}

function resource(run: Run): Resource {
  const { workspace, configuration, isDestroy, planOnly, autoApply, variables } = run.props;
  const to = (type: string, id: string): { readonly data: Reference } => ({ data: { type, id } });
  return {
    type: 'runs',
    id: run.id,
    attributes: {
      status: run.status,
      'has-changes': run.hasChanges,
      'is-destroy': isDestroy,
      'plan-only': planOnly,
      'auto-apply': autoApply,
      'created-at': run.createdAt,
      // As they were given: the API has no sensitive ones among them.
      variables,
      actions: {
        'is-cancelable': !run.isFinal && run.status !== 'planned',
        'is-confirmable': run.isConfirmable,
        'is-discardable': run.status === 'planned',
        'is-force-cancelable': false,
      },
      permissions: { 'can-apply': true, 'can-cancel': true, 'can-discard': true, 'can-force-execute': true },
    },
    relationships: {
      workspace: to('workspaces', workspace.id),
      'configuration-version': to('configuration-versions', configuration.id),
      plan: to('plans', run.plan.id),
      apply: to('applies', run.apply.id),
    },
  };
}
