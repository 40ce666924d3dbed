import { type Route } from '../http/route';
import { bandwidthRoutes } from './bandwidths';
import { dnsRoutes } from './dns';
import { flavorRoutes } from './flavors';
import { iamRoutes } from './iam';
import { imageRoutes } from './images';
import { jobRoutes } from './jobs';
import { keypairRoutes } from './keypairs';
import { mirrorFilterRuleRoutes } from './mirror-filter-rules';
import { mirrorFilterRoutes } from './mirror-filters';
import { mirrorSessionRoutes } from './mirror-sessions';
import { portRoutes } from './ports';
import { publicipRoutes } from './publicips';
import { securityGroupRuleRoutes } from './security-group-rules';
import { securityGroupRoutes } from './security-groups';
import { serverActionRoutes } from './server-actions';
import { serverRoutes } from './servers';
import { subnetRoutes } from './subnets';
import { tagRoutes } from './tags';
import { volumeRoutes } from './volumes';
import { vpcRoutes } from './vpcs';

/** Every call that the region answers; whatever is not here is answered 501. */
export const routes: readonly Route[] = [
  ...iamRoutes,
  ...vpcRoutes,
  ...subnetRoutes,
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
