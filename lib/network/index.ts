/**
 * What packets travel by: VPC and subnet, peering connections with their routes, security groups with their rules, and
 * EIPs. It knows servers as something that an EIP is bound to.
 */
export { ElasticIp, type ElasticIpProps } from './elastic-ip';
export { Network, type NetworkProps } from './network';
export { Peering, type PeeredVpc, type PeeringProps } from './peering';
export { SecurityGroup, type ISecurityGroup, type SecurityGroupProps } from './security-group';
export { Peer } from './peer';
export { Port } from './port';
