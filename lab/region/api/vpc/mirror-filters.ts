import { z } from 'zod';
import { offsetTime } from '../../clock';
import { type Region } from '../../context';
import { conflict } from '../../errors';
import { route } from '../../http/route';
import { checkQuota } from '../../quotas';
import { description, resourceName } from '../../schema';
import { type MirrorFilter } from '../../store/mirror';
import { deleteRoute, searchRoute, showRoute, type V3Resource } from '../v3-resource';
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

/** Its rules go with it. Throws 409 while a session uses it. */
function remove({ store }: Region, id: string): void {
  store.mirrorFilters.need(id);
  const session = store.mirrorSessions.find((one) => one.filterId === id);
  if (session) throw conflict(`traffic mirror filter ${id} is in use by the session ${session.id}`);
  for (const rule of store.mirrorFilterRules.filter((one) => one.filterId === id)) {
    store.mirrorFilterRules.delete(rule.id);
  }
  store.mirrorFilters.delete(id);
}

const collection = '/v3/{project_id}/vpc/traffic-mirror-filters';
const single = `${collection}/{traffic_mirror_filter_id}` as const;
const filters: V3Resource<MirrorFilter> = {
  ...{ service: 'vpc', collection, one: 'traffic_mirror_filter', form },
  table: (store) => store.mirrorFilters,
};

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
  searchRoute(filters, 'List mirror filters', { id: z.string(), name: z.string(), description: z.string() }),
  showRoute(filters, 'Show a mirror filter with its rules'),
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
  deleteRoute(filters, 'Delete a mirror filter and its rules; 409 while a session uses it', remove),
];
