import { notFound, one, type Route } from './json-api';
import { type Organization } from './organization';

/**
 * What a client asks for first: HashiCorp's "Remote Service Discovery", ping, which is not documented but which its
 * library go-tfe calls, and the organization's entitlement set. `account/details` is what `cdktf login` asks for.
 */
export function discoveryRoutes(organization: Organization): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/.well-known/terraform.json',
      open: true,
      handle: () => ({ status: 200, type: 'application/json', body: SERVICES }),
    },
    // A header of every answer says which version of the API this is; it is all that the client wants from here.
    { method: 'GET', path: '/api/v2/ping', handle: () => ({ status: 204 }) },
    {
      method: 'GET',
      path: '/api/v2/organizations/:organization/entitlement-set',
      handle: ({ params }) => {
        if (params['organization'] !== organization.name) throw notFound('organization');
        return one({ type: 'entitlement-sets', id: organization.name, attributes: ENTITLEMENTS });
      },
    },
    {
      method: 'GET',
      path: '/api/v2/account/details',
      handle: () => one({ type: 'users', id: 'user-1', attributes: { username: 'somebody' } }),
    },
  ];
}

const SERVICES = { 'tfe.v2': '/api/v2/', 'tfe.v2.1': '/api/v2/', 'tfe.v2.2': '/api/v2/' };

/** `operations` makes remote execution possible: without it the client runs everything itself. */
const ENTITLEMENTS = {
  agents: false,
  'audit-logging': false,
  'cost-estimation': false,
  operations: true,
  'private-module-registry': false,
  'run-tasks': false,
  sentinel: false,
  sso: false,
  'state-storage': true,
  teams: false,
  'vcs-integrations': false,
};
