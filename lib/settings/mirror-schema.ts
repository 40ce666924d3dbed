import { z } from 'zod';
import { checkVni } from '../mirror/vni';
import { FILTER_RULE_PRIORITY, PACKET_LENGTH, SESSION_PRIORITY, VNI } from '../values/limits';
import { DIRECTIONS, ETHERTYPES, PROTOCOLS } from '../mirror/mirror-rule';
import { about, checked, cidr, description, integer, limited, name, ports } from './values';

const RULE_API = 'API reference of VPC: CreateTrafficMirrorFilterRule';

export const mirrorRule = z.strictObject({
  direction: z
    .enum(DIRECTIONS)
    .default('ingress')
    .meta(
      about('Packets that ECS-source receives, or sends.', {
        guide: 'Table 5, Direction',
        source: `${RULE_API}, direction`,
      }),
    ),
  priority: integer(FILTER_RULE_PRIORITY).meta(
    about('Smaller first; unique within a direction of the filter.', { guide: 'Table 5, Priority' }),
  ),
  protocol: z
    .enum(PROTOCOLS)
    .default('all')
    .meta(about('Protocol of the packets.', { guide: 'Table 5, Protocol', source: `${RULE_API}, protocol` })),
  ethertype: z
    .enum(ETHERTYPES)
    .default('IPv4')
    .meta(about('IP version of the packets.', { guide: 'Table 5, Type', source: `${RULE_API}, ethertype` })),
  action: z
    .enum(['accept', 'reject'])
    .default('accept')
    .meta(about('Mirror what matches, or do not.', { guide: 'Table 5, Action', source: `${RULE_API}, action` })),
  source: cidr.optional().meta(about('Senders.', { guide: 'Table 5, Source', unset: 'any' })),
  destination: cidr.optional().meta(about('Receivers.', { guide: 'Table 5, Destination', unset: 'any' })),
  sourcePorts: ports
    .optional()
    .meta(about('With tcp and udp only.', { guide: 'Table 5, Source Port Range', unset: 'all' })),
  destinationPorts: ports
    .optional()
    .meta(about('With tcp and udp only.', { guide: 'Table 5, Destination Port Range', unset: 'all' })),
  description: description.optional().meta(about('Text on the console.')),
});

export const mirrorSession = {
  priority: integer(SESSION_PRIORITY).meta(about('Smaller is higher.', { guide: 'Table 1, Priority' })),
  vni: checked(z.number(), checkVni).meta({
    ...limited(`${VNI.min} to ${VNI.max}`, VNI.source, { type: 'integer', minimum: VNI.min, maximum: VNI.max }),
    ...about('VXLAN network identifier of the copies.', { guide: 'Table 1, VNI' }),
  }),
  packetLength: integer(PACKET_LENGTH).meta(
    about('Bytes of each original packet that are copied.', { guide: 'Table 1, Packet Length' }),
  ),
};
export const sessionEnabled = z
  .boolean()
  .default(true)
  .meta(about('Whether the session mirrors anything.', { guide: 'Table 1, Mirror Session' }));

interface MirrorDefaults {
  readonly filterName: string;
  readonly sessionName: string;
  readonly priority: number;
  readonly vni: number;
  /** What its rules are when the user gives none. */
  readonly rules: string;
}

/** One filter with its session, of a scenario that has names for them. */
export const mirror = (defaults: MirrorDefaults) =>
  z
    .strictObject({
      filterName: name.default(defaults.filterName).meta(about('Name of the mirror filter.')),
      filterDescription: description.optional().meta(about('Text of the filter on the console.')),
      rules: z
        .array(mirrorRule)
        .min(1)
        .optional()
        .meta({
          ...limited('at least 1 rule', 'this project: a filter without rules mirrors nothing'),
          ...about("Rules of the filter, in place of the scenario's.", { unset: defaults.rules }),
        }),
      sessionName: name.default(defaults.sessionName).meta(about('Name of the mirror session.')),
      sessionDescription: description.optional().meta(about('Text of the session on the console.')),
      priority: mirrorSession.priority.default(defaults.priority),
      vni: mirrorSession.vni.default(defaults.vni),
      packetLength: mirrorSession.packetLength.default(96),
      enabled: sessionEnabled,
    })
    .prefault({});
