/** The lab's Internet, in ranges reserved for documentation (RFC 5737) and for links between networks (RFC 6598). */
export const internet = {
  operatorNetwork: '198.51.100.0/24',
  operator: '198.51.100.10',
  operatorGateway: '198.51.100.1',
  /** EIPs outside of this range work too; addresses in it that are bound to nothing answer nothing. */
  eipNetwork: '203.0.113.0/24',
  /** The package server, which is a host of the Internet like any other. */
  repository: '192.0.2.10',
  repositoryName: 'repo.lab.example',
} as const;

/** Address of one end of the link between the Internet and the router of the n-th VPC: 100.64.0.0/10 in pairs. */
export function linkAddress(vpcIndex: number, end: 'internet' | 'vpc'): string {
  const host = vpcIndex * 2 + (end === 'vpc' ? 1 : 0);
  return `100.64.${Math.floor(host / 256)}.${host % 256}`;
}

/** Address of one end of the link of the n-th peering connection: the upper half of 100.64.0.0/10 in pairs. */
export function peeringAddress(index: number, end: 0 | 1): string {
  const host = index * 2 + end;
  return `100.96.${Math.floor(host / 256)}.${host % 256}`;
}
