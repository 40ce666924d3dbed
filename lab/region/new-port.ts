import { isInside } from '../addresses/ipv4-block';
import { gatewayMac } from '../addresses/mac';
import { type Region } from './context';
import { conflict, invalid } from './errors';
import { type Port, type PortOwner } from './store/port';
import { type Subnet } from './store/subnet';
import { firstFree, reservedAddresses } from './subnet-addresses';

export interface NewPort {
  readonly owner: PortOwner;
  readonly serverId?: string;
  readonly name?: string;
  /** An address of the subnet. @default the lowest that is free */
  readonly ipv4?: string | undefined;
  readonly withIpv6?: boolean;
  /** An IPv6 address of the subnet. @default one that is as unique as the IPv4 address */
  readonly ipv6?: string | undefined;
  readonly isIpv6Alone?: boolean;
  readonly securityGroupIds?: readonly string[];
  readonly allowedAddressPairs?: Port['allowedAddressPairs'];
  readonly extraDhcpOpts?: Port['extraDhcpOpts'];
  readonly isPrimary?: boolean;
  readonly deleteOnTermination?: boolean;
  readonly isIndependent?: boolean;
}

/** Where a body says what of a port, for messages: `ipv4`, such as `server.nics.0.ip_address`, and `ipv6`. */
export interface PortFields {
  readonly ipv4: string;
  readonly ipv6: string;
}

/** What a port is that nothing more is said of. */
const bare = {
  ...{ name: '', securityGroupIds: [], allowedAddressPairs: [], extraDhcpOpts: [], tags: [] },
  ...{ isPrimary: false, deleteOnTermination: false, isIndependent: false },
} as const;

/** Puts a port into a subnet. Throws 400 and 409 that name the fields. */
export function createPort(
  region: Pick<Region, 'store' | 'ids' | 'clock'>,
  subnet: Subnet,
  wanted: NewPort,
  fields: PortFields,
): Port {
  if (wanted.withIpv6 === true && !subnet.ipv6) throw invalid(fields.ipv6, `subnet ${subnet.id} has no IPv6`);
  const { ipv4: asked, ipv6: askedIpv6, withIpv6 = false, ...rest } = wanted;
  const ipv4 = takeAddress(region, subnet, fields.ipv4, asked);
  const now = region.clock();
  return region.store.ports.insert({
    ...bare,
    deleteOnTermination: true,
    ...rest,
    id: region.ids.uuid(),
    subnetId: subnet.id,
    mac: freeMac(region),
    ipv4,
    ...(withIpv6 && subnet.ipv6 && { ipv6: askedIpv6 ?? ipv6Beside(ipv4, subnet.ipv6.cidr) }),
    createdAt: now,
    updatedAt: now,
  });
}

/** Ports of the subnet itself: its gateway and its DHCP server, at addresses that nobody else can have. */
export function createSubnetPorts(region: Pick<Region, 'store' | 'ids' | 'clock'>, subnet: Subnet): void {
  const now = region.clock();
  const addresses = { gateway: subnet.gatewayIp, dhcp: [...reservedAddresses(subnet.cidr, '')].at(-2) ?? '' } as const;
  for (const owner of ['gateway', 'dhcp'] as const) {
    region.store.ports.insert({
      ...{ id: region.ids.uuid(), owner, subnetId: subnet.id, ipv4: addresses[owner] },
      mac: owner === 'gateway' ? gatewayMac(subnet.id) : freeMac(region),
      ...{ ...bare, createdAt: now, updatedAt: now },
    });
  }
}

/** The address asked for, if it is free, or the lowest free one of the subnet. An empty text asks for any. */
export function takeAddress(
  { store }: Pick<Region, 'store'>,
  subnet: Subnet,
  field: string,
  wanted: string | undefined,
): string {
  const reserved = reservedAddresses(subnet.cidr, subnet.gatewayIp);
  const used = store.ports.filter((port) => port.subnetId === subnet.id);
  if (wanted === undefined || wanted === '') {
    const free = firstFree(subnet.cidr, new Set([...reserved, ...used.map((port) => port.ipv4)]));
    if (free === undefined) throw conflict(`${field}: subnet ${subnet.name} (${subnet.cidr}) has no free address`);
    return free;
  }
  if (!isInside(wanted, subnet.cidr)) throw invalid(field, `${wanted} is not within ${subnet.cidr}`);
  if (reserved.has(wanted)) throw invalid(field, `${wanted} is the gateway's, the network's or a system address`);
  const holder = used.find((port) => port.ipv4 === wanted);
  if (holder) throw conflict(`${field}: ${wanted} is in use by the port ${holder.id}`);
  return wanted;
}

export function freeMac({ store, ids }: Pick<Region, 'store' | 'ids'>): string {
  for (;;) {
    const mac = ids.mac();
    if (!store.ports.find((port) => port.mac === mac)) return mac;
  }
}

/** An IPv6 address as unique as the IPv4 one, whose numbers it shows: 192.168.0.230 gives `…::192:168:0:230`. */
export const ipv6Beside = (ipv4Address: string, cidr: string): string =>
  `${cidr.slice(0, cidr.indexOf('::'))}:${ipv4Address.replaceAll('.', ':')}`;
