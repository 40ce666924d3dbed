import { type Tagged } from './tag';

/** An EIP with the bandwidth of its own (`share_type` PER); shared bandwidths are not emulated. */
export interface Eip extends Tagged {
  readonly id: string;
  readonly address: string;
  readonly type: string;
  /** With 6 it shows an IPv6 address beside its own, which no packet reaches. */
  readonly ipVersion: 4 | 6;
  readonly alias: string;
  readonly description: string;
  readonly bandwidth: Bandwidth;
  /** The network interface that it is bound to; null when it is unbound. */
  readonly portId: string | null;
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
