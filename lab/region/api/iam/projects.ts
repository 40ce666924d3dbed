import { z } from 'zod';
import { type RegionSettings } from '../../context';
import { route } from '../../http/route';

const projectOf = (settings: RegionSettings) => ({
  id: settings.projectId,
  name: settings.regionName,
  domain_id: settings.domainId,
  parent_id: settings.domainId,
  is_domain: false,
  enabled: true,
  description: '',
  links: { self: '' },
});

const links = { self: '', next: null, previous: null };

export const iamRoutes = [
  route({
    service: 'iam',
    method: 'GET',
    path: '/v3/projects',
    summary: 'List projects (how an SDK or a provider without a project id finds it)',
    errors: 'wrapped',
    status: 200,
    query: z.strictObject({
      name: z.string().optional(),
      domain_id: z.string().optional(),
      enabled: z.string().optional(),
      page: z.string().optional(),
      per_page: z.string().optional(),
    }),
    handle: ({ region, query }) => ({
      links,
      projects: [projectOf(region.settings)].filter((project) => (query.name ?? project.name) === project.name),
    }),
  }),
  route({
    service: 'iam',
    method: 'GET',
    path: '/v3/auth/projects',
    summary: 'List the projects of the caller',
    errors: 'wrapped',
    status: 200,
    handle: ({ region }) => ({ links, projects: [projectOf(region.settings)] }),
  }),
  route({
    service: 'iam',
    method: 'GET',
    path: '/v3/auth/domains',
    summary: 'List the domains of the caller',
    errors: 'wrapped',
    status: 200,
    handle: ({ region: { settings } }) => ({
      links,
      domains: [
        { id: settings.domainId, name: settings.domainName, enabled: true, description: '', links: { self: '' } },
      ],
    }),
  }),
];
