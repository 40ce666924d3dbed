/** A disk. The data plane knows nothing of it: a server's own disk is as large as the lab has it, whatever it was bought with. */
export interface Volume {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** GiB. */
  readonly size: number;
  readonly volumeType: string;
  /** Of the types that are made with a number of operations per second. */
  readonly iops?: number;
  /** MiB/s, of the types that are made with it. */
  readonly throughput?: number;
  readonly availabilityZone: string;
  /** Of a system disk; of a data disk that was made of an image as well. */
  readonly imageId?: string;
  /** Whether it is a SCSI disk. */
  readonly isPassedThrough: boolean;
  /** Whether several servers may have it at once. */
  readonly isShared: boolean;
  /** In the order in which it was attached. */
  readonly attachments: readonly VolumeAttachment[];
  readonly tags: Readonly<Record<string, string>>;
  readonly enterpriseProjectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface VolumeAttachment {
  readonly id: string;
  readonly serverId: string;
  /** `/dev/vda` of the system disk, `/dev/vdb` and so on of the others. */
  readonly device: string;
  /** Whether it goes with its server. */
  readonly deleteOnTermination: boolean;
  readonly attachedAt: Date;
}

/** How it is attached to a server; undefined when it is not. */
export const attachmentTo = (volume: Volume, serverId: string): VolumeAttachment | undefined =>
  volume.attachments.find((attachment) => attachment.serverId === serverId);

export const SYSTEM_DEVICE = '/dev/vda';

export const isSystemDisk = (volume: Volume): boolean =>
  volume.attachments.some(({ device }) => device === SYSTEM_DEVICE);
