import { z } from 'zod';
import { familyOf, hasHostBits, networkOf, parseIpv4 } from './addresses';

/** Names of VPC resources: 1 to 64 letters (Chinese included), digits, `_`, `-`, `.` [doc]. */
export const resourceName = z
  .string()
  .regex(/^[\p{Script=Han}a-zA-Z0-9_.-]{1,64}$/u, '1 to 64 letters, digits, "_", "-" or "."');

/** Descriptions: at most 255 characters, no angle brackets [doc]. */
export const description = z
  .string()
  .max(255, 'at most 255 characters')
  .regex(/^[^<>]*$/, 'no "<" or ">"');

export const tag = z.strictObject({
  key: z.string().min(1, '1 to 128 characters').max(128, '1 to 128 characters'),
  value: z.string().max(255, 'at most 255 characters').default(''),
});

/** Filters of many list calls, which this region's single enterprise project makes moot. */
export const enterpriseProjectId = z.string().max(36);

export const ipv4 = z.string().refine((text) => parseIpv4(text) !== undefined, 'not an IPv4 address');

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

/** A whole number, also as text: the API reference types some as String, the provider sends numbers [doc, run]. */
export const wholeNumber = (least: number, most: number) => {
  const range = `a whole number from ${least} to ${most}`;
  return z
    .union([z.number(), z.string().regex(/^\d{1,8}$/, range)], { error: range })
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, range);
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

/** A range of ports is in order and within 1 to 65535. */
export const isPortRange = (text: string): boolean => {
  const match = /^(\d{1,5})-(\d{1,5})$/.exec(text);
  if (!match) return false;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return from >= 1 && from <= to && to <= 65535;
};
