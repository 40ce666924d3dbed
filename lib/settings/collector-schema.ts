import { z } from 'zod';
import { RING_FILE_MIB, RING_FILES } from '../values/limits';
import { about, integer } from './values';

/** A service on the mirror target that keeps the copies, of every scenario. */
export const collector = {
  collector: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .meta(
          about(
            'Whether the mirror target keeps the copies, out of VXLAN, in a ring of files; false removes what a deploy with true has installed, and all that it has kept. Without `collector` nothing is installed, and nothing removed.',
          ),
        ),
      files: integer(RING_FILES).default(8).meta(about('How many files the ring of each VNI has.')),
      fileMib: integer(RING_FILE_MIB).default(32).meta(about('How long a file of the ring may be, in MiB.')),
    })
    .optional(),
};
