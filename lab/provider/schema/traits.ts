import { z } from 'zod';

/** Go's notation of a duration, as far as default timeouts use it. */
const duration = z
  .string()
  .regex(/^(\d+h)?(\d+m)?(\d+s)?$/)
  .transform((text) => {
    const part = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(text)?.[1] ?? 0);
    return (part('h') * 3600 + part('m') * 60 + part('s')) * 1000;
  });

const attributeTraits = z.object({
  computed: z.boolean().default(false),
  force_new: z.boolean().default(false),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  conflicts_with: z.array(z.string()).default([]),
  required_with: z.array(z.string()).default([]),
  exactly_one_of: z.array(z.string()).default([]),
  get block() {
    return z.record(z.string(), attributeTraits).optional();
  },
});

const typeTraits = z.object({
  attributes: z.record(z.string(), attributeTraits),
  default_timeouts: z
    .object({ create: duration, read: duration, update: duration, delete: duration })
    .partial()
    .default({}),
});

/** What `schemas/huaweicloud@VERSION.traits.json` holds, by `provider`, `resource TYPE` and `data TYPE`. */
export const traitsDocument = z.record(z.string(), typeTraits);

export type AttributeTraits = z.infer<typeof attributeTraits>;
export type TypeTraits = z.infer<typeof typeTraits>;
export type TraitsDocument = z.infer<typeof traitsDocument>;

/** A default that the provider takes from its environment is none to the stand-in, which is not in the user's. */
export const fromEnvironment = '(from environment)';
