import { InputError } from '../values/input-error';
import { SettingsError } from '../settings/problems';

/**
 * Runs what synthesizes an app. Of a user's own mistake the sentence says all, so it is printed alone; of ours, only the
 * stack says where. Either way the exit code is 1.
 */
export function runProgram(program: () => void): void {
  try {
    program();
  } catch (error) {
    console.error(sentencesOf(error) ?? error);
    process.exitCode = 1;
  }
}

function sentencesOf(error: unknown): string | undefined {
  if (error instanceof SettingsError || error instanceof InputError) return error.message;
  // CDKTF's validations: "[path of the construct] sentence", a line each, between words of its own.
  if (!(error instanceof Error) || !error.message.startsWith('Validation failed')) return undefined;
  const sentences = [...error.message.matchAll(/^ *\[[^\]\n]*\] (.*)$/gm)].map(([, sentence = '']) => sentence);
  return sentences.length > 0 ? sentences.join('\n') : undefined;
}
