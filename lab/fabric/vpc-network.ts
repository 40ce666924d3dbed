import { prefixLength } from '../addresses/cidr';
import { gatewayMac } from '../addresses/mac';
import { routerSysctl, type Internet } from './internet';
import { ENDS_WITH_ITS_PARENT, type LabNamespaces, type Place } from './lab-namespaces';
import { type TopologySubnet } from '../topology/topology';

/** An EIP as the router sees it: which private address it stands for. */
export interface AddressBinding {
  readonly eip: string;
  readonly privateIp: string;
}

/** What is handed to a VPC's router as from a source: sent out of `device`, it comes in at the router's own end. */
export const MIRROR_ENTRANCE = {
  device: 'mirror-in',
  routerDevice: 'mirror-up',
  routerMac: '02:00:00:00:00:01',
} as const;

/**
 * One VPC: a namespace with a bridge per subnet, the subnets' gateways, a router between them and, for addresses with
 * an EIP, to the Internet. VPCs have a namespace each, so they are isolated and may use the same addresses; see `Peerings`.
 */
export class VpcNetwork {
  private readonly bridges = new Map<string, { readonly device: string; readonly subnet: TopologySubnet }>();
  private nextBridge = 0;

  private constructor(
    private readonly lab: LabNamespaces,
    private readonly internet: Internet,
    readonly index: number,
    readonly netns: string,
    private readonly holder: Place,
  ) {}

  static async create(lab: LabNamespaces, internet: Internet, index: number): Promise<VpcNetwork> {
    const netns = `vpc-${index}`;
    // The index is used again: what a removal that failed has left goes first.
    await lab.deleteNet(netns);
    await lab.addNet(netns);
    let vpc: VpcNetwork | undefined;
    try {
      const holder = await lab.startPlace('router', [...lab.enter(netns), ...ENDS_WITH_ITS_PARENT]);
      vpc = new VpcNetwork(lab, internet, index, netns, holder);
      await lab.sysctl(netns, routerSysctl);
      await lab.ip(netns, ['link set lo up', ...mirrorEntrance]);
      await internet.connect(netns, index);
      await lab.nft(netns, eipRuleset([]));
      return vpc;
    } catch (error) {
      await (vpc?.close() ?? lab.deleteNet(netns)).catch(() => undefined);
      throw error;
    }
  }

  /** Process id, on the host, of a process in this VPC's namespace. */
  get pid(): number {
    return this.holder.pid;
  }

  get isEmpty(): boolean {
    return this.bridges.size === 0;
  }

  /** The bridge of a subnet: its gateway's device, and where frames can be injected as the gateway's. */
  bridgeOf(subnetId: string): string {
    const bridge = this.bridges.get(subnetId);
    if (bridge === undefined) throw new Error(`subnet ${subnetId} is not in the fabric`);
    return bridge.device;
  }

  async addSubnet(subnet: TopologySubnet): Promise<void> {
    const device = `br${this.nextBridge}`;
    this.nextBridge += 1;
    const v4 = prefixLength(subnet.cidr, 4, `subnet ${subnet.id}: cidr`);
    try {
      await this.lab.ip(this.netns, [
        `link add ${device} address ${gatewayMac(subnet.id)} type bridge stp_state 0 forward_delay 0 mcast_snooping 0`,
        `link set ${device} up`,
        `address add ${subnet.gatewayIp}/${v4} dev ${device}`,
        ...ipv6Gateway('add', subnet, device),
      ]);
    } catch (error) {
      await this.lab.deleteLink(this.netns, device).catch(() => undefined);
      throw error;
    }
    this.bridges.set(subnet.id, { device, subnet });
  }

  /** Gives a subnet that is there another IPv6 range, or none, or its first; its servers stay connected. */
  async changeIpv6(subnet: TopologySubnet): Promise<void> {
    const present = this.bridges.get(subnet.id);
    const device = this.bridgeOf(subnet.id);
    await this.lab.ip(this.netns, [
      ...(present === undefined ? [] : ipv6Gateway('del', present.subnet, device)),
      ...ipv6Gateway('add', subnet, device),
    ]);
    this.bridges.set(subnet.id, { device, subnet });
  }

  async removeSubnet(subnetId: string): Promise<void> {
    await this.lab.deleteLink(this.netns, this.bridgeOf(subnetId));
    this.bridges.delete(subnetId);
  }

  /** Makes exactly these EIPs stand for these private addresses, in one step. */
  async bind(bindings: readonly AddressBinding[]): Promise<void> {
    await this.lab.nft(this.netns, eipRuleset(bindings));
  }

  async close(): Promise<void> {
    await this.internet.disconnect(this.index);
    await this.holder.close();
    await this.lab.deleteNet(this.netns);
  }
}

const mirrorEntrance: readonly string[] = [
  `link add ${MIRROR_ENTRANCE.device} type veth peer name ${MIRROR_ENTRANCE.routerDevice} address ${MIRROR_ENTRANCE.routerMac}`,
  `link set ${MIRROR_ENTRANCE.device} addrgenmode none up`,
  `link set ${MIRROR_ENTRANCE.routerDevice} addrgenmode none up`,
];

/** The line for `ip` that adds or removes the subnet's IPv6 gateway, if it has one. */
function ipv6Gateway(action: 'add' | 'del', subnet: TopologySubnet, device: string): readonly string[] {
  const { id, ipv6Cidr, ipv6GatewayIp } = subnet;
  if (ipv6Cidr === undefined || ipv6GatewayIp === undefined) return [];
  const address = `${ipv6GatewayIp}/${prefixLength(ipv6Cidr, 6, `subnet ${id}: ipv6Cidr`)} dev ${device}`;
  return [`address ${action} ${address}${action === 'add' ? ' nodad' : ''}`];
}

/**
 * 1:1 translation without connection tracking: an EIP that moves takes effect with the next packet, and no entry of
 * the old binding is left that would have to be flushed. What has no EIP goes neither out nor in.
 *
 * A peering connection leads from servers to servers: not through a VPC to a third one, nor to the Internet, and the copies
 * for a target in another VPC take it or nothing.
 */
function eipRuleset(bindings: readonly AddressBinding[]): string {
  const elements = (pairs: readonly string[]): string =>
    pairs.length === 0 ? '' : ` elements = { ${pairs.join(', ')} };`;
  return `
table ip eip
delete table ip eip
table ip eip {
  map inward { type ipv4_addr : ipv4_addr;${elements(bindings.map((b) => `${b.eip} : ${b.privateIp}`))} }
  map outward { type ipv4_addr : ipv4_addr;${elements(bindings.map((b) => `${b.privateIp} : ${b.eip}`))} }
  chain prerouting {
    type filter hook prerouting priority raw
    iifname "wan" meta mark set 0
    iifname "wan" ip daddr set ip daddr map @inward meta mark set 1
  }
  chain input {
    type filter hook input priority filter
    iifname "wan" drop
  }
  chain forward {
    type filter hook forward priority filter
    iifname "wan" meta mark != 1 drop
    oifname "wan" ip saddr != @outward drop
    iifname "peer-*" oifname != "br*" drop
    iifname "${MIRROR_ENTRANCE.routerDevice}" oifname != "peer-*" drop
  }
  chain postrouting {
    type filter hook postrouting priority srcnat
    oifname "wan" ip saddr set ip saddr map @outward
  }
}
`;
}
