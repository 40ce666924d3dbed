import { createHash } from 'node:crypto';
import { ApiError, given, many, newId, notFound, one, type Request, type Resource, type Route } from './json-api';
import { currentState, type Organization, type Output, type StateVersion, type Workspace } from './organization';

/** API reference, "State Versions" and "State Version Outputs". */
export function stateVersionRoutes(organization: Organization): readonly Route[] {
  const versions = (): readonly StateVersion[] => organization.workspaces.flatMap(({ stateVersions }) => stateVersions);
  const found = (id: string | undefined): StateVersion => {
    const version = versions().find((each) => each.id === id);
    if (version === undefined) throw notFound('state version');
    return version;
  };
  const current = (params: Readonly<Record<string, string>>): StateVersion => {
    const version = currentState(organization.workspace(params['id'] ?? ''));
    if (version === undefined) throw notFound('state version');
    return version;
  };
  return [
    {
      method: 'GET',
      path: '/api/v2/workspaces/:id/current-state-version',
      handle: ({ params, origin }) => one(resource(current(params), origin)),
    },
    {
      method: 'POST',
      path: '/api/v2/workspaces/:id/state-versions',
      handle: (request) => {
        const workspace = organization.workspace(request.params['id'] ?? '');
        if (workspace.lockedBy === undefined) throw new ApiError(409, 'The workspace must be locked to save a state.');
        const version = newVersion(workspace, given(request).attributes);
        workspace.stateVersions.push(version);
        return one(resource(version, request.origin), 201);
      },
    },
    {
      method: 'GET',
      path: '/api/v2/state-versions/:id',
      handle: ({ params, origin }) => one(resource(found(params['id']), origin)),
    },
    {
      method: 'GET',
      path: '/api/v2/state-versions/:id/download',
      handle: ({ params }) => {
        const { state } = found(params['id']);
        if (state === undefined) throw notFound('state');
        return { status: 200, body: state };
      },
    },
    { method: 'PUT', path: '/upload/state/:secret', open: true, handle: (request) => upload(versions(), request) },
    // The service reads its own picture of the state from this form; nothing of it is asked for here.
    { method: 'PUT', path: '/upload/json-state/:secret', open: true, handle: () => ({ status: 200 }) },
    {
      method: 'GET',
      path: '/api/v2/workspaces/:id/current-state-version-outputs',
      handle: ({ params }) => many(Object.entries(current(params).outputs ?? {}).map(withoutSecret)),
    },
    {
      method: 'GET',
      path: '/api/v2/state-version-outputs/:id',
      handle: ({ params }) => {
        const output = versions()
          .flatMap(({ outputs }) => Object.entries(outputs ?? {}))
          .find(([, { id }]) => id === params['id']);
        if (output === undefined) throw notFound('output');
        return one(outputResource(output));
      },
    },
  ];
}

/** @throws ApiError when it does not follow the current version: another lineage, or an older or the same serial */
export function newVersion(workspace: Workspace, attributes: Readonly<Record<string, unknown>>): StateVersion {
  const { serial, lineage, md5, force } = attributes as Record<string, string | number | boolean | undefined>;
  const before = currentState(workspace);
  if (before !== undefined && force !== true) {
    if (lineage !== undefined && before.lineage !== undefined && lineage !== before.lineage) {
      throw new ApiError(409, `lineage ${lineage} does not match that of the current state, ${before.lineage}`);
    }
    if (Number(serial) < before.serial || (Number(serial) === before.serial && md5 !== before.md5)) {
      throw new ApiError(409, `serial ${serial} does not follow that of the current state, ${before.serial}`);
    }
  }
  return {
    id: newId('sv'),
    workspace,
    serial: Number(serial),
    lineage: typeof lineage === 'string' ? lineage : undefined,
    md5: String(md5),
    outputs: outputsOf(attributes['json-state-outputs']),
    createdAt: new Date().toISOString(),
    secret: newId('upload'),
  };
}

function upload(versions: readonly StateVersion[], { params, body }: Request) {
  const version = versions.find(({ secret }) => secret === params['secret']);
  if (version === undefined) throw notFound('upload');
  const md5 = createHash('md5').update(body).digest('hex');
  if (md5 !== version.md5) throw new ApiError(422, `md5 of the state is ${md5}, not ${version.md5}`);
  version.state = body;
  return { status: 200 };
}

/** Base64 of a JSON object: by name, what `terraform show -json` says of an output. */
function outputsOf(encoded: unknown): StateVersion['outputs'] {
  if (typeof encoded !== 'string') return undefined;
  const outputs = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as Record<string, Omit<Output, 'id'>>;
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, { ...output, id: newId('wsout') }]));
}

/** The list does not show the values of sensitive outputs; each by itself does. */
function withoutSecret(entry: [string, Output]): Resource {
  const { attributes, ...rest } = outputResource(entry);
  return { ...rest, attributes: { ...attributes, ...(entry[1].sensitive && { value: null }) } };
}

function outputResource([name, { id, value, type, sensitive }]: [string, Output]): Resource {
  const kind = typeof type === 'string' ? type : Array.isArray(value) ? 'array' : 'object';
  return {
    type: 'state-version-outputs',
    id,
    attributes: { name, value, sensitive, type: kind, 'detailed-type': type },
  };
}

function resource(version: StateVersion, origin: string): Resource {
  return {
    type: 'state-versions',
    id: version.id,
    attributes: {
      'created-at': version.createdAt,
      serial: version.serial,
      status: version.state === undefined ? 'pending' : 'finalized',
      'resources-processed': version.state !== undefined,
      'hosted-state-download-url': `${origin}/api/v2/state-versions/${version.id}/download`,
      'hosted-state-upload-url': `${origin}/upload/state/${version.secret}`,
      'hosted-json-state-upload-url': `${origin}/upload/json-state/${version.secret}`,
    },
  };
}
