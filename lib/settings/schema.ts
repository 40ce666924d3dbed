import { z } from 'zod';
import { inboundTcpSchema } from './inbound-tcp-schema';
import { type mirrorRule } from './mirror-schema';
import { otherVpcSchema } from './other-vpc-schema';
import { tcpAndUdpSchema } from './tcp-and-udp-schema';

/** Which mirror is built: the first is the one without a word. */
export const SCENARIOS = {
  'inbound-tcp': inboundTcpSchema,
  'tcp-and-udp': tcpAndUdpSchema,
  'other-vpc': otherVpcSchema,
} as const;

export type Scenario = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as Scenario[];
export function isScenario(name: string): name is Scenario {
  return Object.hasOwn(SCENARIOS, name);
}

/** The guide's. */
export const DEFAULT_SCENARIO: Scenario = 'inbound-tcp';

/** Everything under `context.trafficMirroring` in cdktf.json, by scenario. */
export const settingsSchema = z.discriminatedUnion('scenario', [inboundTcpSchema, tcpAndUdpSchema, otherVpcSchema]);

/** Settings as they were read, of one scenario. */
export type ParsedSettings<S extends Scenario = 'inbound-tcp'> = z.output<(typeof SCENARIOS)[S]>;
/** What a user may write, of one scenario. */
export type SettingsInput<S extends Scenario = 'inbound-tcp'> = z.input<(typeof SCENARIOS)[S]>;
export type MirrorRuleSettings = z.output<typeof mirrorRule>;
