import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ComputeEipAssociate } from '../.gen/providers/huaweicloud/compute-eip-associate';
import { VpcEip } from '../.gen/providers/huaweicloud/vpc-eip';
import { type Server } from './server';

export interface ElasticIpProps {
  readonly name: string;
  /** Line type, such as `5_bgp` (dynamic BGP). */
  readonly type: string;
  readonly bandwidthName: string;
  /** Mbit/s. */
  readonly bandwidthSize: number;
  /** `traffic`: billed by what flows; `bandwidth`: billed by the size. */
  readonly chargeMode: 'traffic' | 'bandwidth';
  /** The server that it is bound to. */
  readonly server: Server;
  readonly enterpriseProjectId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A pay-per-use EIP with a bandwidth of its own, bound to a server for as long as it exists. */
export class ElasticIp extends Construct {
  readonly address: string;
  readonly eipId: string;
  /** The binding: SSH through the EIP has to wait for it. */
  readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ElasticIpProps) {
    super(scope, id);
    const eip = new VpcEip(this, 'Resource', {
      name: props.name,
      chargingMode: 'postPaid',
      publicip: { type: props.type },
      bandwidth: {
        shareType: 'PER',
        name: props.bandwidthName,
        size: props.bandwidthSize,
        chargeMode: props.chargeMode,
      },
      enterpriseProjectId: props.enterpriseProjectId,
      tags: props.tags,
    });
    // The variant for ECSs waits until the server itself shows the address, so SSH can follow at once.
    this.dependable = new ComputeEipAssociate(this, 'association', {
      publicIp: eip.address,
      instanceId: props.server.serverId,
    });
    this.address = eip.address;
    this.eipId = eip.id;
  }
}
