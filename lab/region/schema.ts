import { z } from 'zod';
import { familyOf, hasHostBits, networkOf } from '../addresses/cidr-text';
import { ipv4Number } from '../addresses/ipv4-block';
import { NUMBERS, type NumberLimit, TEXTS, type TextLimit } from './limits';

/** Characters count as people count them, not as UTF-16 does. */
export const fits = ({ min, max, pattern }: TextLimit, text: string): boolean => {
  const { length } = Array.from(text);
  return length >= min && length <= max && pattern.test(text);
};

export const textOf = (limit: TextLimit) => z.string().refine((text) => fits(limit, text), limit.says);

const rangeOf = ({ min, max, unit }: NumberLimit): string => `${min} to ${max}${unit === undefined ? '' : ` ${unit}`}`;

export const numberOf = (limit: NumberLimit) =>
  z.number().int('not a whole number').min(limit.min, rangeOf(limit)).max(limit.max, rangeOf(limit));

export const resourceName = textOf(TEXTS.name);
export const description = textOf(TEXTS.description);
export const metadata = z.record(textOf(TEXTS.metadataKey), textOf(TEXTS.metadataValue));

/** What the tags of a kind of resource may be. */
export interface TagLimits {
  readonly key: TextLimit;
  readonly value: TextLimit;
}
export const vpcTags: TagLimits = { key: TEXTS.vpcTagKey, value: TEXTS.vpcTagValue };
export const eipTags: TagLimits = { key: TEXTS.eipTagKey, value: TEXTS.eipTagValue };
export const imageTags: TagLimits = { key: TEXTS.imageTagKey, value: TEXTS.imageTagValue };
export const serverTags: TagLimits = { key: TEXTS.serverTagKey, value: TEXTS.serverTagValue };

/** Tags that come new: no key twice (API reference of VPC: BatchCreateVpcTags). */
export const newTags = (limits: TagLimits) =>
  z
    .array(z.strictObject({ key: textOf(limits.key), value: textOf(limits.value).default('') }))
    .refine((tags) => isDistinct(tags.map(({ key }) => key)), 'a key is listed twice');

/** Filters of many list calls, which this region's single enterprise project makes moot. */
export const enterpriseProjectId = z.string().max(36);

/** Of what is made: the default project's 0, or the id of another (API reference of VPC: enterprise_project_id). */
export const newEnterpriseProjectId = z
  .string()
  .regex(/^(0|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, '0 or the UUID of an enterprise project');

export const ipv4 = z.string().refine((text) => ipv4Number(text) !== undefined, 'not an IPv4 address');

/** An IPv4 block without host bits, such as `192.168.0.0/16`. */
export const ipv4Network = z
  .string()
  .refine((text) => familyOf(text) === 'IPv4', 'not an IPv4 block in CIDR notation')
  .refine((text) => !hasHostBits(text), {
    error: (issue) => `host bits are set, did you mean ${networkOf(String(issue.input)) ?? ''}`,
  });

/** Any IPv4 or IPv6 block; host bits are tolerated and ignored, as by the cloud. */
export const cidr = z
  .string()
  .refine((text) => familyOf(text) !== undefined, 'not a block in CIDR notation, such as 192.168.0.161/32');

/** A whole number, also as text: the API reference types some as String, the provider sends numbers (recorded). */
export const wholeNumber = ({ min, max }: NumberLimit) => {
  const range = `a whole number from ${min} to ${max}`;
  return z
    .union([z.number(), z.string().regex(/^(0|[1-9]\d{0,7})$/, range)], { error: range })
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, range);
};

export const isDistinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

/** The servers that a deletion or an action is about. */
export const serverReferences = z
  .array(z.strictObject({ id: z.string() }))
  .min(1, 'at least one server')
  .max(1000, 'at most 1000 servers')
  .refine((servers) => isDistinct(servers.map(({ id }) => id)), 'a server is listed twice');

export const direction = z.enum(['ingress', 'egress']);
export const ethertype = z.enum(['IPv4', 'IPv6']);

/** Ports are in order, within 1 to 65535 and without zeros before them. */
export const isPortRange = (text: string): boolean => {
  const match = /^([1-9]\d{0,4})-([1-9]\d{0,4})$/.exec(text);
  if (!match) return false;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return from >= NUMBERS.port.min && from <= to && to <= NUMBERS.port.max;
};
