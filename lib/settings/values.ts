import { z } from 'zod';
import { checkCidr, checkIpv4Address, checkIpv4Block } from '../values/cidr';
import { type Problem } from '../values/input-error';
import { checkFlavor, checkFlavorFamily } from '../servers/flavor';
import { NAME_SERVERS, PORT, type Limit } from '../values/limits';
import { checkKeyPairName, checkName, checkWorkspace } from '../values/name';
import { checkDescription, checkLiteral, checkNotEmpty, TERRAFORM_EXPRESSION } from '../values/text';
import { checkInteger } from '../values/whole-number';
import {
  checkAvailabilityZone,
  checkEnterpriseProjectId,
  checkHostname,
  checkIdentityUrl,
  checkProjectId,
  checkRegion,
  checkSshHost,
  checkUrl,
} from '../values/places';
import { checkPortRange } from '../values/port-range';
import { shown } from '../values/shown';
import { checkStatePath } from '../values/state-path';
import { checkVpcBlock, LONGEST_SUBNET_PREFIX, VPC_BLOCKS } from '../values/subnet-address';
import { checkTags, TAG_KEY_LENGTH, TAG_VALUE_LENGTH, TAGS } from '../values/tags';

/** A value with a check of ours: the message is the end of a sentence, the path is put before it when it is shown. */
export function checked<T extends z.ZodType>(type: T, check: (value: z.output<T>) => Problem): T {
  return type.superRefine((value, context) => {
    const problem = check(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });
}

/** What docs/settings.md says of a setting beside its values. */
interface More {
  /** Where the guide has it. */
  readonly guide?: string;
  /** What happens without it. */
  readonly unset?: string;
  /** Who limits it to what `limited` says, or to a list of words. */
  readonly source?: string;
}

export function about(description: string, more: More = {}) {
  return { description, ...more };
}

/** What JSON Schema can say of a limit: an editor then shows a mistake while it is made. It never refuses more. */
interface JsonLimit {
  /** Regular expression of ECMA-262, with its flag u. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly type?: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxProperties?: number;
}

/** What a value may be, in words for docs/settings.md, who says so, and what an editor can check. */
export function limited(allowed: string, source: string, json: JsonLimit = {}) {
  return { allowed, source, json };
}

/** Source of a limit that only the account, the region or a server can tell. */
const CLOUD = 'not documented; only the cloud knows what exists';
/** Source of a limit that is there for this project's own sake. */
const OURS = 'this project';

/** An address in dotted form; whether a server can have it, the settings' own check says. */
const IPV4 = String.raw`(?:\d{1,3}\.){3}\d{1,3}`;
const HAN = String.raw`\p{Script=Han}`;

/** Any text, but for Terraform's expressions: a user's `${…}` would fail at plan, long after synth. */
function literal(check: (value: string) => Problem): z.ZodString {
  return checked(z.string(), (value) => checkLiteral(value) ?? check(value));
}

export const text = literal(checkNotEmpty).meta(limited('not empty', CLOUD, { minLength: 1 }));
export const name = literal(checkName).meta(
  limited('a name', 'API references of VPC, EIP and ECS: name', { pattern: `^[${HAN}A-Za-z0-9_.-]{1,64}$` }),
);
export const keyPairName = literal(checkKeyPairName).meta(
  limited('1 to 64 letters, digits, `_`, `-`', 'API reference of KPS (DEW): CreateKeypair, name', {
    pattern: '^[A-Za-z0-9_-]{1,64}$',
  }),
);
export const description = literal(checkDescription).meta(
  limited('a description', 'API reference of VPC: CreateTrafficMirrorFilter, description', {
    pattern: '^[^<>]*$',
    maxLength: 255,
  }),
);
export const integer = (range: Limit): z.ZodNumber =>
  checked(z.number(), (value) => checkInteger(value, range)).meta(
    limited(`${range.min} to ${range.max}`, range.source, { type: 'integer', minimum: range.min, maximum: range.max }),
  );
/** Seconds, or anything else that this project counts. */
export const ownInteger = (min: number, max: number): z.ZodNumber => integer({ min, max, source: OURS });
export const port = integer(PORT);
export const cidr = literal(checkCidr).meta(
  limited('an IPv4 or IPv6 block', 'API reference of VPC: CreateTrafficMirrorFilterRule, source_cidr_block', {
    pattern: String.raw`^[0-9A-Fa-f.:]+/\d{1,3}$`,
  }),
);
export const vpcCidr = literal(checkVpcBlock).meta(
  limited(`a block within ${VPC_BLOCKS.join(', ')}`, 'API reference of VPC: CreateVpc, cidr', {
    pattern: `^${IPV4}/\\d{1,2}$`,
  }),
);
export const subnetCidr = literal((value) => checkIpv4Block(value)).meta(
  limited(
    `a block within that of the VPC, mask of at most ${LONGEST_SUBNET_PREFIX} bits`,
    'API reference of VPC: CreateSubnet, cidr',
    { pattern: `^${IPV4}/\\d{1,2}$` },
  ),
);
export const subnetAddress = literal(checkIpv4Address).meta(
  limited('an IPv4 address of the subnet that is free and not reserved', 'VPC user guide: "Creating a Subnet"', {
    pattern: `^${IPV4}$`,
  }),
);
export const ipv4Address = literal(checkIpv4Address).meta(
  limited('an IPv4 address', 'RFC 791', { pattern: `^${IPV4}$` }),
);
export const nameServer = literal(checkIpv4Address).meta(
  limited('an IPv4 address', NAME_SERVERS.source, { pattern: `^${IPV4}$` }),
);
export const ports = checked(z.union([z.string(), z.number()]), checkPortRange).meta(
  limited('a port or a range of ports', PORT.source, {
    minimum: PORT.min,
    maximum: PORT.max,
    pattern: String.raw`^\s*\d{1,5}\s*(?:-\s*\d{1,5}\s*)?$`,
  }),
);
export const flavor = literal(checkFlavor).meta(
  limited('a flavor id', 'ECS: names of flavors; which are sold, only the region knows', {
    pattern: String.raw`^[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+$`,
  }),
);
export const flavorFamily = literal(checkFlavorFamily);
export const region = literal(checkRegion).meta(
  limited('lower-case letters, digits, inner hyphens', '"Regions and Endpoints"; which exist, only the cloud knows', {
    pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$',
  }),
);
export const availabilityZone = literal(checkAvailabilityZone).meta(
  limited('letters, digits, `-`, `_`, `.`', '"Regions and Endpoints"; which exist, only the region knows', {
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
  }),
);
export const projectId = literal(checkProjectId).meta(
  limited('1 to 64 letters, digits, `_`, `-`', 'part of the path of every call', { pattern: '^[A-Za-z0-9_-]{1,64}$' }),
);
export const enterpriseProjectId = literal(checkEnterpriseProjectId).meta(
  limited('`0`, or at most 36 letters, digits, `-`', 'API reference of EIP: CreatePublicip, enterprise_project_id', {
    pattern: '^[A-Za-z0-9-]{1,36}$',
  }),
);
export const url = literal(checkUrl).meta(
  limited('an http or https URL', 'provider source: config/endpoints.go', {
    pattern: String.raw`^https?://[^/\s?#\\@]+(?:/[^\s?#\\]*)?$`,
  }),
);
export const identityUrl = literal(checkIdentityUrl).meta(
  limited('an http or https URL that ends in /v3', 'provider source: config/auth.go', {
    pattern: String.raw`^https?://[^/\s?#\\@]+/(?:[^\s?#\\]*/)?v3$`,
  }),
);
export const hostname = literal(checkHostname).meta(
  limited('a host name', 'RFC 1123', { pattern: String.raw`^[\p{L}\p{N}.-]+(?::\d{1,5})?$` }),
);
export const sshHost = literal(checkSshHost).meta(
  limited('an IP address or a host name', 'Terraform: connection, host'),
);
export const workspace = literal(checkWorkspace).meta(
  limited('letters, digits, `_`, `-`', "HCP Terraform's API reference: Workspaces, name", {
    pattern: '^[A-Za-z0-9_-]+$',
  }),
);
export const statePath = literal(checkStatePath).meta(
  limited('a relative path, no file of the stack or of the project', OURS, { minLength: 1 }),
);
export const tags = z
  .record(z.string(), z.string())
  .superRefine((value, context) => {
    const isLiteral = ([key, tag]: [string, string]): boolean => (checkLiteral(key) ?? checkLiteral(tag)) === undefined;
    const expressions = Object.entries(value).filter((pair) => !isLiteral(pair));
    const problems = [
      ...expressions.map(([key, tag]) => `${TERRAFORM_EXPRESSION}, got: ${shown(key)} = ${shown(tag)}`),
      checkTags(Object.fromEntries(Object.entries(value).filter(isLiteral))),
    ];
    for (const message of problems) if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .meta(
    limited(
      `at most ${TAGS.max}; keys of 1 to ${TAG_KEY_LENGTH.max} letters, digits, Chinese characters, \`_\`, \`-\`; values of at most ${TAG_VALUE_LENGTH.max} of these or \`.\``,
      'API reference of VPC: tags; those of EIP and ECS are wider',
      { maxProperties: TAGS.max },
    ),
  );
