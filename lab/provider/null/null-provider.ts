import { randomInt } from 'node:crypto';
import { type ProviderDefinition, type ResourceType } from '../engine/definition';
import { type Attribute, noRules, type ProviderSchema } from '../schema/schema';

const attribute: Omit<Attribute, 'type'> = {
  required: false,
  optional: false,
  computed: false,
  sensitive: false,
  forceNew: false,
  rules: noRules,
};

/** hashicorp/null 3.2: an id, and a map whose change replaces the resource. */
const schema: ProviderSchema = {
  provider: { attributes: {}, blocks: {} },
  resources: {
    null_resource: {
      version: 0,
      timeouts: {},
      block: {
        attributes: {
          id: { ...attribute, type: 'string', computed: true },
          triggers: { ...attribute, type: ['map', 'string'], optional: true, forceNew: true },
        },
        blocks: {},
      },
    },
  },
  dataSources: {},
};

/** Nothing is behind it: what it is for, provisioners and their order, is Terraform's own part. */
const nullResource: ResourceType<undefined> = {
  create: (_call, _wanted, made) => {
    made(String(randomInt(1, 2 ** 47)));
    return Promise.resolve();
  },
  read: () => Promise.resolve({}),
  delete: () => Promise.resolve(),
};

export const nullProvider: ProviderDefinition<undefined> = {
  schema,
  resources: { null_resource: nullResource },
  dataSources: {},
  configure: () => Promise.resolve(undefined),
};
