/** The product's value ranges and the functions that check them: the same for settings and for props of constructs. */
import { type Problem } from './input-error';
import { shown } from './shown';

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/** A range with the place where Huawei Cloud, or whoever else sets it, says so. */
export interface Limit extends IntegerRange {
  readonly source: string;
}

const SESSION_API = 'API reference of VPC: CreateTrafficMirrorSession';
const RULE_API = 'API reference of VPC: CreateTrafficMirrorFilterRule';

/** Mirror session priority, smaller first. */
export const SESSION_PRIORITY: Limit = { min: 1, max: 32766, source: `${SESSION_API}, priority` };
/** The API takes 0 too, but the provider does not send it, and the API then uses its default of 1. */
export const VNI: Limit = {
  min: 1,
  max: 16777215,
  source: `${SESSION_API}, virtual_network_id; the provider does not send 0`,
};
/** Bytes of each original packet that are copied. */
export const PACKET_LENGTH: Limit = { min: 1, max: 1460, source: `${SESSION_API}, packet_length` };
/** Default quota. */
export const SOURCES_PER_SESSION: Limit = { min: 1, max: 10, source: `${SESSION_API}, traffic_mirror_sources` };
/** Smaller first. */
export const FILTER_RULE_PRIORITY: Limit = { min: 1, max: 65535, source: `${RULE_API}, priority` };
export const PORT: Limit = { min: 1, max: 65535, source: `${RULE_API}, source_port_range` };

/** Mbit/s, the default of most regions. */
export const BANDWIDTH_SIZE: Limit = {
  min: 1,
  max: 2000,
  source: 'API reference of EIP: CreatePublicip, bandwidth.size',
};
/** GiB; 40 is what public images of Linux need, and the guide's size. */
export const SYSTEM_DISK_SIZE: Limit = {
  min: 40,
  max: 1024,
  source: 'API reference of ECS: CreateServers, root_volume.size, and not below what the image needs',
};
/** Values: disk types of EVS, provider docs of compute_instance (system_disk_type). */
export const SYSTEM_DISK_TYPES = ['SAS', 'SSD', 'GPSSD', 'ESSD', 'GPSSD2', 'ESSD2'] as const;
/**
 * Dynamic, static and premium BGP, and lines of one carrier: API reference of EIP, CreatePublicip, publicip.type. Which
 * of them a region has, only the region knows.
 */
export const EIP_TYPES = ['5_bgp', '5_sbgp', '5_youxuanbgp', '5_telcom', '5_union'] as const;
/** By what flows, or by the size: API reference of EIP, CreatePublicip, bandwidth.charge_mode. */
export const CHARGE_MODES = ['traffic', 'bandwidth'] as const;
/** Name servers of a subnet. */
export const NAME_SERVERS: Limit = { min: 1, max: 5, source: 'API reference of VPC: CreateSubnet, dnsList' };

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
  return allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}, got: ${shown(value)}`;
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
  // The outputs go by name, and CDKTF drops what has this one.
  if (name === '__proto__') return `must not be ${shown(name)}, which no output could go by`;
  if (/^[\p{Script=Han}A-Za-z0-9_.-]{1,64}$/u.test(name)) return undefined;
  return `must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: ${shown(name)}`;
}

/** API reference of KPS (DEW), CreateKeypair. */
export function checkKeyPairName(name: string): Problem {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return undefined;
  return `must be 1 to 64 letters, digits, "_" or "-", got: ${shown(name)}`;
}

/** An id or a name that only Huawei Cloud can tell right from wrong. */
export function checkNotEmpty(text: string): Problem {
  if (text.trim() === '') return `must not be empty, got: ${shown(text)}`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text))
    return `must not contain line breaks or other control characters, got: ${shown(text)}`;
  return text === text.trim() ? undefined : `must not begin or end with a space, got: ${shown(text)}`;
}

export const TERRAFORM_EXPRESSION = 'must not contain "${" or "%{", which Terraform would evaluate';

/** Terraform evaluates these in every text of the JSON, wherever it came from. */
export function checkLiteral(text: string): Problem {
  if (!/[$%]\{/.test(text)) return undefined;
  return `${TERRAFORM_EXPRESSION}, got: ${shown(text)}`;
}

/** Descriptions of mirror resources and security-group rules: API reference of VPC. */
export function checkDescription(text: string): Problem {
  if (text.length <= 255 && !/[<>]/.test(text)) return undefined;
  return `must be at most 255 characters without "<" or ">", got: ${shown(text)}`;
}

export function checkFlavor(flavor: string): Problem {
  if (/^[a-z0-9]+(\.[a-z0-9]+)+$/i.test(flavor)) return undefined;
  return `must be a flavor id such as c7t.large.2, got: ${shown(flavor)}`;
}

/** HCP Terraform's API reference, "Workspaces", name. */
export function checkWorkspace(text: string): Problem {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  return `must be of letters, digits, "_" and "-", got: ${shown(text)}`;
}

/** A flavor's family is what stands before its first dot: c7t.large.2 is of family c7t. */
export function checkFlavorFamily(family: string): Problem {
  if (/^[a-z0-9]+$/i.test(family)) return undefined;
  const [meant = ''] = family.trim().split('.');
  const remedy = family.includes('.') && /^[a-z0-9]+$/i.test(meant) ? `; did you mean ${shown(meant)}` : '';
  return `must be a family, what stands before the first dot of a flavor, such as c7t, got: ${shown(family)}${remedy}`;
}

export function checkMirrorSourceFlavor(flavor: string, families: readonly string[]): Problem {
  if (families.includes(flavor.split('.')[0] ?? '')) return undefined;
  return (
    `must be of a family whose network interfaces can be mirror sources (${families.join(', ')}), got: ${shown(flavor)}; ` +
    'when Huawei Cloud extends the list, add the family to mirrorSourceFlavorFamilies'
  );
}
