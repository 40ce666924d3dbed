import { type AddressGroup } from './address-group';
import { type Eip } from './eip';
import { type Image } from './image';
import { type Job } from './job';
import { type Keypair } from './keypair';
import { type MirrorFilter, type MirrorFilterRule, type MirrorSession } from './mirror';
import { isOfSubnet, type Port } from './port';
import { type RouteTable } from './route-table';
import { type SecurityGroup, type SecurityGroupRule } from './security-group';
import { type Server } from './server';
import { type ServerGroup } from './server-group';
import { type SharedBandwidth } from './shared-bandwidth';
import { type Subnet } from './subnet';
import { Table } from './table';
import { type Volume } from './volume';
import { type Vpc } from './vpc';
import { type VpcPeering } from './vpc-peering';

/** Everything that the region holds, in memory. */
export class Store {
  readonly vpcs = new Table<Vpc>('vpc');
  readonly subnets = new Table<Subnet>('subnet');
  readonly routeTables = new Table<RouteTable>('route table');
  readonly peerings = new Table<VpcPeering>('VPC peering connection');
  readonly securityGroups = new Table<SecurityGroup>('security group');
  readonly securityGroupRules = new Table<SecurityGroupRule>('security group rule');
  readonly addressGroups = new Table<AddressGroup>('address group');
  readonly ports = new Table<Port>('port');
  readonly servers = new Table<Server>('server');
  readonly serverGroups = new Table<ServerGroup>('server group');
  readonly volumes = new Table<Volume>('volume');
  readonly eips = new Table<Eip>('EIP');
  readonly sharedBandwidths = new Table<SharedBandwidth>('bandwidth');
  readonly keypairs = new Table<Keypair>('key pair');
  readonly mirrorFilters = new Table<MirrorFilter>('traffic mirror filter');
  readonly mirrorFilterRules = new Table<MirrorFilterRule>('traffic mirror filter rule');
  readonly mirrorSessions = new Table<MirrorSession>('traffic mirror session');
  readonly images = new Table<Image>('image');
  readonly jobs = new Table<Job>('job');

  /** All of it as it is now, whatever changes later. Records are never changed in place, so they are shared. */
  snapshot(): Store {
    const copy = new Store();
    copy.become(this);
    return copy;
  }

  /** Makes this store hold what `other` holds now. */
  become(other: Store): void {
    const theirs = new Map<string, Table<never>>(Object.entries(other));
    Object.entries(this).forEach(([kind, table]: [string, Table<never>]) => {
      const their = theirs.get(kind);
      if (their) table.become(their);
    });
  }

  /**
   * How many of each kind a user has made and not deleted: zero everywhere after a complete destroy. What a new account
   * has (the default network, the default security group with its rules), a subnet's own ports, the default route tables,
   * images that were there from the start, and jobs don't count.
   */
  counts(): Readonly<Record<string, number>> {
    const isDefault = (groupId: string) => this.securityGroups.get(groupId)?.isDefault === true;
    return {
      vpcs: this.vpcs.filter((vpc) => vpc.isDefault !== true).length,
      subnets: this.subnets.filter((subnet) => subnet.isDefault !== true).length,
      routes: this.routeTables.all().reduce((sum, { routes }) => sum + routes.length, 0),
      peerings: this.peerings.size,
      securityGroups: this.securityGroups.filter((group) => !group.isDefault).length,
      securityGroupRules: this.securityGroupRules.filter((rule) => !isDefault(rule.securityGroupId)).length,
      addressGroups: this.addressGroups.size,
      ports: this.ports.filter((port) => !isOfSubnet(port)).length,
      servers: this.servers.size,
      serverGroups: this.serverGroups.size,
      volumes: this.volumes.size,
      eips: this.eips.size,
      sharedBandwidths: this.sharedBandwidths.size,
      keypairs: this.keypairs.size,
      images: this.images.filter(({ madeOf }) => madeOf !== undefined).length,
      mirrorFilters: this.mirrorFilters.size,
      mirrorFilterRules: this.mirrorFilterRules.size,
      mirrorSessions: this.mirrorSessions.size,
    };
  }
}
