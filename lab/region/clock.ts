/** Where the region takes its time from; tests hand in one that stands still or steps. */
export type Clock = () => Date;

/** `2026-11-23T05:43:16Z`, as VPC v3 and ECS print times. */
export const isoTime = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

/** `2026-11-23T05:43:16`, as VPC v1 prints times. */
export const plainTime = (time: Date): string => time.toISOString().slice(0, 19);

/** `2026-11-23 05:43:16`, as EIP v1 prints times. */
export const spacedTime = (time: Date): string => plainTime(time).replace('T', ' ');

/** `2026-11-23T05:43:16.000+00:00`, as traffic mirroring prints times. */
export const offsetTime = (time: Date): string => `${plainTime(time)}.000+00:00`;

/** `2026-11-23T05:43:16.000000`, as EVS prints times. */
export const microTime = (time: Date): string => `${plainTime(time)}.000000`;
