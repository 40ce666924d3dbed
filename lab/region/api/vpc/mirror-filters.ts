import { z } from 'zod';
import { offsetTime } from '../../clock';
import { type Region } from '../../context';
import { conflict } from '../../errors';
import { pageInfo, pageOf, paging } from '../../http/paging';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { description, resourceName } from '../../schema';
import { type MirrorFilter } from '../../store/mirror';
import { mirrorRuleForm } from './mirror-filter-rules';

function form(filter: MirrorFilter, region: Region) {
  const rules = region.store.mirrorFilterRules
    .filter((rule) => rule.filterId === filter.id)
    .map((rule) => mirrorRuleForm(rule, region));
  return {
    id: filter.id,
    project_id: region.settings.projectId,
    name: filter.name,
    description: filter.description,
    ingress_rules: rules.filter((rule) => rule.direction === 'ingress'),
    egress_rules: rules.filter((rule) => rule.direction === 'egress'),
    created_at: offsetTime(filter.createdAt),
    updated_at: offsetTime(filter.updatedAt),
  };
}

const collection = '/v3/{project_id}/vpc/traffic-mirror-filters';
const single = `${collection}/{traffic_mirror_filter_id}` as const;

export const mirrorFilterRoutes = [
  route({
    service: 'vpc',
    method: 'POST',
    path: collection,
    summary: 'Create a mirror filter',
    errors: 'v3',
    status: 201,
    body: z.strictObject({
      traffic_mirror_filter: z.strictObject({ name: resourceName, description: description.default('') }),
    }),
    change: ({ region, body: { traffic_mirror_filter: wanted } }) => {
      checkQuota(region.settings.quotas, 'mirrorFilters', region.store.mirrorFilters.size);
      const now = region.clock();
      const filter = { ...wanted, id: region.ids.uuid(), createdAt: now, updatedAt: now };
      return { traffic_mirror_filter: form(region.store.mirrorFilters.insert(filter), region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: collection,
    summary: 'List mirror filters',
    errors: 'v3',
    status: 200,
    query: z.strictObject({
      ...paging,
      id: z.string().optional(),
      name: z.string().optional(),
      description: z.string().optional(),
    }),
    handle: ({ region, query }) => {
      const all = region.store.mirrorFilters.filter(
        (filter) =>
          (query.id ?? filter.id) === filter.id &&
          (query.name ?? filter.name) === filter.name &&
          (query.description ?? filter.description) === filter.description,
      );
      const page = pageOf(all, query);
      return { traffic_mirror_filters: page.map((filter) => form(filter, region)), page_info: pageInfo(all, page) };
    },
  }),
  route({
    service: 'vpc',
    method: 'GET',
    path: single,
    summary: 'Show a mirror filter with its rules',
    errors: 'v3',
    status: 200,
    handle: ({ region, params }) => ({
      traffic_mirror_filter: form(region.store.mirrorFilters.need(params.traffic_mirror_filter_id), region),
    }),
  }),
  route({
    service: 'vpc',
    method: 'PUT',
    path: single,
    summary: 'Rename or describe a mirror filter',
    errors: 'v3',
    status: 200,
    body: z.strictObject({
      traffic_mirror_filter: z.strictObject({ name: resourceName.optional(), description: description.optional() }),
    }),
    change: ({ region, params, body }) => {
      const patch = { ...body.traffic_mirror_filter, updatedAt: region.clock() };
      const updated = region.store.mirrorFilters.update(params.traffic_mirror_filter_id, patch);
      return { traffic_mirror_filter: form(updated, region) };
    },
  }),
  route({
    service: 'vpc',
    method: 'DELETE',
    path: single,
    summary: 'Delete a mirror filter and its rules; 409 while a session uses it',
    errors: 'v3',
    status: 204,
    change: ({ region: { store }, params }) => {
      const { id } = store.mirrorFilters.need(params.traffic_mirror_filter_id);
      const session = store.mirrorSessions.find((one) => one.filterId === id);
      if (session) throw conflict(`traffic mirror filter ${id} is in use by the session ${session.id}`);
      for (const rule of store.mirrorFilterRules.filter((one) => one.filterId === id)) {
        store.mirrorFilterRules.delete(rule.id);
      }
      store.mirrorFilters.delete(id);
    },
  }),
];
