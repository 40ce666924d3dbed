import { type Bandwidth } from './eip';

/** A bandwidth that several EIPs have together, and IPv6 addresses of servers. No packet is slowed down by any bandwidth. */
export interface SharedBandwidth extends Bandwidth {
  readonly enterpriseProjectId: string;
  /** Ports whose IPv6 addresses are in it. */
  readonly portIds: readonly string[];
}
