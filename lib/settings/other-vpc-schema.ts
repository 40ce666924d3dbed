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
import { about, name, port } from './values';

/**
 * "Mirroring Inbound and Outbound TCP Traffic to a Network Interface in a Different VPC" of the same user guide. Its page
 * names VPCs, servers, filter, session and the rules in their order; addresses, ports, the peering's name and the
 * session's values are not documented: those are this project's own.
 */
export const otherVpcSchema = z.strictObject({
  scenario: z.literal('other-vpc').meta(about('Which mirror is built.', { source: 'this project' })),
  ...places,
  network: network({
    vpcName: 'VPC-A',
    vpcCidr: '192.168.0.0/16',
    subnetName: 'Subnet-A01',
    subnetCidr: '192.168.0.0/24',
    gatewayIp: '192.168.0.1',
  }),
  targetNetwork: network({
    vpcName: 'VPC-B',
    vpcCidr: '172.16.0.0/16',
    subnetName: 'Subnet-B01',
    subnetCidr: '172.16.0.0/24',
    gatewayIp: '172.16.0.1',
  }),
  peeringName: name.default('peering-AB').meta(about('Name of the peering connection of the two VPCs.')),
  ...machines,
  servers: z
    .strictObject({
      source: server({ name: 'ECS-source', flavor: 'c7t.large.2', privateIp: '192.168.0.230' }, false),
      testA: server({ name: 'ECS-test-A', flavor: 's6.large.2', privateIp: '192.168.0.161' }, false),
      target: server({ name: 'ECS-target', flavor: 's6.large.2', privateIp: '172.16.0.164' }, false),
      testB: server({ name: 'ECS-test-B', flavor: 's6.large.2', privateIp: '172.16.0.161' }, false),
    })
    .prefault({}),
  listeningPort: port
    .default(1234)
    .meta(about('TCP port of ECS-source, and of the test servers when ECS-source sends; not 22.')),
  ...flavorFamilies,
  securityGroups: securityGroups({
    mode: 'One group for all ECSs, or one for each kind.',
    names: {
      sharedName: ['Sg-X', 'Group of all ECSs; when split, of the test servers.'],
      sourceName: ['Sg-A', 'Group of ECS-source when split.'],
      targetName: ['Sg-B', 'Group of ECS-target when split.'],
    },
  }),
  ...keyPair,
  ...access('ECS-test-A'),
  tcpMirror: mirror({
    filterName: 'mirror-filter-01',
    sessionName: 'mirror-session-01',
    priority: 1,
    vni: 1,
    rules: 'of each direction, 1 rejects TCP with ECS-test-A and 2 accepts TCP with ECS-test-B',
  }),
  ...planChecks,
  ...verification('ECS-test-A', 'every other sender and receiver'),
  ...collector,
  ...stateBackend('other-vpc'),
});
