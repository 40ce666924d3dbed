import { DiagnosticError } from '../diagnostics';
import { type Attributes } from '../engine/attributes';
import { type HuaweicloudCall, type HuaweicloudDataSource, type HuaweicloudResource } from './huaweicloud';

/** Gives a resource its `region`. With endpoints of one's own, as in the lab, it can only be the provider's. */
export const inRegion = (resource: HuaweicloudResource): HuaweicloudResource => ({
  ...resource,
  create: async (call, wanted, made) => {
    checkRegion(call, wanted);
    await resource.create(call, wanted, made);
  },
  read: async (call, id, state) => {
    const read = await resource.read(call, id, state);
    return read && { ...read, region: call.meta.settings.region };
  },
});

/** The same of a data source. */
export const searchedInRegion = (source: HuaweicloudDataSource): HuaweicloudDataSource => ({
  ...source,
  read: async (call, config) => {
    checkRegion(call, config);
    return { ...(await source.read(call, config)), region: call.meta.settings.region };
  },
});

function checkRegion({ meta }: HuaweicloudCall, wanted: Attributes): void {
  const region = wanted.text('region');
  if (region === undefined || region === meta.settings.region) return;
  throw new DiagnosticError({
    severity: 'error',
    summary: `region ${region} is not the provider's, ${meta.settings.region}: with endpoints set there is only that one`,
    path: ['region'],
  });
}
