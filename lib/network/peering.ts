import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { VpcPeeringConnection } from '../../.gen/providers/huaweicloud/vpc-peering-connection';
import { VpcRoute } from '../../.gen/providers/huaweicloud/vpc-route';
import { checkIpv4Block } from '../values/cidr';
import { throwProblems } from '../values/input-error';
import { checkName } from '../values/name';
import { checkNotEmpty } from '../values/text';
import { checkProp } from '../values/prop-check';
import { shown } from '../values/shown';

/** One of the two VPCs that are joined. */
export interface PeeredVpc {
  /** Not empty. */
  readonly vpcId: string;
  /** IPv4 CIDR block by which the other VPC reaches this one; must not overlap the other's. */
  readonly cidr: string;
}

export interface PeeringProps {
  /** 1 to 64 letters, digits, Chinese characters, "_", "-" or ".". */
  readonly name: string;
  /** The VPC whose side asks; of the same account and region, which accepts by itself. */
  readonly requester: PeeredVpc;
  readonly accepter: PeeredVpc;
}

/**
 * A peering connection of two VPCs of one account, with a route in each: alone, a connection leads no packet anywhere.
 * Provider docs: vpc_peering_connection, vpc_route.
 */
export class Peering extends Construct {
  readonly peeringId: string;
  /** The connection and both routes: what must exist before one VPC reaches the other. */
  readonly dependables: readonly ITerraformDependable[];

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: PeeringProps) {
    super(scope, id);
    const { requester, accepter } = props;
    throwProblems(`peering ${shown(props.name)}`, {
      name: checkProp(props.name, checkName),
      'requester.vpcId': checkProp(requester.vpcId, checkNotEmpty),
      'requester.cidr': checkProp(requester.cidr, (block) => checkIpv4Block(block)),
      'accepter.vpcId': checkProp(accepter.vpcId, checkNotEmpty),
      'accepter.cidr': checkProp(accepter.cidr, (block) => checkIpv4Block(block)),
    });
    const connection = new VpcPeeringConnection(this, 'Resource', {
      name: props.name,
      vpcId: requester.vpcId,
      peerVpcId: accepter.vpcId,
    });
    this.peeringId = connection.id;
    const route = (from: string, { vpcId }: PeeredVpc, destination: string): VpcRoute =>
      new VpcRoute(this, `route-${from}`, { vpcId, destination, type: 'peering', nexthop: connection.id });
    this.dependables = [
      connection,
      route('requester', requester, accepter.cidr),
      route('accepter', accepter, requester.cidr),
    ];
  }
}
