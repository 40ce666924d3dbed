import { z } from 'zod';
import { existingServersSchema } from './existing-servers-schema';
import { inboundTcpSchema } from './inbound-tcp-schema';
import { type mirrorRule } from './mirror-schema';
import { otherVpcSchema } from './other-vpc-schema';
import { type Scenario } from './scenario-names';
import { tcpAndUdpSchema } from './tcp-and-udp-schema';

/** By scenario. */
export const SCENARIOS = {
  'inbound-tcp': inboundTcpSchema,
  'tcp-and-udp': tcpAndUdpSchema,
  'other-vpc': otherVpcSchema,
  'existing-servers': existingServersSchema,
} as const satisfies Readonly<Record<Scenario, z.ZodType>>;

/** Everything under `context.trafficMirroring` in cdktf.json, by scenario. */
export const settingsSchema = z.discriminatedUnion('scenario', [
  inboundTcpSchema,
  tcpAndUdpSchema,
  otherVpcSchema,
  existingServersSchema,
]);

/** Settings as they were read, of one scenario. */
export type ParsedSettings<S extends Scenario = 'inbound-tcp'> = z.output<(typeof SCENARIOS)[S]>;
/** What a user may write, of one scenario. */
export type SettingsInput<S extends Scenario = 'inbound-tcp'> = z.input<(typeof SCENARIOS)[S]>;
export type MirrorRuleSettings = z.output<typeof mirrorRule>;
