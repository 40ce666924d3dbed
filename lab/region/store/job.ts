/** An asynchronous ECS operation, which clients poll. */
export interface Job {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly type: 'createServer' | 'deleteServer' | 'startServer' | 'stopServer' | 'rebootServer';
  readonly status: 'RUNNING' | 'SUCCESS' | 'FAIL';
  readonly serverIds: readonly string[];
  readonly failReason?: string;
  readonly beginTime: Date;
  readonly endTime?: Date;
}
