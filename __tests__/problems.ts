import { parseSettings, SettingsError } from '../lib/settings/settings';

/** The sentences with which the settings are refused; none if they are accepted. */
export function problemsOf(input: unknown): readonly string[] {
  try {
    parseSettings(input);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}
