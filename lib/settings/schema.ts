import { z } from 'zod';
import { BANDWIDTH_SIZE, CHARGE_MODES, EIP_TYPES, NAME_SERVERS, MIRROR_SOURCE_FLAVOR_FAMILIES } from '../values/limits';
import { mirrorRule, mirrorSession, sessionEnabled } from './mirror-schema';
import { provider } from './provider-schema';
import { server, systemDisk } from './server-schema';
import {
  about,
  description,
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

/** Everything under `context.trafficMirroring` in cdktf.json. Every default is a row of the guide where it has one. */
export const settingsSchema = z.strictObject({
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
  network: z
    .strictObject({
      vpcName: name.default('VPC-A').meta(about('Name of the VPC.', { guide: 'Table 1, VPC and subnet' })),
      vpcCidr: vpcCidr.default('192.168.0.0/16').meta(about('Block of the VPC.', { guide: 'Table 1, VPC and subnet' })),
      subnetName: name.default('Subnet-A01').meta(about('Name of the subnet.', { guide: 'Table 1, VPC and subnet' })),
      subnetCidr: subnetCidr
        .default('192.168.0.0/24')
        .meta(
          about('Block of the subnet, inside the VPC, mask of at most 28 bits.', { guide: 'Table 1, VPC and subnet' }),
        ),
      gatewayIp: subnetAddress
        .optional()
        .meta(about('Gateway of the subnet.', { unset: "the subnet's second address, 192.168.0.1" })),
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
    .prefault({}),
  image: text.default('Huawei Cloud EulerOS 2.0 Standard 64 bit').meta(
    about('Name or id of the public, private or shared image of all ECSs; of a name the newest.', {
      guide: 'Table 1, Image',
    }),
  ),
  systemDisk: systemDisk.prefault({}),
  servers: z
    .strictObject({
      source: server({ name: 'ECS-source', flavor: 'c7t.large.2', privateIp: '192.168.0.230' }),
      target: server({ name: 'ECS-target', flavor: 's6.large.2', privateIp: '192.168.0.164' }),
      test: server({ name: 'ECS-test', flavor: 's6.large.2', privateIp: '192.168.0.161' }),
    })
    .prefault({}),
  listeningPort: port
    .default(1234)
    .meta(about('TCP port of ECS-source that is mirrored; not 22.', { guide: 'Tables 3 and 5, nc -l' })),
  mirrorSourceFlavorFamilies: z
    .array(flavorFamily)
    .min(1)
    .default([...MIRROR_SOURCE_FLAVOR_FAMILIES])
    .meta({
      ...limited('at least 1 family, such as c7t', 'provider documentation: vpc_traffic_mirror_session'),
      ...about('Flavor families whose network interfaces can be mirror sources.', { guide: 'Table 1, ECS Type' }),
    }),
  securityGroups: z
    .strictObject({
      mode: z
        .enum(['shared', 'split'])
        .default('shared')
        .meta(
          about('One group for all ECSs, or one for each.', {
            guide: 'Table 1, Security Group',
            source: 'this project',
          }),
        ),
      sharedName: name.default('Sg-X').meta(about('Group of all ECSs; when split, of ECS-test.', { guide: 'Table 2' })),
      sourceName: name.default('Sg-A').meta(about('Group of ECS-source when split.', { guide: 'Table 3' })),
      targetName: name.default('Sg-B').meta(about('Group of ECS-target when split.', { guide: 'Table 4' })),
    })
    .prefault({}),
  keyPairName: keyPairName.default('KeyPair-A').meta(about('Name of the key pair of all ECSs.')),
  publicAccess: z
    .boolean()
    .default(true)
    .meta(
      about('Whether there is an EIP, bound to ECS-test; false releases it and removes the verification.', {
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
  mirrorFilter: z
    .strictObject({
      name: name
        .default('mirror-filter-A')
        .meta(about('Name of the mirror filter.', { guide: 'Table 1, Mirror filter' })),
      description: description.optional().meta(about('Text on the console.')),
      rules: z
        .array(mirrorRule)
        .min(1)
        .optional()
        .meta({
          ...limited('at least 1 rule', 'this project: a filter without rules mirrors nothing'),
          ...about("Rules of the filter, in place of the guide's one.", {
            guide: 'Table 5',
            unset: 'the rule of Table 5, from `servers` and `listeningPort`',
          }),
        }),
    })
    .prefault({}),
  mirrorSession: z
    .strictObject({
      name: name
        .default('mirror-session-A')
        .meta(about('Name of the mirror session.', { guide: 'Table 1, Mirror session' })),
      description: description.optional().meta(about('Text on the console.')),
      priority: mirrorSession.priority.default(1),
      vni: mirrorSession.vni.default(1),
      packetLength: mirrorSession.packetLength.default(96),
      enabled: sessionEnabled,
    })
    .prefault({}),
  additionalMirrors: z
    .array(
      z.strictObject({
        filterName: name.meta(about('Name of the filter.')),
        rules: z
          .array(mirrorRule)
          .min(1)
          .meta({
            ...limited('at least 1 rule', 'this project: a filter without rules mirrors nothing'),
            ...about('Rules of the filter.'),
          }),
        sessionName: name.meta(about('Name of the session.')),
        priority: mirrorSession.priority,
        vni: mirrorSession.vni,
        packetLength: mirrorSession.packetLength.default(96),
        enabled: sessionEnabled,
      }),
    )
    .default([])
    .meta({
      ...limited(
        'names and priorities that no other filter or session has',
        'this project, and the console for priorities',
      ),
      ...about('Further filters, each with a session from ECS-source to ECS-target. Not verified.'),
    }),
  planChecks: z
    .boolean()
    .default(true)
    .meta(
      about(
        'Whether a plan warns of flavors that the region does not sell and of priorities that other sessions have; false for an account that may not list these.',
      ),
    ),
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
        .meta(about('TCP port of the proxy on ECS-test through which ECS-source installs nc; not 22.')),
      updatePackages: z
        .boolean()
        .default(false)
        .meta(about('Run yum update before yum install nc.', { guide: 'Step 3, yum update' })),
      connectTimeout: ownInteger(10, 3600).default(300).meta(about('Seconds to wait for a server to answer on SSH.')),
      installTimeout: ownInteger(30, 3600).default(600).meta(about('Seconds for each run of yum.')),
    })
    .prefault({}),
  stateBackend: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('local'),
        path: statePath.optional().meta(
          about('State file, relative to cdktf.out/stacks/NAME.', {
            unset: '`terraform.inbound-tcp.tfstate` beside cdktf.json',
          }),
        ),
      }),
      z.strictObject({
        type: z.literal('cloud'),
        organization: text.meta(
          about('Organization in HCP Terraform.', { source: 'not documented; only HCP Terraform knows' }),
        ),
        workspace: workspace.optional().meta(about('Workspace.', { unset: "the stack's name, `inbound-tcp`" })),
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

export type ParsedSettings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;
export type MirrorRuleSettings = z.output<typeof mirrorRule>;
