import { internet, linkAddress } from '../addresses/lab-internet';
import { type LabNamespaces } from './lab-namespaces';

const NETNS = 'internet';
const OPERATOR = 'operator';

/**
 * The lab's Internet: a router between the operator, the package server and the routers of the VPCs. It forwards to an
 * EIP only while that is bound. Nothing leads out of the machine.
 */
export class Internet {
  private routes = new Map<string, number>();

  private constructor(private readonly lab: LabNamespaces) {}

  static async start(lab: LabNamespaces): Promise<Internet> {
    await Promise.all([lab.addNet(NETNS), lab.addNet(OPERATOR)]);
    await lab.sysctl(NETNS, routerSysctl);
    await lab.ip(NETNS, [
      'link set lo up',
      `address add ${internet.repository}/32 dev lo`,
      `link add ${OPERATOR} type veth peer name eth0 netns ${OPERATOR}`,
      `link set ${OPERATOR} addrgenmode none up`,
      `address add ${internet.operatorGateway}/24 dev ${OPERATOR}`,
      // An EIP without a server answers nothing; any other address fails at once, so that no tool waits for the world.
      `route add blackhole ${internet.eipNetwork}`,
      'route add unreachable default',
    ]);
    await lab.ip(OPERATOR, [
      'link set lo up',
      'link set eth0 addrgenmode none up',
      `address add ${internet.operator}/24 dev eth0`,
      `route add default via ${internet.operatorGateway}`,
    ]);
    return new Internet(lab);
  }

  get netns(): string {
    return NETNS;
  }

  get operatorNetns(): string {
    return OPERATOR;
  }

  /** Links the router of a VPC, whose namespace exists, to the Internet; its end is called `wan`. */
  async connect(vpcNetns: string, vpcIndex: number): Promise<void> {
    const device = linkName(vpcIndex);
    const here = linkAddress(vpcIndex, 'internet');
    const there = linkAddress(vpcIndex, 'vpc');
    await this.lab.ip(NETNS, [
      `link add ${device} type veth peer name wan netns ${vpcNetns}`,
      `link set ${device} addrgenmode none up`,
      `address add ${here} peer ${there}/32 dev ${device}`,
    ]);
    await this.lab.ip(vpcNetns, [
      'link set wan addrgenmode none up',
      `address add ${there} peer ${here}/32 dev wan`,
      `route add default via ${here}`,
    ]);
  }

  /** Unlinks a VPC. Before its namespace goes: the kernel would remove the link some time after that. */
  async disconnect(vpcIndex: number): Promise<void> {
    await this.lab.deleteLink(NETNS, linkName(vpcIndex));
  }

  /** Makes each EIP lead to the VPC named by its index, and every other one to nowhere. */
  async route(eips: ReadonlyMap<string, number>): Promise<void> {
    const lines: string[] = [];
    for (const [address, vpcIndex] of this.routes) {
      // The kernel drops the routes of a link with the link.
      if (!eips.has(address)) lines.push(`route flush exact ${address}/32 dev ${linkName(vpcIndex)}`);
    }
    for (const [address, vpcIndex] of eips) {
      if (this.routes.get(address) === vpcIndex) continue;
      lines.push(`route replace ${address}/32 via ${linkAddress(vpcIndex, 'vpc')} dev ${linkName(vpcIndex)}`);
    }
    await this.lab.ip(NETNS, lines);
    this.routes = new Map(eips);
  }
}

/** Kernel parameters of a router: whatever the host's defaults, which a new namespace can inherit. */
export const routerSysctl: Readonly<Record<string, number>> = {
  'net/ipv4/ip_forward': 1,
  'net/ipv4/conf/all/rp_filter': 0,
  'net/ipv4/conf/default/rp_filter': 0,
  'net/ipv4/conf/all/send_redirects': 0,
  'net/ipv4/conf/default/send_redirects': 0,
  'net/ipv6/conf/all/disable_ipv6': 0,
  'net/ipv6/conf/default/disable_ipv6': 0,
  'net/ipv6/conf/all/forwarding': 1,
  'net/ipv6/conf/default/accept_ra': 0,
  'net/ipv6/conf/default/accept_dad': 0,
};

function linkName(vpcIndex: number): string {
  return `vpc-${vpcIndex}`;
}
