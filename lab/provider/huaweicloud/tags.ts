import { z } from 'zod';
import { isEqual, isWhollyKnown, type Values } from '../codec/value';
import { Attributes } from '../engine/attributes';
import { type CustomizePlan } from '../planning/plan-resource';
import { segment } from './api';
import { apiOf, type Huaweicloud, type HuaweicloudCall } from './huaweicloud';

type Tags = Readonly<Record<string, string>>;

/** Plans the tags of the resource and of the provider block together; none at all where neither has any. */
export const mergeDefaultTags =
  ({ settings }: Huaweicloud): CustomizePlan =>
  (config): Values => {
    const configured = config['tags'] ?? null;
    if (!isWhollyKnown(configured)) return {};
    return { tags: { ...settings.defaultTags, ...new Attributes(config).map('tags') } };
  };

export const tagList = (tags: Tags): readonly { readonly key: string; readonly value: string }[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

/** What has tags, and where they are: EIPs, subnets, VPCs and groups share one API, servers have their own. */
export type Tagged = 'vpcs' | 'subnets' | 'security-groups' | 'publicips' | 'cloudservers';

const placeOf = (kind: Tagged, id: string) =>
  kind === 'cloudservers'
    ? ({ service: 'ecs', path: `v1/{p}/cloudservers/${segment(id)}/tags` } as const)
    : ({ service: 'vpc', path: `v2.0/{p}/${kind}/${segment(id)}/tags` } as const);

async function act(call: HuaweicloudCall, kind: Tagged, id: string, action: string, tags: Tags): Promise<void> {
  if (Object.keys(tags).length === 0) return;
  const { service, path } = placeOf(kind, id);
  await apiOf(call).send({ service, method: 'POST', path: `${path}/action`, body: { action, tags: tagList(tags) } });
}

export const createTags = (call: HuaweicloudCall, kind: Tagged, id: string, tags: Tags): Promise<void> =>
  act(call, kind, id, 'create', tags);

/** All old ones go and all new ones come, as the provider does it. Nothing happens when they are the same. */
export async function replaceTags(
  call: HuaweicloudCall,
  kind: Tagged,
  id: string,
  prior: Attributes,
  wanted: Attributes,
): Promise<void> {
  if (isEqual(prior.map('tags'), wanted.map('tags'))) return;
  await act(call, kind, id, 'delete', prior.map('tags'));
  await act(call, kind, id, 'create', wanted.map('tags'));
}

const answer = z.object({ tags: z.array(z.object({ key: z.string(), value: z.string().default('') })) });

/** The tags as they are; nothing when they cannot be read, which leaves the state's as they were. */
export async function readTags(call: HuaweicloudCall, kind: Tagged, id: string): Promise<{ readonly tags?: Tags }> {
  try {
    const { tags } = await apiOf(call).read({ ...placeOf(kind, id), method: 'GET' }, answer);
    return { tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) };
  } catch {
    return {};
  }
}

/** Tags in the form `key=value`. */
export const parseTags = (texts: readonly string[]): Tags =>
  Object.fromEntries(
    texts.map((text): [string, string] => {
      const [key = '', ...rest] = text.split('=');
      return [key, rest.join('=')];
    }),
  );
