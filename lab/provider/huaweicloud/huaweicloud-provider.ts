import { type ProviderDefinition } from '../engine/definition';
import { loadSchema } from '../schema/load-schema';
import { Api } from './api';
import { type ApiConnection } from './api-connection';
import { dataSources } from './data-sources/data-sources';
import { explain } from './explain';
import { type Huaweicloud } from './huaweicloud';
import { inRegion, searchedInRegion } from './in-region';
import { resources } from './resources/resources';
import { type Environment, readSettings } from './settings';

/** The stand-in for huaweicloud/huaweicloud. */
export const huaweicloudProvider = (
  connection: ApiConnection,
  environment: Environment,
): ProviderDefinition<Huaweicloud> => ({
  schema: loadSchema(),
  resources: mapValues(resources, inRegion),
  dataSources: mapValues(dataSources, searchedInRegion),
  configure: async (config) => {
    const settings = await readSettings(config, environment, connection);
    return { settings, api: new Api(connection, settings) };
  },
  explain,
});

const mapValues = <Item>(record: Readonly<Record<string, Item>>, map: (item: Item) => Item): Record<string, Item> =>
  Object.fromEntries(Object.entries(record).map(([name, item]) => [name, map(item)]));
