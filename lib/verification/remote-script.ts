import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The steps of the verification: each is a file in `scripts/`. */
export type ScriptName =
  'prepare-test' | 'prepare-source' | 'capture' | 'listen' | 'send' | 'check-source' | 'check-target';

const SCRIPTS = join(__dirname, 'scripts');
/** The line with which a script reads the prelude when it runs from its own folder. */
const PRELUDE_LINE = '. "${BASH_SOURCE%/*}/prelude.sh"';

/**
 * A script with its variables set in front of it, as one text for remote-exec.
 *
 * Values may hold Terraform expressions; the script's own `${…}` and `%{…}` are escaped, so that the shell sees them.
 */
export function remoteScript(name: ScriptName, variables: Readonly<Record<string, string | number | boolean>>): string {
  const script = withoutDirectives(read(`${name}.sh`));
  if (!script.includes(PRELUDE_LINE)) throw new Error(`${name}.sh does not read the prelude`);
  const prelude = withoutDirectives(read('prelude.sh'));
  // A function, because a replacement text would have its dollar signs interpreted.
  const body = script.replace(PRELUDE_LINE, () => prelude);
  const assignments = Object.entries(variables).map(([key, value]) => `${key}=${shellQuote(String(value))}`);
  return ['#!/usr/bin/env bash', ...assignments, escapeForTerraform(body)].join('\n');
}

/** The awk program that gives the verdict, as a variable's value. */
export function verdictProgram(): string {
  return escapeForTerraform(read('verdict.awk'));
}

export function escapeForTerraform(text: string): string {
  // A function again: as a replacement text, "$$" would come out as one dollar sign.
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

function read(file: string): string {
  return readFileSync(join(SCRIPTS, file), 'utf8');
}

/** Without the lines that speak to the kernel and to shellcheck. */
function withoutDirectives(text: string): string {
  return text.replace(/^#!.*\n/, '').replace(/^ *# shellcheck .*\n/gm, '');
}

/** One word of a POSIX shell. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
