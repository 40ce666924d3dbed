import { type Region } from '../../context';
import { nameServers } from '../dns/name-servers';
import { defaultDhcpOptions } from './dhcp-options';
import { createGroup } from './security-groups';
import { createSubnet } from './subnets';
import { createVpc } from './vpcs';

const unnamed = { description: '', enterpriseProjectId: '0', tags: [], isDefault: true } as const;

/**
 * What a new account has in a region: the security group of servers that name none and, unless told otherwise, a VPC with
 * a subnet (VPC user guide: Creating a VPC; names and blocks as the provider's acceptance tests look them up).
 */
export function createUsualThings(region: Pick<Region, 'store' | 'clock' | 'ids'>, withNetwork: boolean): void {
  createGroup(region, { ...unnamed, name: 'default' });
  if (!withNetwork) return;
  const vpc = createVpc(region, { ...unnamed, name: 'vpc-default', cidr: '192.168.0.0/16' });
  createSubnet(region, {
    ...{ vpcId: vpc.id, name: 'subnet-default', description: '', isDefault: true, tags: [] },
    ...{ cidr: '192.168.0.0/24', gatewayIp: '192.168.0.1', dhcpEnable: true, dnsList: nameServers },
    ...{ availabilityZone: '', extraDhcpOpts: defaultDhcpOptions },
  });
}
