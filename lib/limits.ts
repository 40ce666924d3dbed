/** The product's value ranges and the functions that check them: the same for settings and for props of constructs. */
import { type Problem } from './input-error';

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/** Mirror session priority, smaller first: API reference, CreateTrafficMirrorSession. */
export const SESSION_PRIORITY: IntegerRange = { min: 1, max: 32766 };
/** Same source. The API takes 0 too, but the provider does not send it, and the API then uses its default of 1. */
export const VNI: IntegerRange = { min: 1, max: 16777215 };
/** Bytes of each original packet that are copied: same source. */
export const PACKET_LENGTH: IntegerRange = { min: 1, max: 1460 };
/** Same source, default quota. */
export const SOURCES_PER_SESSION: IntegerRange = { min: 1, max: 10 };
/** Smaller first: API reference, CreateTrafficMirrorFilterRule. */
export const FILTER_RULE_PRIORITY: IntegerRange = { min: 1, max: 65535 };
/** Same source. */
export const PORT: IntegerRange = { min: 1, max: 65535 };

/** Mbit/s, the default of most regions: API reference of EIP, CreatePublicip, bandwidth. */
export const BANDWIDTH_SIZE: IntegerRange = { min: 1, max: 2000 };
/** GiB: API reference of ECS, CreateServers, root_volume. */
export const SYSTEM_DISK_SIZE: IntegerRange = { min: 1, max: 1024 };
/** Values: disk types of EVS, provider docs of compute_instance (system_disk_type). */
export const SYSTEM_DISK_TYPES = ['SAS', 'SSD', 'GPSSD', 'ESSD', 'GPSSD2', 'ESSD2'] as const;
/** By what flows, or by the size. */
export const CHARGE_MODES = ['traffic', 'bandwidth'] as const;
/** Name servers of a subnet: VPC user guide, "Creating a Subnet". */
export const NAME_SERVERS: IntegerRange = { min: 1, max: 5 };

/** Flavor families whose network interfaces can be mirror sources: provider docs, vpc_traffic_mirror_session. */
export const MIRROR_SOURCE_FLAVOR_FAMILIES: readonly string[] = ['c7t'];

/** IANA's VXLAN port, where mirrored packets arrive: the guide's Table 4. */
export const VXLAN_PORT = 4789;

/** Turns a parser that throws into a check. */
export function parses<T>(parse: (value: T) => unknown): (value: T) => Problem {
  return (value) => {
    try {
      parse(value);
      return undefined;
    } catch (error) {
      return `is wrong: ${(error as Error).message}`;
    }
  };
}

export function checkOneOf(value: string, allowed: readonly string[]): Problem {
  return allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}, got: ${JSON.stringify(value)}`;
}

export function checkInteger(value: number, range: IntegerRange): Problem {
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return undefined;
  return `must be a whole number between ${range.min} and ${range.max}, got: ${String(value)}`;
}

export function checkVni(vni: number): Problem {
  const problem = checkInteger(vni, VNI);
  return vni === 0 ? `${problem ?? ''} (the provider does not send 0, so the API would use 1)` : problem;
}

/** Names of mirror resources, VPCs, subnets, security groups, EIPs and ECSs: API references of VPC and ECS. */
export function checkName(name: string): Problem {
  if (/^[\p{Script=Han}A-Za-z0-9_.-]{1,64}$/u.test(name)) return undefined;
  return `must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: "${name}"`;
}

/** API reference of KPS (DEW), CreateKeypair. */
export function checkKeyPairName(name: string): Problem {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return undefined;
  return `must be 1 to 64 letters, digits, "_" or "-", got: "${name}"`;
}

/** An id or a name that only Huawei Cloud can tell right from wrong. */
export function checkNotEmpty(text: string): Problem {
  if (text.trim() === '') return `must not be empty, got: "${text}"`;
  return text === text.trim() ? undefined : `must not begin or end with a space, got: "${text}"`;
}

/** Terraform evaluates these in every text of the JSON, wherever it came from. */
export function checkLiteral(text: string): Problem {
  if (!/[$%]\{/.test(text)) return undefined;
  return `must not contain "\${" or "%{", which Terraform would evaluate, got: "${text}"`;
}

/** Descriptions of mirror resources and security-group rules: API reference of VPC. */
export function checkDescription(text: string): Problem {
  if (text.length <= 255 && !/[<>]/.test(text)) return undefined;
  return `must be at most 255 characters without "<" or ">", got: "${text}"`;
}

export function checkFlavor(flavor: string): Problem {
  if (/^[a-z0-9]+(\.[a-z0-9]+)+$/i.test(flavor)) return undefined;
  return `must be a flavor id such as c7t.large.2, got: "${flavor}"`;
}

/** API references of VPC, EIP and ECS: their tags. */
export function checkTags(tags: Readonly<Record<string, string>>): Problem {
  const bad = Object.entries(tags).find(([key, tag]) => key.length < 1 || key.length > 36 || tag.length > 43);
  if (bad === undefined) return undefined;
  return `must have keys of 1 to 36 and values of at most 43 characters, got: "${bad[0]}" = "${bad[1]}"`;
}

export function checkStatePath(path: string): Problem {
  if (path.trim() === '') return 'must not be empty; leave it out for the file beside cdktf.json';
  if (!/^([/\\~]|[A-Za-z]:)/.test(path)) return undefined;
  return `must be relative to cdktf.out/stacks/NAME, so that the JSON is the same on every machine, got: "${path}"`;
}

/** As Terraform takes it: also without a dot, as in a company's own network, and with a port. */
export function checkHostname(text: string): Problem {
  const label = '[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?';
  const found = new RegExp(`^${label}(\\.${label})*(:(?<port>\\d+))?$`, 'u').exec(text);
  const port = found?.groups?.['port'];
  if (found !== null && (port === undefined || checkInteger(Number(port), PORT) === undefined)) return undefined;
  return `must be a host name such as tfe.example.com, got: "${text}"`;
}

/** HCP Terraform's API reference, "Workspaces", name. */
export function checkWorkspace(text: string): Problem {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  return `must be of letters, digits, "_" and "-", got: "${text}"`;
}

/** A flavor's family is what stands before its first dot: c7t.large.2 is of family c7t. */
export function checkMirrorSourceFlavor(flavor: string, families: readonly string[]): Problem {
  if (families.includes(flavor.split('.')[0] ?? '')) return undefined;
  return (
    `must be of a family whose network interfaces can be mirror sources (${families.join(', ')}), got: "${flavor}"; ` +
    'when Huawei Cloud extends the list, add the family to mirrorSourceFlavorFamilies'
  );
}
