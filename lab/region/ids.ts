import { randomUUID } from 'node:crypto';

/** Where the region takes identifiers from; tests hand in {@link sequentialIds} to know them beforehand. */
export interface IdSource {
  /** A UUID such as `f2d14ff8-1522-45f4-9a6d-fe955c2c7949`, for nearly every resource. */
  uuid(): string;
  /** 32 hexadecimal digits, as ECS jobs and request ids have. */
  hex(): string;
  /** A MAC address in the prefix of OpenStack's ports, `fa:16:3e`. */
  mac(): string;
}

const macOf = (number: number): string =>
  ['fa', '16', '3e', ...[16, 8, 0].map((shift) => ((number >> shift) & 0xff).toString(16).padStart(2, '0'))].join(':');

export const randomIds = (): IdSource => ({
  uuid: () => randomUUID(),
  hex: () => randomUUID().replaceAll('-', ''),
  mac: () => macOf(Number.parseInt(randomUUID().slice(0, 6), 16)),
});

/** As random ones, but that each UUID is greater than those before it: what was made first is the first in their order. */
export function risingIds(): IdSource {
  let last = Number.parseInt(randomUUID().slice(0, 7), 16);
  return { ...randomIds(), uuid: () => `${(last += 1).toString(16).padStart(8, '0')}${randomUUID().slice(8)}` };
}

/** Counts up from 1, or from behind `last`: `00000000-0000-4000-8000-000000000001`. */
export function sequentialIds(last = 0): IdSource {
  const next = () => (last += 1).toString(16).padStart(12, '0');
  return {
    uuid: () => `00000000-0000-4000-8000-${next()}`,
    hex: () => `00000000000040008000${next()}`,
    mac: () => macOf((last += 1)),
  };
}
