/** What of the machine a guest, and a lab beside its guests, can use up at most. Bytes are in MiB; docs/fabric.md tells them. */
export const guestSizes = {
  /** All that a guest writes below /, also while it is off. */
  disk: 512,
  /** Each of /run and /dev, with /dev/shm in it. */
  temporary: 32,
  /** Of its processes, of its disk, which is memory of the lab, and of its temporary files. */
  memory: 1024,
  processes: 512,
} as const;

export const labSizes = {
  /** The image of the guests, the packages of the package server. */
  files: 256,
  /** The operator's /dev/shm: sockets, and what the operator's programs put there. */
  operator: 256,
} as const;

/** Options of a tmpfs that holds so many MiB. Files cost memory even when they are empty: one of them counts for 4 KiB. */
export const tmpfsOptions = (mebibytes: number): string => `size=${mebibytes}m,nr_inodes=${mebibytes * 256}`;
