import { given, newId, notFound, one, type Resource, type Route } from './json-api';
import { type ConfigurationVersion, type Organization } from './organization';

/** API reference, "Configuration Versions": a folder is uploaded once, by a link that needs no token. */
export function configurationVersionRoutes(organization: Organization): readonly Route[] {
  const found = (is: (version: ConfigurationVersion) => boolean): ConfigurationVersion => {
    const version = organization.configurations.find(is);
    if (version === undefined) throw notFound('configuration version');
    return version;
  };
  return [
    {
      method: 'POST',
      path: '/api/v2/workspaces/:id/configuration-versions',
      handle: (request) => {
        const version: ConfigurationVersion = {
          id: newId('cv'),
          workspace: organization.workspace(request.params['id'] ?? ''),
          speculative: given(request).attributes['speculative'] === true,
          secret: newId('upload'),
        };
        organization.configurations.push(version);
        return one(resource(version, request.origin), 201);
      },
    },
    {
      method: 'GET',
      path: '/api/v2/configuration-versions/:id',
      handle: ({ params, origin }) =>
        one(
          resource(
            found(({ id }) => id === params['id']),
            origin,
          ),
        ),
    },
    {
      method: 'PUT',
      path: '/upload/configuration/:secret',
      open: true,
      handle: ({ params, body }) => {
        found(({ secret }) => secret === params['secret']).archive = body;
        return { status: 200 };
      },
    },
  ];
}

function resource({ id, speculative, secret, archive }: ConfigurationVersion, origin: string): Resource {
  return {
    type: 'configuration-versions',
    id,
    attributes: {
      'auto-queue-runs': false,
      source: 'tfe-api',
      speculative,
      status: archive === undefined ? 'pending' : 'uploaded',
      // Assumed: shown as long as nothing is uploaded.
      'upload-url': archive === undefined ? `${origin}/upload/configuration/${secret}` : null,
    },
  };
}
