/** The product's value ranges, each with its source: the same for settings and for props of constructs. */
import { type IntegerRange } from './whole-number';

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

/** Files of a collector's ring: tcpdump's way of going round takes two. */
export const RING_FILES: Limit = { min: 2, max: 1000, source: 'this project' };
/** Of each of them. Older versions of tcpdump count bytes in 32 bits. */
export const RING_FILE_MIB: Limit = { min: 1, max: 2000, source: 'this project' };

/** IANA's VXLAN port, where mirrored packets arrive: the guide's Table 4. */
export const VXLAN_PORT = 4789;
