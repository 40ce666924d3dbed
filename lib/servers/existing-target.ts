import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { DataHuaweicloudNetworkingPort } from '../../.gen/providers/huaweicloud/data-huaweicloud-networking-port';
import { ExistingServers, type Finding } from './existing-servers';
import { type ServerSearch } from './server-search';
import { type Subnets } from './subnets';
import { addressOf } from '../values/plan-check';

/** Where the copies go: one of these. */
export interface TargetSearch {
  /** Name of an ECS with one network interface. */
  readonly name?: string;
  /** Private IPv4 address, with its subnet. */
  readonly address?: string;
  /** Name or id of the subnet of `address`. */
  readonly subnet?: string;
  /** Port id. */
  readonly networkInterfaceId?: string;
  /** Id of a private load balancer. */
  readonly loadBalancerId?: string;
}

/** A mirror target that exists already, found at plan. */
export class ExistingTarget extends Construct {
  readonly type: 'eni' | 'elb';
  /** Expression with `${}`. */
  readonly id: string;
  /** Expression of the found interface, as of `ExistingServers.interfaces`; null of a load balancer. */
  readonly interface: string;
  readonly findings: readonly Finding[];
  private readonly subnets: Subnets;

  constructor(scope: Construct, id: string, search: TargetSearch, subnets: Subnets) {
    super(scope, id);
    this.subnets = subnets;
    if (search.loadBalancerId !== undefined) {
      this.type = 'elb';
      this.id = search.loadBalancerId;
      this.interface = 'null';
      this.findings = [];
      return;
    }
    this.type = 'eni';
    const found = new ExistingServers(this, 'found', { search: searchOf(search), subnets });
    // Without one, the precondition says so; nothing else shall.
    const local = new TerraformLocal(
      this,
      'interface',
      `\${try(values(${found.interfaces})[0], { id = "", address = "", subnet = "", server = "", flavor = "" })}`,
    );
    this.interface = `local.${local.friendlyUniqueId}`;
    this.id = `\${${this.interface}.id}`;
    this.findings = [
      ...found.findings,
      {
        condition: `length(${found.interfaces}) <= 1`,
        errorMessage: `the mirror target ${nameOf(search)} has \${length(${found.interfaces})} network interfaces, at \${join(", ", values(${found.interfaces})[*].address)}: name one by its address or id`,
      },
    ];
  }

  /** Expression: the id of the first of the groups that the interface is in, by id; empty where there is none. */
  securityGroupId(): string {
    const port = new DataHuaweicloudNetworkingPort(this, 'port', { portId: '${each.key}' });
    port.addOverride('for_each', `\${toset(${this.interface}.id == "" ? [] : [${this.interface}.id])}`);
    return `\${try(sort(flatten(values(${addressOf(port)})[*].all_security_group_ids))[0], "")}`;
  }

  /** Expression: the VPC's id; empty where it is not known. */
  get vpc(): string {
    return this.type === 'elb' ? '""' : `try(${this.subnets.vpcs}[${this.interface}.subnet], "")`;
  }
}

function searchOf({ name, address, subnet, networkInterfaceId }: TargetSearch): ServerSearch {
  return {
    ...(name === undefined ? {} : { names: [name] }),
    ...(address === undefined || subnet === undefined ? {} : { addresses: [{ address, subnet }] }),
    ...(networkInterfaceId === undefined ? {} : { networkInterfaceIds: [networkInterfaceId] }),
  };
}

function nameOf({ name, address, networkInterfaceId }: TargetSearch): string {
  return name ?? address ?? networkInterfaceId ?? '';
}
