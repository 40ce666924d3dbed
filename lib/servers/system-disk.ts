import { type Problem } from '../values/input-error';
import { SYSTEM_DISK_SIZE, SYSTEM_DISK_TYPES, type Limit } from '../values/limits';
import { checkOneOf } from '../values/text';
import { checkInteger, type IntegerRange } from '../values/whole-number';

export interface SystemDisk {
  /** SAS, SSD, GPSSD (general-purpose SSD), ESSD, GPSSD2 or ESSD2. */
  readonly type: string;
  /** GiB. */
  readonly sizeGib: number;
  /** Input and output operations per second, of GPSSD2 and ESSD2 alone, which must have it. */
  readonly iops?: number | undefined;
  /** MiB per second, of GPSSD2 alone, which must have it. */
  readonly throughput?: number | undefined;
}

/** What a disk may leave to the one that all servers share. */
export type OwnDisk = { readonly [Key in keyof SystemDisk]?: SystemDisk[Key] | undefined };

interface Performance {
  readonly iops: IntegerRange;
  readonly iopsPerGib: number;
  /** Absent where the type takes none. */
  readonly throughput?: IntegerRange;
}

/** MiB/s of GPSSD2. */
export const DISK_THROUGHPUT: Limit = {
  min: 125,
  max: 1000,
  source: 'provider documentation: compute_instance, system_disk_throughput',
};
/** How many operations a MiB/s takes at least: same source. */
const IOPS_PER_MIBPS = 4;

/**
 * Types of disk whose performance is bought by number; for the others it follows from type and size. Source: provider
 * docs of compute_instance, system_disk_iops.
 */
const PERFORMANCES: Readonly<Record<string, Performance>> = {
  GPSSD2: { iops: { min: 3000, max: 128_000 }, iopsPerGib: 500, throughput: DISK_THROUGHPUT },
  ESSD2: { iops: { min: 100, max: 256_000 }, iopsPerGib: 1000 },
};
/** Of either type. */
export const DISK_IOPS: Limit = {
  min: 100,
  max: 256_000,
  source: 'provider documentation: compute_instance, system_disk_iops',
};

/** The disk of a server that may have its own: performance goes with the type, so another type does not inherit it. */
export function diskOf(shared: SystemDisk, own: OwnDisk = {}): SystemDisk {
  const { type = shared.type, sizeGib = shared.sizeGib } = own;
  const inherited: OwnDisk = type === shared.type ? shared : {};
  const iops = own.iops ?? inherited.iops;
  const throughput = own.throughput ?? inherited.throughput;
  return {
    type,
    sizeGib,
    ...(iops === undefined ? {} : { iops }),
    ...(throughput === undefined ? {} : { throughput }),
  };
}

/**
 * What is wrong with a disk, by its prop.
 * @param isKnown whether a value is one already: that of a token, which Terraform alone knows, is neither checked nor
 * does it bound others
 */
export function checkSystemDisk(
  disk: SystemDisk,
  isKnown: (value: unknown) => boolean = () => true,
): Readonly<Record<keyof SystemDisk, Problem>> {
  const { type, sizeGib } = disk;
  return {
    type: isKnown(type) ? checkOneOf(type, SYSTEM_DISK_TYPES) : undefined,
    sizeGib: isKnown(sizeGib) ? checkInteger(sizeGib, SYSTEM_DISK_SIZE) : undefined,
    ...(isKnown(type) ? checkPerformance(disk, isKnown) : { iops: undefined, throughput: undefined }),
  };
}

function checkPerformance(
  { type, sizeGib, iops, throughput }: SystemDisk,
  isKnown: (value: unknown) => boolean,
): Record<'iops' | 'throughput', Problem> {
  const limits = PERFORMANCES[type];
  const bySize =
    limits !== undefined && isKnown(sizeGib)
      ? { max: limits.iopsPerGib * sizeGib, why: `${limits.iopsPerGib} for each GiB` }
      : undefined;
  const iopsProblem = isKnown(iops) ? checkNumber(iops, type, 'iops', bySize) : undefined;
  // What is wrong with iops is said there, and bounds nothing.
  const byIops =
    iops !== undefined && isKnown(iops) && iopsProblem === undefined
      ? { max: Math.floor(iops / IOPS_PER_MIBPS), why: 'a quarter of iops' }
      : undefined;
  return {
    iops: iopsProblem,
    throughput: isKnown(throughput) ? checkNumber(throughput, type, 'throughput', byIops) : undefined,
  };
}

/** The largest value that another one leaves. */
interface Bound {
  readonly max: number;
  readonly why: string;
}

function checkNumber(
  value: number | undefined,
  type: string,
  name: 'iops' | 'throughput',
  bound: Bound | undefined,
): Problem {
  const range = PERFORMANCES[type]?.[name];
  if (range === undefined) {
    if (value === undefined) return undefined;
    const takers = Object.keys(PERFORMANCES).filter((other) => PERFORMANCES[other]?.[name] !== undefined);
    return `must be left out for type ${type}: only ${takers.join(' and ')} can have it`;
  }
  const isBound = bound !== undefined && bound.max < range.max;
  const allowed = { min: range.min, max: isBound ? Math.max(bound.max, range.min) : range.max };
  const why = isBound ? ` (at most ${bound.why})` : '';
  if (value === undefined) {
    return `must be given for type ${type}: a whole number between ${allowed.min} and ${allowed.max}${why}`;
  }
  const problem = checkInteger(value, allowed);
  return problem === undefined ? undefined : `${problem}${why}`;
}
