import { z } from 'zod';
import { paging } from '../http/paging';
import { route } from '../http/route';
import { newTags, vpcTags } from '../schema';
import { withoutTags, withTags } from '../store/tag';
import { found, keysOf, matches, resourceForm, wantedTags } from './tag-search';
import { oldTags } from './tags';

const tags = '/v3/{project_id}/ports/{port_id}/tags';

/** Tags of ports are v3's alone, with a path for each action. */
export const portTagRoutes = [
  route({
    service: 'vpc',
    method: 'GET',
    path: '/v3/{project_id}/ports/tags',
    summary: 'List the tags of all ports: each key with its values',
    errors: 'v3',
    status: 200,
    query: z.strictObject({ ...paging, offset: z.string().optional() }),
    handle: ({ region, query }) => {
      const all = keysOf(region.store.ports.all());
      const first = Number(query.offset ?? '0');
      return { tags: all.slice(first, first + Number(query.limit ?? '1000')), total_count: all.length };
    },
  }),
  route({
    service: 'vpc',
    method: 'POST',
    path: '/v3/{project_id}/ports/resource-instances/filter',
    summary: 'List ports by their tags and names',
    errors: 'v3',
    status: 200,
    query: z.strictObject({ limit: paging.limit, offset: z.string().optional() }),
    body: z.strictObject({ tags: wantedTags.optional(), matches: matches.optional() }),
    handle: ({ region, query, body }) => {
      const all = found(region.store.ports, body);
      const first = Number(query.offset ?? '0');
      const page = all.slice(first, first + Number(query.limit ?? '1000'));
      return { resources: page.map(resourceForm), total_count: all.length };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: tags,
    summary: 'List the tags of a port',
    errors: 'v3',
    status: 200,
    handle: ({ region, params }) => ({ tags: region.store.ports.need(params.port_id).tags }),
  }),
  route({
    service: 'vpc',
    method: 'POST',
    path: `${tags}/create`,
    summary: 'Add tags to a port',
    errors: 'v3',
    status: 204,
    body: z.strictObject({ tags: newTags(vpcTags) }),
    change: ({ region, params, body }) => {
      const port = region.store.ports.need(params.port_id);
      region.store.ports.update(port.id, { tags: withTags(port.tags, body.tags), updatedAt: region.clock() });
    },
  }),
  route({
    service: 'vpc',
    method: 'POST',
    path: `${tags}/delete`,
    summary: 'Remove tags of a port',
    errors: 'v3',
    status: 204,
    body: z.strictObject({ tags: oldTags }),
    change: ({ region, params, body }) => {
      const port = region.store.ports.need(params.port_id);
      region.store.ports.update(port.id, { tags: withoutTags(port.tags, body.tags), updatedAt: region.clock() });
    },
  }),
];
