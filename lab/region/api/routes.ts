import { type Route } from '../http/route';
import { addressGroupRoutes } from './vpc/address-groups';
import { classicRouteRoutes } from './vpc/classic-routes';
import { bandwidthRoutes } from './eip/bandwidths';
import { dnsRoutes } from './dns/name-servers';
import { flavorRoutes } from './ecs/flavors';
import { iamRoutes } from './iam/projects';
import { diskRoutes } from './ecs/disks';
import { imageRoutes } from './ims/images';
import { jobRoutes } from './ecs/jobs';
import { keypairRoutes } from './kps/keypairs';
import { mirrorFilterRuleRoutes } from './vpc/mirror-filter-rules';
import { mirrorFilterRoutes } from './vpc/mirror-filters';
import { mirrorSessionRoutes } from './vpc/mirror-sessions';
import { peeringRoutes } from './vpc/peerings';
import { nicRoutes } from './ecs/nics';
import { portRoutes } from './vpc/ports';
import { privateImageRoutes } from './ims/private-images';
import { privateIpRoutes } from './vpc/private-ips';
import { publicipRoutes } from './eip/publicips';
import { routeTableRoutes } from './vpc/route-tables';
import { sharedBandwidthRoutes } from './eip/shared-bandwidths';
import { securityGroupRuleRoutes } from './vpc/security-group-rules';
import { securityGroupRoutes } from './vpc/security-groups';
import { serverActionRoutes } from './ecs/server-actions';
import { serverChangeRoutes } from './ecs/server-changes';
import { serverGroupRoutes } from './ecs/server-groups';
import { serverLimitRoutes } from './ecs/server-limits';
import { serverRoutes } from './ecs/servers';
import { subnetRoutes } from './vpc/subnets';
import { terminateTimeRoutes } from './ecs/terminate-time';
import { portTagRoutes } from './port-tags';
import { tagRoutes } from './tags';
import { tagSearchRoutes } from './tag-search';
import { usageRoutes } from './vpc/usage';
import { virtualIpRoutes } from './ecs/virtual-ips';
import { volumeSettingRoutes } from './evs/volume-settings';
import { volumeRoutes } from './evs/volumes';
import { vpcBlockRoutes } from './vpc/vpc-blocks';
import { vpcRoutes } from './vpc/vpcs';

/** Every call that the region answers; whatever is not here is answered 501. */
export const routes: readonly Route[] = [
  ...iamRoutes,
  ...vpcRoutes,
  ...vpcBlockRoutes,
  ...subnetRoutes,
  ...routeTableRoutes,
  ...classicRouteRoutes,
  ...peeringRoutes,
  ...portRoutes,
  ...privateIpRoutes,
  ...usageRoutes,
  ...securityGroupRoutes,
  ...securityGroupRuleRoutes,
  ...addressGroupRoutes,
  ...mirrorFilterRoutes,
  ...mirrorFilterRuleRoutes,
  ...mirrorSessionRoutes,
  ...publicipRoutes,
  ...bandwidthRoutes,
  ...sharedBandwidthRoutes,
  ...serverRoutes,
  ...serverGroupRoutes,
  ...serverLimitRoutes,
  ...serverActionRoutes,
  ...serverChangeRoutes,
  ...terminateTimeRoutes,
  ...nicRoutes,
  ...virtualIpRoutes,
  ...diskRoutes,
  ...jobRoutes,
  ...flavorRoutes,
  ...volumeRoutes,
  ...volumeSettingRoutes,
  ...imageRoutes,
  ...privateImageRoutes,
  ...keypairRoutes,
  ...dnsRoutes,
  ...tagRoutes,
  ...tagSearchRoutes,
  ...portTagRoutes,
];
