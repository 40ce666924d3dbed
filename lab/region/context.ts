import { type ChangeQueue } from './change-queue';
import { type Clock } from './clock';
import { type IdSource } from './ids';
import { type Quotas } from './quotas';
import { type Store } from './store/store';

/** What the region is called and how much it holds. */
export interface RegionSettings {
  /** Such as `lab-region-1`. Its availability zones are this name with `a` and `b` behind it. */
  readonly regionName: string;
  /** The one project; a request for another is answered 403. 32 hexadecimal digits. */
  readonly projectId: string;
  readonly domainId: string;
  readonly domainName: string;
  /** IPv4 block that EIPs are taken from. */
  readonly eipPool: string;
  /** Addresses of the pool that the lab itself uses, so that no EIP gets them. */
  readonly reservedEips: readonly string[];
  readonly quotas: Quotas;
  /** Flavor families whose servers can be mirror sources; the region sells each of them. */
  readonly mirrorSourceFamilies: readonly string[];
}

/** What every API handler works with. */
export interface Region {
  readonly settings: RegionSettings;
  readonly store: Store;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export const availabilityZones = (settings: Pick<RegionSettings, 'regionName'>): string[] =>
  ['a', 'b'].map((suffix) => `${settings.regionName}${suffix}`);
