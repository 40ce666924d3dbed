import { z } from 'zod';
import { route, type Service } from '../http/route';
import { type ErrorDialect } from '../errors';
import { type Region } from '../context';
import { tag } from '../schema';
import { type Table, type Stored } from '../store/table';
import { type Tag, type Tagged, withoutTags, withTags } from '../store/tag';

/** Tags inside a v1 create body, `["key*value"]` [doc: CreateVpc, CreateSubnet]. */
export const vpcTagTexts = z
  .array(z.string().regex(/^[^*]{1,128}(\*.{0,255})?$/, 'not of the form "key*value"'))
  .default([])
  .transform((texts) =>
    withTags(
      [],
      texts.map((text): Tag => {
        const [key = '', ...rest] = text.split('*');
        return { key, value: rest.join('*') };
      }),
    ),
  );

const actionBody = z.strictObject({
  action: z.enum(['create', 'delete']),
  tags: z.array(z.union([tag, z.strictObject({ key: z.string(), value: z.string().optional() })])),
});

interface TaggedKind {
  readonly service: Service;
  readonly errors: ErrorDialect;
  /** What a tag belongs to, for the generated list: `a VPC`. */
  readonly owner: string;
  /** Path of the resource's collection, such as `/v2.0/{project_id}/vpcs`. */
  readonly collection: string;
  readonly table: (region: Region) => Table<Stored & Tagged & { readonly updatedAt: Date }>;
}

const kinds: readonly TaggedKind[] = [
  {
    service: 'vpc',
    errors: 'plain',
    owner: 'a VPC',
    collection: '/v2.0/{project_id}/vpcs',
    table: ({ store }) => store.vpcs,
  },
  {
    service: 'vpc',
    errors: 'plain',
    owner: 'a subnet',
    collection: '/v2.0/{project_id}/subnets',
    table: ({ store }) => store.subnets,
  },
  {
    service: 'vpc',
    errors: 'plain',
    owner: 'a security group',
    collection: '/v2.0/{project_id}/security-groups',
    table: ({ store }) => store.securityGroups,
  },
  {
    service: 'eip',
    errors: 'plain',
    owner: 'an EIP',
    collection: '/v2.0/{project_id}/publicips',
    table: ({ store }) => store.eips,
  },
  {
    service: 'ecs',
    errors: 'wrapped',
    owner: 'a server',
    collection: '/v1/{project_id}/cloudservers',
    table: ({ store }) => store.servers,
  },
];

export const tagRoutes = kinds.flatMap(({ service, errors, owner, collection, table }) => [
  route({
    service,
    method: 'GET',
    path: `${collection}/{resource_id}/tags`,
    summary: `List the tags of ${owner}`,
    errors,
    status: 200,
    handle: ({ region, params }) => ({ tags: table(region).need(params.resource_id).tags }),
  }),
  route({
    service,
    method: 'POST',
    path: `${collection}/{resource_id}/tags/action`,
    summary: `Add or remove tags of ${owner}`,
    errors,
    status: 204,
    body: actionBody,
    change: ({ region, params, body }) => {
      const { tags } = table(region).need(params.resource_id);
      const changed =
        body.action === 'create'
          ? withTags(
              tags,
              body.tags.map(({ key, value = '' }) => ({ key, value })),
            )
          : withoutTags(tags, body.tags);
      table(region).update(params.resource_id, { tags: changed, updatedAt: region.clock() });
    },
  }),
]);
