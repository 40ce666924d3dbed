import { z } from 'zod';
import { NUMBERS } from '../../limits';
import { numberOf } from '../../schema';

interface Performance {
  readonly iops: readonly [min: number, max: number];
  readonly iopsPerGib: number;
  /** MiB/s. */
  readonly throughput?: readonly [min: number, max: number];
}

/** Types whose performance is asked for by number (provider documentation: compute_instance). */
const performances: Readonly<Record<string, Performance>> = {
  GPSSD2: { iops: [3000, 128_000], iopsPerGib: 500, throughput: [125, 1000] },
  ESSD2: { iops: [100, 256_000], iopsPerGib: 1000 },
};
const iopsPerMibps = 4;

export const volumeType = z.enum(['SATA', 'SAS', 'GPSSD', 'GPSSD2', 'SSD', 'ESSD', 'ESSD2']);

const performance = {
  iops: z.number().int('not a whole number').optional(),
  throughput: z.number().int('not a whole number').optional(),
};

interface Bought {
  readonly volumetype: string;
  readonly size: number;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
}

/** What is wrong with the performance that is asked for, by the name of the field. */
export function performanceProblems({
  volumetype,
  size,
  iops,
  throughput,
}: Bought): [field: string, problem: string][] {
  const limits = performances[volumetype];
  const problems = {
    iops: problemOf(iops, volumetype, limits?.iops, (limits?.iopsPerGib ?? 0) * size),
    throughput: problemOf(throughput, volumetype, limits?.throughput, (iops ?? 0) / iopsPerMibps),
  };
  return Object.entries(problems).flatMap(([name, problem]) => (problem === undefined ? [] : [[name, problem]]));
}

const checkPerformance = (disk: Bought, context: z.RefinementCtx): void => {
  for (const [name, message] of performanceProblems(disk)) context.addIssue({ code: 'custom', path: [name], message });
};

/** The system disk that a creation of a server asks for. */
export const rootVolume = z
  .strictObject({
    volumetype: volumeType,
    size: numberOf(NUMBERS.systemDisk).default(NUMBERS.systemDisk.min),
    ...performance,
    'hw:passthrough': z.boolean().optional(),
  })
  .superRefine(checkPerformance);

/** The data disks that a creation of a server asks for. */
export const dataVolumes = z
  .array(
    z
      .strictObject({
        volumetype: volumeType,
        size: numberOf(NUMBERS.dataDisk),
        ...performance,
        'hw:passthrough': z.boolean().optional(),
        delete_on_termination: z.boolean().optional(),
        data_image_id: z.string().optional(),
        multiattach: z.boolean().optional(),
      })
      .superRefine(checkPerformance),
  )
  .max(NUMBERS.dataDisks.max, `at most ${NUMBERS.dataDisks.max} data disks`);

function problemOf(
  value: number | undefined,
  type: string,
  range: readonly [min: number, max: number] | undefined,
  most: number,
): string | undefined {
  if (range === undefined) return value === undefined ? undefined : `a disk of type ${type} takes none`;
  if (value === undefined) return `a disk of type ${type} needs it`;
  const [min, max] = range;
  if (value < min || value > max) return `${min} to ${max} for type ${type}`;
  return value > most ? `at most ${Math.floor(most)} for this disk` : undefined;
}
