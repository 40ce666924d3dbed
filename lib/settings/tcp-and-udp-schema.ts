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
import { mirror } from './mirror-schema';
import { securityGroups } from './security-group-schema';
import { server } from './server-schema';
import { about, port } from './values';

/**
 * "Mirroring Inbound TCP and UDP Traffic to Two Network Interfaces" of the same user guide. Its page names servers,
 * filters and sessions; addresses, ports, priorities and VNIs are not documented: those are this project's own.
 */
export const tcpAndUdpSchema = z.strictObject({
  scenario: z.literal('tcp-and-udp').meta(about('Which mirror is built.', { source: 'this project' })),
  ...places,
  network: network({
    vpcName: 'VPC-A',
    vpcCidr: '192.168.0.0/16',
    subnetName: 'Subnet-A01',
    subnetCidr: '192.168.0.0/24',
    gatewayIp: '192.168.0.1',
  }),
  ...machines,
  servers: z
    .strictObject({
      source: server({ name: 'ECS-source', flavor: 'c7t.large.2', privateIp: '192.168.0.230' }, false),
      target01: server({ name: 'ECS-target-01', flavor: 's6.large.2', privateIp: '192.168.0.164' }, false),
      target02: server({ name: 'ECS-target-02', flavor: 's6.large.2', privateIp: '192.168.0.165' }, false),
      test: server({ name: 'ECS-test', flavor: 's6.large.2', privateIp: '192.168.0.161' }, false),
    })
    .prefault({}),
  listeningPort: port.default(1234).meta(about('TCP and UDP port of ECS-source that is mirrored; not 22.')),
  ...flavorFamilies,
  securityGroups: securityGroups({
    mode: 'One group for all ECSs, or one for each kind.',
    names: {
      sharedName: ['Sg-X', 'Group of all ECSs; when split, of ECS-test.'],
      sourceName: ['Sg-A', 'Group of ECS-source when split.'],
      targetName: ['Sg-B', 'Group of both targets when split.'],
    },
  }),
  ...keyPair,
  ...access('ECS-test'),
  tcpMirror: mirror({
    filterName: 'mirror-filter-01',
    sessionName: 'mirror-session-01',
    priority: 1,
    vni: 1,
    rules: 'accepts inbound TCP from ECS-test to ECS-source',
  }),
  udpMirror: mirror({
    filterName: 'mirror-filter-02',
    sessionName: 'mirror-session-02',
    priority: 2,
    vni: 2,
    rules: 'accepts inbound UDP from ECS-test to ECS-source',
  }),
  ...planChecks,
  ...verification('ECS-test', 'ECS-source'),
  ...collector,
  ...stateBackend('tcp-and-udp'),
});
