import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { DataHuaweicloudVpcRouteTable } from '../../.gen/providers/huaweicloud/data-huaweicloud-vpc-route-table';
import { addPlanCheck, addressOf } from '../values/plan-check';
import { type Finding } from './existing-servers';
import { type ExistingTarget } from './existing-target';
import { type Subnets } from './subnets';

export interface RoutesToTargetProps {
  /** Expression of a map of network interfaces, as of `ExistingServers.interfaces`. */
  readonly sources: string;
  readonly target: ExistingTarget;
  readonly subnets: Subnets;
  /** Whether a plan warns where nobody can tell. */
  readonly planChecks: boolean;
}

/**
 * Whether copies find their way to a target in another VPC: the route table of a source's VPC must have a route to the
 * target's address, whatever it leads through. Where all are in one VPC, nothing is asked.
 *
 * A VPC's default table is the only one that a data source finds without its name (provider source: data source
 * vpc_route_table). Of a subnet that has a table of its own nobody can tell at plan, so that is no more than a warning.
 */
export class RoutesToTarget extends Construct {
  readonly findings: readonly Finding[];

  constructor(scope: Construct, id: string, { sources, target, subnets, planChecks }: RoutesToTargetProps) {
    super(scope, id);
    if (target.type === 'elb') {
      this.findings = [];
      return;
    }
    const vpcOf = `try(${subnets.vpcs}[one.subnet], ${target.vpc})`;
    const abroad = this.local(
      'abroad',
      `{ for id, one in ${sources} : id => merge(one, { vpc = ${vpcOf} }) if ${target.vpc} != "" && ${vpcOf} != ${target.vpc} }`,
    );
    const data = new DataHuaweicloudVpcRouteTable(this, 'table', { vpcId: '${each.key}' });
    data.addOverride('for_each', `\${${this.local('vpcs', `toset(values(${abroad})[*].vpc)`)}}`);
    const tables = addressOf(data);
    const address = `${target.interface}.address`;
    // A block has an address when its first address is that of the address's own block of the same length.
    const leads = `r.type != "local" && try(cidrhost("\${${address}}/\${split("/", r.destination)[1]}", 0) == cidrhost(r.destination, 0), false)`;
    const reaching = this.local(
      'reaching',
      `{ for vpc, table in ${tables} : vpc => length([for r in table.route : r if ${leads}]) > 0 }`,
    );
    const usesDefault = `contains(${tables}[one.vpc].subnets, one.subnet)`;
    const named = (condition: string): string =>
      `distinct([for one in values(${abroad}) : "\${one.server} (\${one.address})" if ${condition}])`;
    const cut = named(`${usesDefault} && !${reaching}[one.vpc]`);
    const unknown = named(`!${usesDefault}`);
    const where = `the mirror target \${${target.interface}.server} (\${${address}}), which is in VPC \${${target.vpc}}`;
    this.findings = [
      {
        condition: `length(${cut}) == 0`,
        errorMessage:
          `no route of VPC \${join(", ", [for vpc, reaches in ${reaching} : vpc if !reaches])} leads to ${where}, ` +
          `from these servers: \${join(", ", ${cut})}; join the VPCs by a peering connection with a route in each, or choose a target in the same VPC`,
      },
    ];
    if (!planChecks) return;
    addPlanCheck(data, [
      {
        condition: `\${length(${unknown}) == 0}`,
        error_message: `whether copies reach ${where}, cannot be told, because the subnets of these servers have route tables of their own: \${join(", ", ${unknown})}`,
      },
    ]);
  }

  private local(id: string, expression: string): string {
    return `local.${new TerraformLocal(this, id, `\${${expression}}`).friendlyUniqueId}`;
  }
}
