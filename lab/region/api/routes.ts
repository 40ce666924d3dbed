import { type Route } from '../http/route';
import { bandwidthRoutes } from './eip/bandwidths';
import { dnsRoutes } from './dns/name-servers';
import { flavorRoutes } from './ecs/flavors';
import { iamRoutes } from './iam/projects';
import { imageRoutes } from './ims/images';
import { jobRoutes } from './ecs/jobs';
import { keypairRoutes } from './kps/keypairs';
import { mirrorFilterRuleRoutes } from './vpc/mirror-filter-rules';
import { mirrorFilterRoutes } from './vpc/mirror-filters';
import { mirrorSessionRoutes } from './vpc/mirror-sessions';
import { peeringRoutes } from './vpc/peerings';
import { portRoutes } from './vpc/ports';
import { publicipRoutes } from './eip/publicips';
import { routeTableRoutes } from './vpc/route-tables';
import { securityGroupRuleRoutes } from './vpc/security-group-rules';
import { securityGroupRoutes } from './vpc/security-groups';
import { serverActionRoutes } from './ecs/server-actions';
import { serverRoutes } from './ecs/servers';
import { subnetRoutes } from './vpc/subnets';
import { tagRoutes } from './tags';
import { volumeRoutes } from './evs/volumes';
import { vpcRoutes } from './vpc/vpcs';

/** Every call that the region answers; whatever is not here is answered 501. */
export const routes: readonly Route[] = [
  ...iamRoutes,
  ...vpcRoutes,
  ...subnetRoutes,
  ...routeTableRoutes,
  ...peeringRoutes,
  ...portRoutes,
  ...securityGroupRoutes,
  ...securityGroupRuleRoutes,
  ...mirrorFilterRoutes,
  ...mirrorFilterRuleRoutes,
  ...mirrorSessionRoutes,
  ...publicipRoutes,
  ...bandwidthRoutes,
  ...serverRoutes,
  ...serverActionRoutes,
  ...jobRoutes,
  ...flavorRoutes,
  ...volumeRoutes,
  ...imageRoutes,
  ...keypairRoutes,
  ...dnsRoutes,
  ...tagRoutes,
];
