/** A system disk. It comes and goes with its server; data disks are not emulated. */
export interface Volume {
  readonly id: string;
  readonly attachmentId: string;
  readonly serverId: string;
  readonly name: string;
  /** GiB. */
  readonly size: number;
  readonly volumeType: string;
  readonly availabilityZone: string;
  readonly imageId: string;
  readonly createdAt: Date;
}
