import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ComputeInstance } from '../.gen/providers/huaweicloud/compute-instance';

export interface ServerProps {
  readonly name: string;
  /** Such as `c7t.large.2`. */
  readonly flavor: string;
  readonly imageId: string;
  readonly systemDisk: SystemDisk;
  /** Network id of the subnet. */
  readonly subnetId: string;
  /** Fixed IPv4 address inside the subnet. */
  readonly privateIp: string;
  readonly securityGroupIds: readonly string[];
  readonly keyPair: string;
  /** @default - chosen by Huawei Cloud */
  readonly availabilityZone?: string;
  readonly enterpriseProjectId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SystemDisk {
  /** Such as `GPSSD`, general-purpose SSD. */
  readonly type: string;
  /** GiB. */
  readonly sizeGib: number;
}

/** A pay-per-use ECS with one network interface, a fixed private IP and no EIP of its own: Table 1. */
export class Server extends Construct {
  readonly serverId: string;
  readonly name: string;
  readonly flavor: string;
  readonly privateIp: string;
  /** Id of the network interface: what mirror sources and targets want. */
  readonly networkInterfaceId: string;
  readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ServerProps) {
    super(scope, id);
    const instance = new ComputeInstance(this, 'Resource', {
      name: props.name,
      flavorId: props.flavor,
      imageId: props.imageId,
      availabilityZone: props.availabilityZone,
      securityGroupIds: [...props.securityGroupIds],
      keyPair: props.keyPair,
      chargingMode: 'postPaid',
      systemDiskType: props.systemDisk.type,
      systemDiskSize: props.systemDisk.sizeGib,
      network: [{ uuid: props.subnetId, fixedIpV4: props.privateIp }],
      // The provider's default would release an EIP that belongs to another resource.
      deleteEipOnTermination: false,
      enterpriseProjectId: props.enterpriseProjectId,
      tags: props.tags,
      // A newer public image would otherwise reinstall the servers at the next deploy.
      lifecycle: { ignoreChanges: ['image_id'] },
    });
    this.serverId = instance.id;
    this.name = props.name;
    this.flavor = props.flavor;
    this.privateIp = props.privateIp;
    this.networkInterfaceId = instance.network.get(0).port;
    this.dependable = instance;
  }
}
