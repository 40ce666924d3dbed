import { type Tagged } from './tag';

export interface Server extends Tagged {
  readonly id: string;
  /** Counts the region's servers; part of the instance name that the hypervisor would show. */
  readonly ordinal: number;
  readonly name: string;
  readonly description: string;
  /** Made from the first name, or chosen later; a rename does not change it. */
  readonly hostname: string;
  /** Whether it was chosen: the guest has it from its next boot on. */
  readonly isHostnameChosen?: boolean;
  readonly imageId: string;
  /** Of the image as it was then: it may be gone before the server is. */
  readonly withoutYum?: boolean;
  readonly flavorId: string;
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly keyName?: string;
  /** The key pair's public key at the time of creation: deleting the pair later locks nobody out. */
  readonly authorizedKey?: string;
  /** Base64, as it was sent. */
  readonly userData?: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Shown, and acted upon by nobody. */
  readonly isSpot?: boolean;
  /** The server group that it was created in; one that it joined later is no hint of its own. */
  readonly bornInGroup?: string;
  /** Shown, and acted upon by nobody; empty for never. */
  readonly autoTerminateTime: string;
  readonly enterpriseProjectId: string;
  /** `queued` until its creation job begins, `booting` until the data plane has it. Only a queued one is not in the topology. */
  readonly phase: 'queued' | 'booting' | 'present';
  readonly power: 'on' | 'off';
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
