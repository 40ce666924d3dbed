import { quotaExceeded } from './errors';

/** How many of a kind the region holds before it answers 409. */
export interface Quotas {
  readonly vpcs: number;
  readonly subnets: number;
  readonly peerings: number;
  /** Of one route table. */
  readonly routes: number;
  readonly ports: number;
  readonly securityGroups: number;
  readonly securityGroupRules: number;
  readonly addressGroups: number;
  readonly eips: number;
  readonly sharedBandwidths: number;
  readonly servers: number;
  readonly serverGroups: number;
  readonly volumes: number;
  /** Private ones that users made. */
  readonly images: number;
  readonly keypairs: number;
  readonly mirrorFilters: number;
  readonly mirrorFilterRules: number;
  readonly mirrorSessions: number;
  /** Sources of one mirror session, 10 by default (API reference of VPC: CreateTrafficMirrorSession). */
  readonly mirrorSources: number;
}

/**
 * The cloud's numbers depend on the account, and for traffic mirroring none but that of the sources is published. These
 * are what a laptop carries, or wide enough to be out of the way.
 */
export const defaultQuotas: Quotas = {
  vpcs: 5,
  subnets: 100,
  peerings: 50,
  routes: 200,
  ports: 500,
  securityGroups: 100,
  securityGroupRules: 5000,
  addressGroups: 50,
  eips: 20,
  sharedBandwidths: 10,
  servers: 20,
  serverGroups: 10,
  volumes: 400,
  images: 100,
  keypairs: 100,
  mirrorFilters: 100,
  mirrorFilterRules: 1000,
  mirrorSessions: 100,
  mirrorSources: 10,
};

/** Throws 409 when `held` already fills the quota of `kind`. */
export function checkQuota(quotas: Quotas, kind: keyof Quotas, held: number): void {
  if (held >= quotas[kind]) throw quotaExceeded(kind, quotas[kind]);
}
