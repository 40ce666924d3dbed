/** A system disk. It comes and goes with its server; data disks are not emulated. */
export interface Volume {
  readonly id: string;
  readonly attachmentId: string;
  readonly serverId: string;
  readonly name: string;
  /** GiB. */
  readonly size: number;
  readonly volumeType: string;
  /** Of the types that are made with a number of operations per second. */
  readonly iops?: number;
  /** MiB/s, of the types that are made with it. */
  readonly throughput?: number;
  readonly availabilityZone: string;
  readonly imageId: string;
  readonly createdAt: Date;
}
