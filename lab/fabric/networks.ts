import { isDeepStrictEqual } from 'node:util';
import { type TopologySubnet } from '../topology/topology';
import { type DesiredState } from './desired-state';
import { named } from './every-reason';
import { type Internet } from './internet';
import { withoutIpv6 } from './is-wanted';
import { type LabNamespaces } from './lab-namespaces';
import { VpcNetwork } from './vpc-network';

/** A subnet that is in the kernel, and its VPC. */
export interface PresentSubnet {
  readonly spec: TopologySubnet;
  readonly vpc: VpcNetwork;
}

/** The VPCs and subnets that are in the kernel, and the EIPs that lead into them. */
export class Networks {
  private readonly vpcs = new Map<string, VpcNetwork>();
  private readonly subnets = new Map<string, PresentSubnet>();

  /** @param onGone told of each VPC that is removed */
  constructor(
    private readonly lab: LabNamespaces,
    private readonly internet: Internet,
    private readonly onGone: (vpc: VpcNetwork) => void,
  ) {}

  subnet(id: string): PresentSubnet | undefined {
    return this.subnets.get(id);
  }

  /** The VPCs in the kernel that stay, by id: those of which a subnet is wanted. */
  vpcsOf({ topology }: DesiredState): ReadonlyMap<string, VpcNetwork> {
    const wanted = new Set(topology.subnets.map(({ vpcId }) => vpcId));
    return new Map([...this.vpcs].filter(([id]) => wanted.has(id)));
  }

  /** Removes subnets that are not wanted, and VPCs that have none left. */
  async remove(desired: DesiredState): Promise<void> {
    for (const [id, { vpc }] of this.subnets) {
      if (desired.subnets.has(id)) continue;
      await named(`subnet ${id} could not be removed`, vpc.removeSubnet(id));
      this.subnets.delete(id);
    }
    for (const [id, vpc] of this.vpcs) {
      if (!vpc.isEmpty) continue;
      await named(`VPC ${id} could not be removed`, vpc.close());
      this.onGone(vpc);
      this.vpcs.delete(id);
    }
  }

  /** Adds subnets that are wanted, and their VPCs; one that has changed, but for IPv6, is made anew. */
  async add(desired: DesiredState): Promise<void> {
    for (const spec of desired.topology.subnets) {
      const present = this.subnets.get(spec.id);
      if (present !== undefined && isDeepStrictEqual(present.spec, spec)) continue;
      if (present !== undefined && isDeepStrictEqual(withoutIpv6(present.spec), withoutIpv6(spec))) {
        await named(`IPv6 of subnet ${spec.id} could not be changed`, present.vpc.changeIpv6(spec));
        this.subnets.set(spec.id, { ...present, spec });
        continue;
      }
      if (present !== undefined) {
        await present.vpc.removeSubnet(spec.id);
        this.subnets.delete(spec.id);
      }
      const vpc = this.vpcs.get(spec.vpcId) ?? (await this.addVpc(spec.vpcId));
      await named(`subnet ${spec.id} could not be made`, vpc.addSubnet(spec));
      this.subnets.set(spec.id, { spec, vpc });
    }
  }

  private async addVpc(id: string): Promise<VpcNetwork> {
    const taken = new Set([...this.vpcs.values()].map((vpc) => vpc.index));
    let index = 0;
    while (taken.has(index)) index += 1;
    const vpc = await named(`VPC ${id} could not be made`, VpcNetwork.create(this.lab, this.internet, index));
    this.vpcs.set(id, vpc);
    return vpc;
  }

  /** Lets each EIP that is bound lead to its port, and no other. */
  async bindEips({ boundEips }: DesiredState): Promise<void> {
    // The routes first: while an EIP moves between VPCs, a packet to it is lost rather than sent to the wrong one.
    const routes = boundEips.flatMap(({ eip, vpcId }) => {
      const vpc = this.vpcs.get(vpcId);
      return vpc === undefined ? [] : [[eip.address, vpc.index] as const];
    });
    await named('the routes of the EIPs could not be set', this.internet.route(new Map(routes)));
    for (const [id, vpc] of this.vpcs) {
      const bindings = boundEips
        .filter(({ vpcId }) => vpcId === id)
        .map(({ eip, privateIp }) => ({ eip: eip.address, privateIp }));
      await named(`the EIPs of VPC ${id} could not be bound`, vpc.bind(bindings));
    }
  }
}
