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
  /** Of a system disk. */
  readonly imageId?: string;
  /** Whether it is a SCSI disk. */
  readonly isPassedThrough: boolean;
  readonly attachment?: VolumeAttachment;
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

/** Of the server that it is attached to; undefined when it is to none. */
export const serverOf = (volume: Volume): string | undefined => volume.attachment?.serverId;

export const SYSTEM_DEVICE = '/dev/vda';

export const isSystemDisk = (volume: Volume): boolean => volume.attachment?.device === SYSTEM_DEVICE;
