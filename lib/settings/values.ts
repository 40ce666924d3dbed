import { z } from 'zod';
import { checkCidr, checkIpv4Address, checkIpv4Block } from '../cidr';
import { type Problem } from '../input-error';
import {
  checkDescription,
  checkFlavor,
  checkHostname,
  checkInteger,
  checkLiteral,
  checkName,
  checkNotEmpty,
  checkStatePath,
  checkTags,
  checkWorkspace,
  PORT,
  type IntegerRange,
} from '../limits';
import { checkPortRange } from '../port-range';

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

/** Any text, but for Terraform's expressions: a user's `${…}` would fail at plan, long after synth. */
const literal = checked(z.string(), checkLiteral);
export const text = checked(literal, checkNotEmpty).meta({ allowed: 'not empty' });
export const name = checked(z.string(), checkName).meta({ allowed: 'a name' });
export const description = checked(literal, checkDescription).meta({ allowed: 'a description' });
export const integer = (range: IntegerRange): z.ZodNumber =>
  checked(z.number(), (value) => checkInteger(value, range)).meta({ allowed: `${range.min} to ${range.max}` });
export const port = integer(PORT);
export const cidr = checked(z.string(), checkCidr).meta({ allowed: 'an IPv4 or IPv6 block' });
export const ipv4Cidr = checked(z.string(), checkIpv4Block).meta({ allowed: 'an IPv4 block' });
export const address = checked(z.string(), checkIpv4Address).meta({ allowed: 'an IPv4 address' });
export const ports = checked(z.union([z.string(), z.number()]), checkPortRange).meta({
  allowed: 'a port or a range of ports',
});
export const flavor = checked(z.string(), checkFlavor).meta({ allowed: 'a flavor id' });
export const url = checked(literal, checkUrl).meta({ allowed: 'an http or https URL' });
export const identityUrl = checked(
  literal,
  (value) => checkUrl(value) ?? (value.endsWith('/v3') ? undefined : `must end in /v3, got: "${value}"`),
).meta({ allowed: 'an http or https URL that ends in /v3' });
export const hostname = checked(z.string(), checkHostname).meta({ allowed: 'a host name' });
export const workspace = checked(z.string(), checkWorkspace).meta({ allowed: 'letters, digits, `_`, `-`' });
export const statePath = checked(literal, checkStatePath).meta({ allowed: 'a relative path' });
export const tags = checked(z.record(z.string(), z.string()), (value) => {
  const expression = Object.entries(value).find((entry) => entry.some((text) => checkLiteral(text) !== undefined));
  return expression === undefined ? checkTags(value) : checkLiteral(expression.join('" = "'));
}).meta({ allowed: 'keys of 1 to 36, values of at most 43 characters' });

function checkUrl(value: string): Problem {
  return /^https?:\/\/[^/\s]+(\/\S*)?$/.test(value) ? undefined : `must be an http or https URL, got: "${value}"`;
}
