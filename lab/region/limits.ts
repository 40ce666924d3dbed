/**
 * What the region takes: one table for every call of it, each row with its source. A row is data, so that it can be held
 * beside what the stack takes; `schema.ts` makes checks of it.
 */

/** A text: how many characters it has, and which. */
export interface TextLimit {
  readonly min: number;
  readonly max: number;
  /** Matches one that has no other characters than allowed, whatever its length. */
  readonly pattern: RegExp;
  /** In words, for a message. */
  readonly says: string;
  readonly source: string;
}

/** A whole number, or how many there may be of something. */
export interface NumberLimit {
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly source: string;
}

const text = (min: number, max: number, pattern: RegExp, characters: string, source: string): TextLimit => ({
  min,
  max,
  pattern,
  says: `${min === 0 ? 'at most' : `${min} to`} ${max} ${characters}`,
  source,
});

const number = (min: number, max: number, source: string, unit?: string): NumberLimit => ({
  min,
  max,
  source,
  unit,
});

const NAME = /^[\p{Script=Han}a-zA-Z0-9_.-]*$/u;
const NAME_SAYS = 'letters, digits, "_", "-" or "."';
const NO_ANGLES = /^[^<>]*$/;
const NO_ANGLES_SAYS = 'characters, no "<" or ">"';
const TAG_KEY = /^[\p{Script=Han}a-zA-Z0-9_-]*$/u;
const TAG_KEY_SAYS = 'letters, digits, "_" or "-"';
// Unicode, but for control characters and what ECS itself has a use for.
// eslint-disable-next-line no-control-regex -- these are what is refused
const SERVER_TAG = /^[^\u0000-\u001f=*<>\\,|/]*$/;
const SERVER_TAG_SAYS = 'characters, none of =*<>\\,|/';

export const TEXTS = {
  /** Of VPCs, subnets, security groups, mirror filters and sessions, EIPs and bandwidths. */
  name: text(1, 64, NAME, NAME_SAYS, 'API reference of VPC and EIP: name of each'),
  description: text(0, 255, NO_ANGLES, NO_ANGLES_SAYS, 'API reference of VPC: description of each'),
  portName: text(0, 255, /^/, 'characters', 'API reference of VPC: UpdatePort, name'),
  serverName: text(1, 128, NAME, NAME_SAYS, 'API reference of ECS: CreateServers, name'),
  serverDescription: text(0, 85, NO_ANGLES, NO_ANGLES_SAYS, 'API reference of ECS: CreateServers, description'),
  hostname: text(
    1,
    64,
    /^(?!.*(--|\.\.|\.-|-\.))[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$/,
    'letters, digits, "-" or ".", none of the latter two at an end or beside another',
    'API reference of ECS: UpdateServer, hostname',
  ),
  serverGroupName: text(1, 64, NAME, NAME_SAYS, 'API reference of ECS: CreateServerGroup, name'),
  volumeName: text(0, 64, /^/, 'characters', 'API reference of EVS: CreateVolume, name'),
  volumeDescription: text(0, 85, NO_ANGLES, NO_ANGLES_SAYS, 'API reference of EVS: UpdateVolume, description'),
  imageName: text(
    1,
    128,
    /^(?! )[\p{Script=Han}a-zA-Z0-9_. -]*(?<! )$/u,
    `${NAME_SAYS} or spaces, which are not at an end`,
    'API reference of IMS: CreateImage, name',
  ),
  imageDescription: text(0, 1024, NO_ANGLES, NO_ANGLES_SAYS, 'API reference of IMS: CreateImage, description'),
  metadataKey: text(
    1,
    255,
    /^[a-zA-Z0-9_:.-]*$/,
    'letters, digits, "-", "_", ":" or "."',
    'API reference of ECS: UpdateServerMetadata, metadata',
  ),
  metadataValue: text(0, 255, /^/, 'characters', 'API reference of ECS: UpdateServerMetadata, metadata'),
  keypairName: text(1, 64, /^[a-zA-Z0-9_-]*$/, 'letters, digits, "_" or "-"', 'API reference of KPS: CreateKeypair'),
  vpcTagKey: text(1, 128, TAG_KEY, TAG_KEY_SAYS, 'API reference of VPC: BatchCreateVpcTags; the console takes 36'),
  vpcTagValue: text(0, 255, NAME, NAME_SAYS, 'API reference of VPC: BatchCreateVpcTags; the console takes 43'),
  imageTagKey: text(1, 36, TAG_KEY, TAG_KEY_SAYS, 'API reference of IMS: CreateImage, image_tags'),
  imageTagValue: text(0, 43, NAME, NAME_SAYS, 'API reference of IMS: CreateImage, image_tags'),
  eipTagKey: text(1, 36, TAG_KEY, TAG_KEY_SAYS, 'API reference of EIP: BatchCreatePublicipTags'),
  eipTagValue: text(0, 43, NAME, NAME_SAYS, 'API reference of EIP: BatchCreatePublicipTags'),
  serverTagKey: text(1, 36, SERVER_TAG, SERVER_TAG_SAYS, 'API reference of ECS: BatchCreateServerTags'),
  serverTagValue: text(0, 43, SERVER_TAG, SERVER_TAG_SAYS, 'API reference of ECS: BatchCreateServerTags'),
} as const satisfies Record<string, TextLimit>;

const SESSION = 'API reference of VPC: CreateTrafficMirrorSession';
const LEASE = 'API reference of VPC: CreateSubnet, extra_dhcp_opt';

export const NUMBERS = {
  sessionPriority: number(1, 32766, `${SESSION}, priority`),
  vni: number(0, 16777215, `${SESSION}, virtual_network_id`),
  packetLength: number(1, 1460, `${SESSION}, packet_length`, 'bytes'),
  filterRulePriority: number(1, 65535, 'API reference of VPC: CreateTrafficMirrorFilterRule, priority'),
  addressesOfGroup: number(1, 20, 'API reference of VPC: CreateAddressGroup, max_capacity', 'addresses'),
  secondaryBlocks: number(0, 5, 'VPC user guide: Adding a Secondary IPv4 CIDR Block to a VPC', 'secondary blocks'),
  groupRulePriority: number(1, 100, 'API reference of VPC: CreateSecurityGroupRule v3, priority'),
  port: number(1, 65535, 'API reference of VPC: CreateTrafficMirrorFilterRule, CreateSecurityGroupRule'),
  portsOfRule: number(1, 20, 'API reference of VPC: CreateSecurityGroupRule v3, multiport', 'ports or ranges'),
  bandwidth: number(1, 2000, 'API reference of EIP: CreatePublicip, bandwidth.size', 'Mbit/s'),
  sharedBandwidth: number(5, 2000, 'API reference of EIP: CreateSharedBandwidth, size', 'Mbit/s'),
  systemDisk: number(40, 1024, 'API reference of ECS: CreateServers, root_volume.size, with a Linux image', 'GiB'),
  dataDisk: number(10, 32768, 'API reference of ECS: CreateServers, data_volumes.size', 'GiB'),
  /** 0 for any. */
  imageRam: number(0, 4_194_304, 'API reference of IMS: CreateImage, min_ram and max_ram', 'MiB'),
  /** Of one server, beside its system disk. */
  dataDisks: number(0, 23, 'API reference of ECS: CreateServers, data_volumes', 'data disks'),
  /** That have one shared disk. */
  serversOfDisk: number(1, 16, 'EVS user guide: Shared EVS Disks', 'servers'),
  nics: number(1, 12, 'provider docs of compute_instance, network', 'network interfaces'),
  nameServers: number(0, 5, 'VPC user guide: Creating a Subnet', 'name servers'),
  ntpServers: number(1, 4, `${LEASE}, ntp`, 'NTP servers'),
  /** A lease may be -1, without end, as well. */
  leaseHours: number(1, 175200, `${LEASE}, addresstime and ipv6_addresstime`, 'hours'),
  tags: number(0, 20, 'API references of VPC, EIP and ECS: tags of one resource', 'tags'),
  /** One with fewer bits than its block has is refused for lying in none. */
  vpcPrefix: number(8, 28, 'API reference of VPC: CreateVpc, cidr'),
  subnetPrefix: number(8, 28, 'API reference of VPC: CreateSubnet, cidr'),
  userData: number(0, 32 * 1024, 'API reference of ECS: CreateServers, user_data', 'bytes once decoded'),
} as const satisfies Record<string, NumberLimit>;

/** A VPC lies within one of these: API reference of VPC, CreateVpc, cidr. */
export const VPC_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;

/**
 * No secondary block overlaps with one of these, which are reserved or the lab's own links, nor is it one of
 * {@link VPC_BLOCKS} whole (VPC user guide: Adding a Secondary IPv4 CIDR Block to a VPC; provider docs of vpc, secondary_cidrs).
 */
export const NO_SECONDARY_BLOCKS = [
  ...['0.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['198.18.0.0/15', '214.0.0.0/7', '224.0.0.0/3'],
] as const;

/** Which ones a real region has differs: API reference of EIP, CreatePublicip, publicip.type. */
export const EIP_TYPES = ['5_bgp', '5_sbgp', '5_youxuanbgp', '5_telcom', '5_union'] as const;

/** API reference of EIP, CreatePublicip, bandwidth.charge_mode. */
export const CHARGE_MODES = ['traffic', 'bandwidth'] as const;

/** Of a shared bandwidth; by the peak only from {@link PEAK_BANDWIDTH} Mbit/s on: provider documentation, vpc_bandwidth. */
export const SHARED_CHARGE_MODES = ['bandwidth', '95peak_plus'] as const;
export const PEAK_BANDWIDTH = 300;

/** API reference of VPC, CreateSubnet, extra_dhcp_opt.opt_name. */
export const DHCP_OPTIONS = ['ntp', 'domainname', 'addresstime', 'ipv6_addresstime'] as const;
