/** Which mirror is built: the first is the guide's, and the one without a word. What only asks for a name loads no schema. */
export const SCENARIO_NAMES = ['inbound-tcp', 'tcp-and-udp', 'other-vpc', 'existing-servers'] as const;

export type Scenario = (typeof SCENARIO_NAMES)[number];
/** Those whose servers the stack makes. */
export type BuildingScenario = Exclude<Scenario, 'existing-servers'>;

export const [DEFAULT_SCENARIO] = SCENARIO_NAMES;

export function isScenario(name: string): name is Scenario {
  return SCENARIO_NAMES.some((each) => each === name);
}
