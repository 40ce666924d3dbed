import { dataSources } from '../../../../lab/provider/huaweicloud/data-sources/data-sources';
import { resources } from '../../../../lab/provider/huaweicloud/resources/resources';
import { loadSchema } from '../../../../lab/provider/schema/load-schema';
import { type ProviderSchema } from '../../../../lab/provider/schema/schema';
import { attribute } from '../attribute';
import { ignoredArguments, ignoredCriteria } from './walk';

jest.setTimeout(180_000);

const schema = loadSchema();

/** Only a change to prePaid reads them, and that is refused. */
const MOOT: Readonly<Record<string, readonly string[]>> = {
  huaweicloud_compute_instance: ['include_data_disks_on_update', 'include_publicips_on_update'],
};

describe('GIVEN a type WHEN each of its arguments is configured THEN it is heeded, or refused by name', () => {
  test.each(Object.keys(resources))('%s', async (type) => {
    expect(await ignoredArguments(type, schema)).toEqual(MOOT[type] ?? []);
  });

  test.each(Object.keys(dataSources))('data source %s', async (type) => {
    expect(await ignoredCriteria(type, schema)).toEqual([]);
  });
});

describe('GIVEN an argument that no handler knows WHEN it is configured THEN it is found to be ignored', () => {
  const unheard = attribute('string');
  const withUnheard = (types: ProviderSchema['resources']): ProviderSchema['resources'] =>
    Object.fromEntries(
      Object.entries(types).map(([type, { block, ...rest }]) => [
        type,
        { ...rest, block: { ...block, attributes: { ...block.attributes, unheard } } },
      ]),
    );

  test.each(['huaweicloud_vpc', 'huaweicloud_vpc_traffic_mirror_filter'])('%s', async (type) => {
    const more = { ...schema, resources: withUnheard(schema.resources) };
    expect(await ignoredArguments(type, more)).toEqual(['unheard']);
  });

  test('data source huaweicloud_networking_port', async () => {
    const more = { ...schema, dataSources: withUnheard(schema.dataSources) };
    expect(await ignoredCriteria('huaweicloud_networking_port', more)).toEqual(['unheard']);
  });
});
