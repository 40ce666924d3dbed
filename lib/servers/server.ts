import { Token, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ComputeInstance } from '../../.gen/providers/huaweicloud/compute-instance';
import { checkIpv4Address } from '../values/cidr';
import { throwProblems } from '../values/input-error';
import { checkKeyPairName, checkName } from '../values/name';
import { checkAvailabilityZone, checkEnterpriseProjectId } from '../values/places';
import { checkListProp, checkOptionalProp, checkProp, checkTagsProp } from '../values/prop-check';
import { shown } from '../values/shown';
import { checkNotEmpty } from '../values/text';
import { checkFlavor } from './flavor';
import { type Postcondition } from './image';
import { checkSystemDisk, type SystemDisk } from './system-disk';

export interface ServerProps {
  /** 1 to 64 letters, digits, Chinese characters, "_", "-" or ".". */
  readonly name: string;
  /** Such as `c7t.large.2`. */
  readonly flavor: string;
  /** Not empty. */
  readonly imageId: string;
  /** What must hold of the ECS, as planned and as made. */
  readonly postcondition?: Postcondition;
  readonly systemDisk: SystemDisk;
  /** Network id of the subnet; not empty. */
  readonly subnetId: string;
  /** Fixed IPv4 address inside the subnet. */
  readonly privateIp: string;
  /** At least one. */
  readonly securityGroupIds: readonly string[];
  /** Name of the key pair: 1 to 64 letters, digits, "_" or "-". */
  readonly keyPair: string;
  /** Letters, digits, "-", "_" and ".", such as `cn-north-4a`. @default - chosen by Huawei Cloud */
  readonly availabilityZone?: string;
  /** 0, the default project, or an id of at most 36 letters, digits and hyphens. */
  readonly enterpriseProjectId?: string;
  /** At most 20; keys of 1 to 36, values of at most 43 letters, digits, Chinese characters, "_", "-", and in values ".". */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A server as other constructs see it: one of this stack's, or one that exists already. */
export interface IServer {
  readonly serverId: string;
  readonly name: string;
  readonly privateIp: string;
  /** Id of the network interface: what mirror sources and targets want. */
  readonly networkInterfaceId: string;
  /** What must exist before the server may be used. */
  readonly dependables: readonly ITerraformDependable[];
}

/** What must be told of a server that exists already. */
export type ServerAttributes = Omit<IServer, 'dependables'>;

/** A pay-per-use ECS with one network interface, a fixed private IP and no EIP of its own: Table 1. */
export class Server extends Construct implements IServer {
  /** A server that exists already, by its id and what the other constructs want to know of it. */
  static fromServerId(serverId: string, attributes: Omit<ServerAttributes, 'serverId'>): IServer {
    return { serverId, ...attributes, dependables: [] };
  }

  readonly serverId: string;
  readonly name: string;
  readonly privateIp: string;
  readonly networkInterfaceId: string;
  readonly dependables: readonly ITerraformDependable[];

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: ServerProps) {
    super(scope, id);
    const disk = checkSystemDisk(props.systemDisk, (value) => !Token.isUnresolved(value));
    throwProblems(`server ${shown(props.name)}`, {
      name: checkProp(props.name, checkName),
      flavor: checkProp(props.flavor, checkFlavor),
      imageId: checkProp(props.imageId, checkNotEmpty),
      'systemDisk.type': disk.type,
      'systemDisk.sizeGib': disk.sizeGib,
      'systemDisk.iops': disk.iops,
      'systemDisk.throughput': disk.throughput,
      subnetId: checkProp(props.subnetId, checkNotEmpty),
      privateIp: checkProp(props.privateIp, checkIpv4Address),
      securityGroupIds: checkListProp(props.securityGroupIds, { min: 1 }, checkNotEmpty),
      keyPair: checkProp(props.keyPair, checkKeyPairName),
      availabilityZone: checkOptionalProp(props.availabilityZone, checkAvailabilityZone),
      enterpriseProjectId: checkOptionalProp(props.enterpriseProjectId, checkEnterpriseProjectId),
      tags: checkTagsProp(props.tags),
    });
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
      systemDiskIops: props.systemDisk.iops,
      systemDiskThroughput: props.systemDisk.throughput,
      network: [{ uuid: props.subnetId, fixedIpV4: props.privateIp }],
      // The provider's default would release an EIP that belongs to another resource.
      deleteEipOnTermination: false,
      enterpriseProjectId: props.enterpriseProjectId,
      tags: props.tags,
      // A newer public image would otherwise reinstall the servers at the next deploy.
      lifecycle: {
        ignoreChanges: ['image_id'],
        ...(props.postcondition === undefined ? {} : { postcondition: [props.postcondition] }),
      },
    });
    this.serverId = instance.id;
    this.name = props.name;
    this.privateIp = props.privateIp;
    this.networkInterfaceId = instance.network.get(0).port;
    this.dependables = [instance];
  }
}
