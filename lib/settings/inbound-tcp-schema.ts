import { z } from 'zod';
import { collector } from './collector-schema';
import {
  access,
  flavorFamilies,
  keyPair,
  machines,
  network,
  places,
  planChecks,
  stateBackend,
  verification,
} from './common-schema';
import { mirrorRule, mirrorSession, sessionEnabled } from './mirror-schema';
import { securityGroups } from './security-group-schema';
import { server } from './server-schema';
import { about, description, limited, name, port } from './values';

/** The guide's scenario: every default is a row of the guide where it has one. */
export const inboundTcpSchema = z.strictObject({
  scenario: z
    .literal('inbound-tcp')
    .default('inbound-tcp')
    .meta(about('Which mirror is built.', { guide: 'its title', source: 'this project' })),
  ...places,
  network: network({
    vpcName: 'VPC-A',
    vpcCidr: '192.168.0.0/16',
    subnetName: 'Subnet-A01',
    subnetCidr: '192.168.0.0/24',
    gatewayIp: '192.168.0.1',
    guide: { guide: 'Table 1, VPC and subnet' },
  }),
  ...machines,
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
  ...flavorFamilies,
  securityGroups: securityGroups({
    mode: 'One group for all ECSs, or one for each.',
    guide: 'Table 1, Security Group',
    names: {
      sharedName: ['Sg-X', 'Group of all ECSs; when split, of ECS-test.', 'Table 2'],
      sourceName: ['Sg-A', 'Group of ECS-source when split.', 'Table 3'],
      targetName: ['Sg-B', 'Group of ECS-target when split.', 'Table 4'],
    },
  }),
  ...keyPair,
  ...access('ECS-test'),
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
      ...about('Further filters, each with a session from ECS-source to ECS-target.'),
    }),
  ...planChecks,
  ...verification('ECS-test', 'ECS-source'),
  ...collector,
  ...stateBackend('inbound-tcp'),
});
