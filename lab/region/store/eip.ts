import { type Tagged } from './tag';

/** An EIP with a bandwidth of its own (`share_type` PER), or in a shared one. */
export interface Eip extends Tagged {
  readonly id: string;
  readonly address: string;
  readonly type: string;
  /** With 6 it shows an IPv6 address beside its own, which no packet reaches. */
  readonly ipVersion: 4 | 6;
  readonly alias: string;
  readonly description: string;
  readonly bandwidth: Bandwidth;
  /** The shared bandwidth that it is in; its own counts for nothing then. */
  readonly sharedBandwidthId?: string;
  /** The network interface that it is bound to; null when it is unbound. */
  readonly portId: string | null;
  /** The server that it was allocated with, by the same call. */
  readonly bornWith?: string;
  /** The server that it is released with, while it is bound to it. */
  readonly goesWith?: string;
  readonly enterpriseProjectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface Bandwidth {
  readonly id: string;
  readonly name: string;
  /** Mbit/s. */
  readonly size: number;
  readonly chargeMode: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
