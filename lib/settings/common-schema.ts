/** The groups of settings that all scenarios have whose servers the stack makes. */
import { z } from 'zod';
import { BANDWIDTH_SIZE, CHARGE_MODES, EIP_TYPES, MIRROR_SOURCE_FLAVOR_FAMILIES, NAME_SERVERS } from '../values/limits';
import { provider } from './provider-schema';
import { systemDisk } from './server-schema';
import {
  about,
  enterpriseProjectId,
  flavorFamily,
  hostname,
  integer,
  keyPairName,
  limited,
  name,
  nameServer,
  ownInteger,
  port,
  region,
  statePath,
  subnetAddress,
  subnetCidr,
  tags,
  text,
  vpcCidr,
  workspace,
} from './values';

/** Where everything is made, and what everything has. */
export const places = {
  region: region.optional().meta(
    about('Region, such as cn-north-4; must have traffic mirroring.', {
      guide: 'above Table 1',
      unset: '`HW_REGION_NAME`',
    }),
  ),
  provider: provider.prefault({}),
  enterpriseProjectId: enterpriseProjectId
    .optional()
    .meta(about('Enterprise project of all that can be in one.', { unset: '`HW_ENTERPRISE_PROJECT_ID`' })),
  tags: tags.default({}).meta(about('Tags on everything that takes them.')),
};

export const machines = {
  image: text.default('Huawei Cloud EulerOS 2.0 Standard 64 bit').meta(
    about('Name or id of the public, private or shared image of all ECSs; of a name the newest.', {
      guide: 'Table 1, Image',
    }),
  ),
  systemDisk: systemDisk.prefault({}),
};

interface NetworkDefaults {
  readonly vpcName: string;
  readonly vpcCidr: string;
  readonly subnetName: string;
  readonly subnetCidr: string;
  readonly gatewayIp: string;
  /** Where the guide has the names and blocks, if it has. */
  readonly guide?: { readonly guide: string };
}

export const network = (defaults: NetworkDefaults) =>
  z
    .strictObject({
      vpcName: name.default(defaults.vpcName).meta(about('Name of the VPC.', defaults.guide)),
      vpcCidr: vpcCidr.default(defaults.vpcCidr).meta(about('Block of the VPC.', defaults.guide)),
      subnetName: name.default(defaults.subnetName).meta(about('Name of the subnet.', defaults.guide)),
      subnetCidr: subnetCidr
        .default(defaults.subnetCidr)
        .meta(about('Block of the subnet, inside the VPC, mask of at most 28 bits.', defaults.guide)),
      gatewayIp: subnetAddress
        .optional()
        .meta(about('Gateway of the subnet.', { unset: `the subnet's second address, ${defaults.gatewayIp}` })),
      // The provider's own last resort; public, so that they answer in every region.
      dnsServers: z
        .array(nameServer)
        .min(NAME_SERVERS.min)
        .max(NAME_SERVERS.max)
        .default(['8.8.8.8', '114.114.114.114'])
        .meta({
          ...limited(`${NAME_SERVERS.min} to ${NAME_SERVERS.max} IPv4 addresses`, NAME_SERVERS.source),
          ...about('Name servers that DHCP hands out.'),
        }),
      ipv6: z
        .boolean()
        .default(false)
        .meta(about('Give the subnet an IPv6 block too; the provider cannot take it away again.')),
    })
    .prefault({});

export const flavorFamilies = {
  mirrorSourceFlavorFamilies: z
    .array(flavorFamily)
    .min(1)
    .default([...MIRROR_SOURCE_FLAVOR_FAMILIES])
    .meta({
      ...limited('at least 1 family, such as c7t', 'provider documentation: vpc_traffic_mirror_session'),
      ...about('Flavor families whose network interfaces can be mirror sources.', { guide: 'Table 1, ECS Type' }),
    }),
};

export const keyPair = {
  keyPairName: keyPairName.default('KeyPair-A').meta(about('Name of the key pair of all ECSs.')),
};

/** @param server to which the EIP is bound */
export const access = (server: string) => ({
  publicAccess: z
    .boolean()
    .default(true)
    .meta(
      about(`Whether there is an EIP, bound to ${server}; false releases it and removes the verification.`, {
        guide: 'Step 3, Release the EIP',
      }),
    ),
  elasticIp: z
    .strictObject({
      name: name.default('EIP-A').meta(about('Name of the EIP.', { guide: 'Table 1, EIP' })),
      type: z
        .enum(EIP_TYPES)
        .default('5_bgp')
        .meta(
          about('Line type; 5_bgp is dynamic BGP.', {
            source: 'API reference of EIP: CreatePublicip, publicip.type; which it has, only the region knows',
          }),
        ),
      bandwidthName: name.default('EIP-A').meta(about("Name of the EIP's own bandwidth.")),
      bandwidthSize: integer(BANDWIDTH_SIZE).default(5).meta(about('Bandwidth in Mbit/s.')),
      chargeMode: z
        .enum(CHARGE_MODES)
        .default('traffic')
        .meta(
          about('Billed by what flows, or by the size.', {
            source: 'API reference of EIP: CreatePublicip, bandwidth.charge_mode',
          }),
        ),
    })
    .prefault({}),
});

export const planChecks = {
  planChecks: z
    .boolean()
    .default(true)
    .meta(
      about(
        'Whether a plan warns of flavors that the region does not sell and of priorities that other sessions have; false for an account that may not list these.',
      ),
    ),
};

/** @param proxy server through which the others install nc */
export const verification = (proxy: string, installer: string) => ({
  verification: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .meta(about('Whether a deploy proves the mirror with packets.', { guide: 'Step 3' })),
      controlPort: port
        .optional()
        .meta(about('TCP port that must not be mirrored; not 22.', { unset: 'next to `listeningPort`, 1235' })),
      proxyPort: port
        .default(3128)
        .meta(about(`TCP port of the proxy on ${proxy} through which ${installer} installs nc; not 22.`)),
      updatePackages: z
        .boolean()
        .default(false)
        .meta(about('Run yum update before yum install nc.', { guide: 'Step 3, yum update' })),
      connectTimeout: ownInteger(10, 3600).default(300).meta(about('Seconds to wait for a server to answer on SSH.')),
      installTimeout: ownInteger(30, 3600).default(600).meta(about('Seconds for each run of yum.')),
    })
    .prefault({}),
});

/** @param stack its name */
export const stateBackend = (stack: string) => ({
  stateBackend: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('local'),
        path: statePath.optional().meta(
          about('State file, relative to cdktf.out/stacks/NAME.', {
            unset: `\`terraform.${stack}.tfstate\` beside cdktf.json`,
          }),
        ),
      }),
      z.strictObject({
        type: z.literal('cloud'),
        organization: text.meta(
          about('Organization in HCP Terraform.', { source: 'not documented; only HCP Terraform knows' }),
        ),
        workspace: workspace.optional().meta(about('Workspace.', { unset: `the stack's name, \`${stack}\`` })),
        tags: z
          .array(text)
          .min(1)
          .optional()
          .meta({
            ...limited('at least 1 tag', 'not documented; only HCP Terraform knows'),
            ...about('Chooses among workspaces; instead of `workspace`.'),
          }),
        project: text.optional().meta(
          about('Project that a new workspace is made in.', {
            source: 'not documented; only HCP Terraform knows',
          }),
        ),
        hostname: hostname
          .optional()
          .meta(about('Host of Terraform Enterprise.', { unset: 'HCP Terraform, `app.terraform.io`' })),
      }),
    ])
    .default({ type: 'local' })
    .meta(about('Where the state is kept.', { source: 'this project' })),
});
