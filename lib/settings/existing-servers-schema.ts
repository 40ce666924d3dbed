import { z } from 'zod';
import { collector } from './collector-schema';
import { flavorFamilies, places, planChecks, stateBackend } from './common-schema';
import { mirror } from './mirror-schema';
import { about, description, ipv4Address, limited, name, ownInteger, port, sshHost, tags, text } from './values';

/** Each has a capture or two of its own on the target. */
export const WATCHED_FLOWS = 20;

const ID = 'not documented; only the cloud knows what exists';
const UNSET = { unset: 'none' };

const subnet = text.meta(about('Name or id of the subnet that the address is in.'));

/** Servers that are there already; whatever is named in several ways counts once. */
const search = (what: string) =>
  z.strictObject({
    names: z
      .array(name)
      .default([])
      .meta({ ...limited('names', ID), ...about(`ECSs by name: all network interfaces of each ${what}.`) }),
    tags: tags.default({}).meta(about(`ECSs by tags, all of which they have: all network interfaces of each ${what}.`)),
    addresses: z
      .array(z.strictObject({ address: ipv4Address.meta(about('Private IPv4 address.')), subnet }))
      .default([])
      .meta({
        ...limited('addresses with their subnets', ID),
        ...about(`Network interfaces by private address that ${what}.`),
      }),
    networkInterfaceIds: z
      .array(text)
      .default([])
      .meta({ ...limited('port ids', ID), ...about(`Network interfaces by port id that ${what}.`) }),
  });

const target = z.strictObject({
  name: name.optional().meta(about('ECS by name; must have one network interface.', UNSET)),
  address: ipv4Address.optional().meta(about('Network interface by private address.', UNSET)),
  subnet: subnet.optional().meta(about('Name or id of the subnet of `address`, which must have it.', UNSET)),
  networkInterfaceId: text.optional().meta(about('Network interface by port id.', { ...UNSET, source: ID })),
  loadBalancerId: text.optional().meta(
    about('Private load balancer by id: wiring only, nothing says how it takes the copies.', {
      ...UNSET,
      source: ID,
    }),
  ),
  securityGroupId: text.optional().meta(
    about('Group that gets the rules for the copies, UDP 4789 from each source.', {
      unset: 'the first, by id, of the groups of the target',
      source: ID,
    }),
  ),
  isOpen: z
    .boolean()
    .default(false)
    .meta(about('Whether the target takes UDP 4789 from the sources already: no rules are made.')),
});

/** Servers that exist already, as sources and target; everything is found at plan. */
export const existingServersSchema = z.strictObject({
  scenario: z.literal('existing-servers').meta(about('Which mirror is built.', { source: 'this project' })),
  region: places.region,
  provider: places.provider,
  sources: search('are mirrored'),
  exclude: search('are not mirrored, although `sources` names it').prefault({}),
  target,
  serverMirror: mirrors(),
  ...flavorFamilies,
  ...planChecks,
  verification: proof().prefault({}),
  ...collector,
  ...stateBackend('existing-servers'),
});

function mirrors() {
  const schema = mirror({
    filterName: 'mirror-filter-servers',
    sessionName: 'mirror-session-servers',
    priority: 1000,
    vni: 1000,
    rules: 'everything over IPv4 is accepted, in both directions',
  });
  return schema
    .unwrap()
    .extend({
      sessionName: name
        .default('mirror-session-servers')
        .meta(
          about('Name of the mirror sessions, behind which `-01` and so on stands; no others of the region have it.'),
        ),
      sessionDescription: description.optional().meta(about('Text of the sessions on the console.')),
      oneVni: z
        .boolean()
        .default(false)
        .meta(about('Whether all sessions have the VNI `vni`, or are counted from it as from `priority`.')),
    })
    .prefault({});
}

/** A server that the proof logs in to. */
function proof() {
  const user = (whose: string) =>
    text.default('root').meta(
      about(`Who logs in to ${whose}: root, or somebody who becomes root with \`sudo -n\`.`, {
        source: 'this project',
      }),
    );
  return z.strictObject({
    enabled: z
      .boolean()
      .default(false)
      .meta(about('Whether a deploy proves the mirror with packets, for which it logs in to the servers named here.')),
    bastion: z
      .strictObject({
        host: sshHost.meta(about('Address at which Terraform reaches the bastion.')),
        privateIp: ipv4Address.meta(about("The bastion's private address.")),
        user: user('the bastion'),
      })
      .optional()
      .meta({ unset: 'none; must be there to prove' }),
    targetUser: user('the target'),
    ends: z
      .array(
        z.strictObject({
          name: name.meta(about('What the server is called in `flows` and in the proof.')),
          privateIp: ipv4Address.meta(about('Its private address.')),
          user: user('it'),
          isSource: z.boolean().default(false).meta(about('Whether it is one of `sources`.')),
        }),
      )
      .default([])
      .meta({ ...limited('servers', 'this project'), ...about('Servers between which marked packets are sent.') }),
    flows: z
      .array(
        z.strictObject({
          from: name.meta(about('Name of the end that sends.')),
          to: name.meta(about('Name of the end that answers.')),
          protocol: z
            .enum(['tcp', 'udp', 'icmp'])
            .default('tcp')
            .meta(about('Protocol.', { source: 'this project' })),
          port: port.optional().meta(about('Port of `to` that is free; with tcp and udp.', UNSET)),
        }),
      )
      .default([])
      .meta({ ...limited('flows', 'this project'), ...about('What must be mirrored.') }),
    watched: z
      .array(
        z.strictObject({
          from: ipv4Address.meta(about('Private address of the end that begins it.')),
          to: ipv4Address.meta(about('Private address of the other end; at least one of both is a source.')),
          protocol: z
            .enum(['tcp', 'udp', 'icmp'])
            .default('tcp')
            .meta(about('Protocol.', { source: 'this project' })),
          port: port.optional().meta(about('Port of `to`; with tcp and udp.', UNSET)),
        }),
      )
      .default([])
      .meta({
        ...limited(`at most ${WATCHED_FLOWS} flows`, 'this project'),
        ...about(
          'Traffic that flows anyway, of which copies must arrive: of all servers only the target is logged in to.',
        ),
      }),
    watchTimeout: ownInteger(5, 3600)
      .default(60)
      .meta(about('Seconds in which a copy of each flow of `watched` must arrive.')),
    controlPort: port
      .default(1235)
      .meta(about('Port for what must not be mirrored, where the rules leave something out.')),
    install: z
      .boolean()
      .default(false)
      .meta(about('Whether nc may be installed with yum where it is missing, through the bastion.')),
    proxyPort: port.default(3128).meta(about('TCP port of the bastion through which the others install nc.')),
    connectTimeout: ownInteger(10, 3600).default(60).meta(about('Seconds to wait for a server to answer on SSH.')),
    installTimeout: ownInteger(30, 3600).default(600).meta(about('Seconds for each run of yum.')),
  });
}
