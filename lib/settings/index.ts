/**
 * What a user may write into cdktf.json, by scenario: the schemas with their defaults and limits, how values go together,
 * and the sentences about what is wrong. It makes no construct.
 */
export { settingsOfContext } from './context';
export { parseSettings, SettingsError } from './settings';
export type { AnySettings, MirrorSettings, Scenario, Settings, SettingsInput } from './settings';
