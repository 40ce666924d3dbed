import { many, type Resource, type Route } from './json-api';
import { type Organization, type Variable } from './organization';

/** API reference, "Workspace Variables": a sensitive one is shown without its value. Tests set them by hand. */
export function variableRoutes(organization: Organization): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v2/workspaces/:id/vars',
      handle: ({ params }) => many(organization.workspace(params['id'] ?? '').variables.map(resource)),
    },
  ];
}

function resource({ key, value, category, hcl = false, sensitive = false }: Variable): Resource {
  return {
    type: 'vars',
    id: `var-${key}`,
    attributes: { key, value: sensitive ? null : value, category, hcl, sensitive, description: '' },
  };
}
