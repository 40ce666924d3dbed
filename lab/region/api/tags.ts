import { z } from 'zod';
import { route, type Service } from '../http/route';
import { type ErrorDialect } from '../errors';
import { type Region } from '../context';
import { TEXTS } from '../limits';
import { eipTags, fits, imageTags, newTags, serverTags, type TagLimits, vpcTags } from '../schema';
import { type Table, type Stored } from '../store/table';
import { type Tag, type Tagged, withoutTags, withTags } from '../store/tag';

/** Tags inside a v1 create body, `["key*value"]` (API reference of VPC: CreateVpc, CreateSubnet). */
export const vpcTagTexts = z
  .array(z.string().refine(isTagText, 'not of the form "key*value", or too long, or of other characters than allowed'))
  .default([])
  .transform((texts) => withTags([], texts.map(parseTagText)));

function parseTagText(text: string): Tag {
  const [key = '', ...rest] = text.split('*');
  return { key, value: rest.join('*') };
}

function isTagText(text: string): boolean {
  const { key, value } = parseTagText(text);
  return fits(TEXTS.vpcTagKey, key) && fits(TEXTS.vpcTagValue, value);
}

/** What is to go needs a key only, of any characters (API reference of VPC: BatchCreateVpcTags). */
export const oldTags = z.array(
  z.strictObject({ key: z.string().min(1, 'a key is needed'), value: z.string().optional() }),
);

const actionBody = (limits: TagLimits) =>
  z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('create'), tags: newTags(limits) }),
    z.strictObject({ action: z.literal('delete'), tags: oldTags }),
  ]);

export interface TaggedKind {
  readonly service: Service;
  readonly errors: ErrorDialect;
  /** What a tag belongs to, for the generated list: `a VPC`. */
  readonly owner: string;
  /** Path of the resource's collection, such as `/v2.0/{project_id}/vpcs`. */
  readonly collection: string;
  readonly limits: TagLimits;
  readonly table: (region: Region) => Table<Stored & Tagged & { readonly updatedAt: Date }>;
  /** Whether a search by tags is about one. @default all are searched */
  readonly isSearched?: (region: Region, id: string) => boolean;
}

/** What has tags of its own. */
export const taggedKinds: readonly TaggedKind[] = [
  {
    service: 'vpc',
    errors: 'plain',
    owner: 'a VPC',
    collection: '/v2.0/{project_id}/vpcs',
    limits: vpcTags,
    table: ({ store }) => store.vpcs,
  },
  {
    service: 'vpc',
    errors: 'plain',
    owner: 'a subnet',
    collection: '/v2.0/{project_id}/subnets',
    limits: vpcTags,
    table: ({ store }) => store.subnets,
  },
  {
    service: 'vpc',
    errors: 'plain',
    owner: 'a security group',
    collection: '/v2.0/{project_id}/security-groups',
    limits: vpcTags,
    table: ({ store }) => store.securityGroups,
  },
  {
    service: 'eip',
    errors: 'plain',
    owner: 'an EIP',
    collection: '/v2.0/{project_id}/publicips',
    limits: eipTags,
    table: ({ store }) => store.eips,
  },
  {
    service: 'ims',
    errors: 'wrapped',
    owner: 'an image',
    collection: '/v2/{project_id}/images',
    limits: imageTags,
    table: ({ store }) => store.images,
    // Others' images, and the lab's own ones, are nobody's to be searched.
    isSearched: ({ store }, id) => store.images.get(id)?.madeOf !== undefined,
  },
  {
    service: 'ecs',
    errors: 'wrapped',
    owner: 'a server',
    collection: '/v1/{project_id}/cloudservers',
    limits: serverTags,
    table: ({ store }) => store.servers,
  },
];

export const tagRoutes = taggedKinds.flatMap(({ service, errors, owner, collection, limits, table }) => [
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
    body: actionBody(limits),
    change: ({ region, params, body }) => {
      const { tags } = table(region).need(params.resource_id);
      const changed = body.action === 'create' ? withTags(tags, body.tags) : withoutTags(tags, body.tags);
      table(region).update(params.resource_id, { tags: changed, updatedAt: region.clock() });
    },
  }),
]);
