import { given, many, notFound, one, type Resource, type Route } from './json-api';
import { type Organization, type Project } from './organization';

/** API reference, "Projects": what a client needs to put a new workspace into one. */
export function projectRoutes(organization: Organization): readonly Route[] {
  const path = '/api/v2/organizations/:organization/projects';
  const inOrganization = (name: string | undefined): void => {
    if (name !== organization.name) throw notFound('organization');
  };
  return [
    {
      method: 'GET',
      path,
      handle: ({ params, query }) => {
        inOrganization(params['organization']);
        const names = query.get('filter[names]')?.split(',');
        return many(organization.projects.filter(({ name }) => names?.includes(name) ?? true).map(resource));
      },
    },
    {
      method: 'POST',
      path,
      handle: (request) => {
        inOrganization(request.params['organization']);
        return one(resource(organization.makeProject(String(given(request).attributes['name']))), 201);
      },
    },
  ];
}

const resource = ({ id, name }: Project): Resource => ({ type: 'projects', id, attributes: { name, description: '' } });
