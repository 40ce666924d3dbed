import { z } from 'zod';
import { Cidr, isIpv4Address } from '../cidr';
import { type Problem } from '../input-error';
import { checkDescription, checkInteger, checkName, parses, PORT, type IntegerRange } from '../limits';
import { PortRange } from '../port-range';

/** A value with a check of ours: the message is the end of a sentence, the path is put before it when it is shown. */
export function checked<T extends z.ZodType>(type: T, check: (value: z.output<T>) => Problem): T {
  return type.superRefine((value, context) => {
    const problem = check(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });
}

/** What docs/settings.md says of a setting; `guide` is where the guide has it, `unset` what happens without it. */
export function about(description: string, more: { readonly guide?: string; readonly unset?: string } = {}) {
  return { description, ...more };
}

export const text = z.string().min(1).meta({ allowed: 'not empty' });
export const name = checked(z.string(), checkName).meta({ allowed: 'a name' });
export const description = checked(z.string(), checkDescription).meta({ allowed: 'a description' });
export const integer = (range: IntegerRange): z.ZodNumber =>
  checked(z.number(), (value) => checkInteger(value, range)).meta({ allowed: `${range.min} to ${range.max}` });
export const port = integer(PORT);
const parseCidr = parses((value: string) => Cidr.parse(value));
export const cidr = checked(z.string(), parseCidr).meta({ allowed: 'an IPv4 or IPv6 block' });
export const ipv4Cidr = checked(z.string(), (value) =>
  value.includes(':') ? `must be an IPv4 block, got: "${value}"` : parseCidr(value),
).meta({ allowed: 'an IPv4 block' });
export const address = checked(z.string(), (value) =>
  isIpv4Address(value) ? undefined : `must be an IPv4 address such as 192.168.0.230, got: "${value}"`,
).meta({ allowed: 'an IPv4 address' });
export const ports = checked(
  z.union([z.string(), z.number()]),
  parses((value: string | number) => PortRange.parse(value)),
).meta({ allowed: 'a port or a range of ports' });
export const flavor = checked(z.string(), (value) =>
  /^[a-z0-9]+(\.[a-z0-9]+)+$/i.test(value) ? undefined : `must be a flavor id such as c7t.large.2, got: "${value}"`,
).meta({ allowed: 'a flavor id' });
export const url = checked(z.string(), (value) =>
  /^https?:\/\/[^/\s]+(\/\S*)?$/.test(value) ? undefined : `must be an http or https URL, got: "${value}"`,
).meta({ allowed: 'an http or https URL' });
export const tags = checked(z.record(z.string(), z.string()), (value) => {
  const bad = Object.entries(value).find(([key, tag]) => key.length < 1 || key.length > 36 || tag.length > 43);
  return bad === undefined
    ? undefined
    : `must have keys of 1 to 36 and values of at most 43 characters, got: "${bad[0]}" = "${bad[1]}"`;
}).meta({ allowed: 'keys of 1 to 36, values of at most 43 characters' });
