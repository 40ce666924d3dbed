import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { DataHuaweicloudVpcSubnets } from '../../.gen/providers/huaweicloud/data-huaweicloud-vpc-subnets';
import { addressOf } from '../values/plan-check';
import { literal } from './server-search';

/** The subnets of the region, read at plan: which VPC each is in, and what it is called. */
export class Subnets extends Construct {
  /** The region's name, as an expression. */
  readonly region: string;
  /** Expression of the map of VPC ids by subnet id. */
  readonly vpcs: string;
  private readonly byName: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const address = addressOf(new DataHuaweicloudVpcSubnets(this, 'list'));
    this.region = `${address}.region`;
    this.vpcs = this.local('vpcs', `{ for s in ${address}.subnets : s.id => s.vpc_id }`);
    this.byName = this.local('names', `{ for s in ${address}.subnets : s.name => s.id... }`);
  }

  /** Expression of the list of ids of a subnet by name or id: several where VPCs have subnets of one name. */
  idsOf(subnet: string): string {
    const name = literal(subnet);
    return `concat(try(${this.byName}[${name}], []), can(${this.vpcs}[${name}]) ? [${name}] : [])`;
  }

  private local(id: string, expression: string): string {
    return `local.${new TerraformLocal(this, id, `\${${expression}}`).friendlyUniqueId}`;
  }
}
