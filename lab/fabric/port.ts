import { prefixLength } from '../addresses/cidr';
import { gatewayMac } from '../addresses/mac';
import { mustRun } from './command';
import { type LabNamespaces } from './lab-namespaces';
import { type MirrorPort } from './mirror-plane';
import { type TopologyInterface, type TopologySubnet } from '../topology/topology';
import { MIRROR_ENTRANCE, type VpcNetwork } from './vpc-network';

/** A server's network interface in the kernel: a link from the server's namespace to the bridge of its subnet. */
export class Port {
  private constructor(
    private readonly lab: LabNamespaces,
    readonly spec: TopologyInterface,
    readonly subnet: TopologySubnet,
    readonly vpc: VpcNetwork,
    /** The fabric's end. */
    readonly device: string,
    /** The guest's end, `eth0` and so on. */
    readonly guestDevice: string,
  ) {}

  static async create(
    lab: LabNamespaces,
    vpc: VpcNetwork,
    subnet: TopologySubnet,
    spec: TopologyInterface,
    names: { readonly device: string; readonly guestNetns: string; readonly guestDevice: string },
  ): Promise<Port> {
    const { device, guestNetns, guestDevice } = names;
    const port = new Port(lab, spec, subnet, vpc, device, guestDevice);
    try {
      await lab.ip(vpc.netns, [
        `link add ${device} type veth peer name ${guestDevice} netns ${guestNetns} address ${spec.mac}`,
        `link set ${device} addrgenmode none master ${vpc.bridgeOf(subnet.id)}`,
        // As behind a virtual switch: a port gets the frames that are for it, wherever addresses were seen before.
        `link set ${device} type bridge_slave learning off flood off`,
        `link set ${device} up`,
      ]);
      await mustRun([...lab.enter(vpc.netns), 'bridge', 'fdb', 'add', spec.mac, 'dev', device, 'master', 'static']);
      // What travels on the link is what would on a wire: frames of at most the MTU, with their checksums filled in.
      await Promise.all([offloadsOff(lab, vpc.netns, device), offloadsOff(lab, guestNetns, guestDevice)]);
      await lab.ip(guestNetns, port.guestConfiguration());
    } catch (error) {
      await port.remove().catch(() => undefined);
      throw error;
    }
    return port;
  }

  private guestConfiguration(): readonly string[] {
    const { spec, subnet, guestDevice: device } = this;
    const metric = 100 + guestIndex(device);
    const v4 = prefixLength(subnet.cidr, 4, `subnet ${subnet.id}: cidr`);
    const lines = [
      `link set ${device} mtu 1500 up`,
      `address add ${spec.ipv4}/${v4} broadcast + dev ${device}`,
      `route add default via ${subnet.gatewayIp} dev ${device} metric ${metric}`,
    ];
    if (spec.ipv6 !== undefined) {
      const v6 =
        subnet.ipv6Cidr === undefined ? 128 : prefixLength(subnet.ipv6Cidr, 6, `subnet ${subnet.id}: ipv6Cidr`);
      lines.push(`address add ${spec.ipv6}/${v6} dev ${device} nodad`);
      if (subnet.ipv6GatewayIp !== undefined) {
        lines.push(`route add default via ${subnet.ipv6GatewayIp} dev ${device} metric ${metric}`);
      }
    }
    return lines;
  }

  get mirrorPort(): MirrorPort {
    const { id, mac, ipv4, ipv6 } = this.spec;
    return {
      ...{ interfaceId: id, mac, ipv4, ipv6 },
      device: this.device,
      injectDevice: this.vpc.bridgeOf(this.subnet.id),
      gatewayMac: gatewayMac(this.subnet.id),
      routerDevice: MIRROR_ENTRANCE.device,
      routerMac: MIRROR_ENTRANCE.routerMac,
      namespacePid: this.vpc.pid,
    };
  }

  /** Removes the link, both ends; succeeds if there is none. */
  async remove(): Promise<void> {
    await this.lab.deleteLink(this.vpc.netns, this.device);
  }
}

export function guestIndex(guestDevice: string): number {
  return Number(guestDevice.replace('eth', ''));
}

async function offloadsOff(lab: LabNamespaces, netns: string, device: string): Promise<void> {
  await mustRun([...lab.enter(netns), 'ethtool', '-K', device, 'tx', 'off', 'tso', 'off', 'gso', 'off', 'gro', 'off']);
}
