export const JOB_TYPES = {
  createServer: 'createSingleServer',
  deleteServer: 'deleteSingleServer',
  startServer: 'startSingleServer',
  stopServer: 'stopSingleServer',
  rebootServer: 'rebootSingleServer',
  resizeServer: 'resizeSingleServer',
  changeOS: 'changeSingleServerOS',
  changeVpc: 'changeSingleServerVpc',
  addNics: 'addSingleNic',
  deleteNics: 'deleteSingleNic',
  attachVolume: 'attachSingleVolume',
  detachVolume: 'detachSingleVolume',
  createImage: 'createImageByInstance',
  createVolume: 'createSingleVolume',
  modifyVolume: 'modifySingleVolumeQos',
  deleteVolume: 'deleteSingleVolume',
  extendVolume: 'extendSingleVolume',
} as const;

export type JobType = keyof typeof JOB_TYPES;

/** An asynchronous ECS operation, which clients poll. */
export interface Job {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly type: JobType;
  readonly status: 'RUNNING' | 'SUCCESS' | 'FAIL';
  /** What each part of it was about: a `server_id`, and the `nic_id` or `volume_id` where there is one; of one of IMS an `image_id`. */
  readonly entities: readonly Readonly<Record<string, string>>[];
  readonly failReason?: string;
  readonly beginTime: Date;
  readonly endTime?: Date;
}
