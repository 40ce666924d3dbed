import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The steps of the verification: each is a file in `scripts/`. */
export const SCRIPT_NAMES = [
  'prepare-test',
  'prepare-source',
  'end-proxy',
  'capture',
  'listen',
  'send',
  'check-source',
  'check-target',
] as const;
/** The one step of what is only watched. */
const WATCH = 'watch';
/** Those of a collector. They are no part of the verification where there is none, so their change repeats no proof there. */
const COLLECTOR_SCRIPT_NAMES = ['collector-on', 'collector-off', 'check-collector'] as const;
export type ScriptName = (typeof SCRIPT_NAMES | typeof COLLECTOR_SCRIPT_NAMES)[number] | typeof WATCH;

const SCRIPTS = join(__dirname, 'scripts');
const COLLECTOR_SCRIPTS = join(__dirname, '../collector/scripts');
/** The line with which a script reads the prelude when it runs from its own folder. */
const PRELUDE_LINE = /^\. "\$\{BASH_SOURCE%\/\*\}\/(?:\.\.\/\.\.\/verification\/scripts\/)?prelude\.sh"$/m;

/**
 * A script with its variables set in front of it, as one text for remote-exec.
 *
 * Values may hold Terraform expressions; the script's own `${…}` and `%{…}` are escaped, so that the shell sees them.
 */
export function remoteScript(name: ScriptName, variables: Readonly<Record<string, string | number | boolean>>): string {
  const folder = (COLLECTOR_SCRIPT_NAMES as readonly string[]).includes(name) ? COLLECTOR_SCRIPTS : SCRIPTS;
  const script = withoutDirectives(read(`${name}.sh`, folder));
  if (!PRELUDE_LINE.test(script)) throw new Error(`${name}.sh does not read the prelude`);
  const prelude = withoutDirectives(read('prelude.sh'));
  // A function, because a replacement text would have its dollar signs interpreted.
  const body = script.replace(PRELUDE_LINE, () => prelude);
  const assignments = Object.entries(variables).map(([key, value]) => `${key}=${shellQuote(String(value))}`);
  return ['#!/usr/bin/env bash', ...assignments, escapeForTerraform(body)].join('\n');
}

/** The awk programs of the verdict, as a step's variables. */
export function verdictPrograms(): Readonly<Record<'VERDICT_AWK' | 'EVIDENCE_AWK', string>> {
  return {
    VERDICT_AWK: escapeForTerraform(read('verdict.awk')),
    EVIDENCE_AWK: escapeForTerraform(read('evidence.awk')),
  };
}

/** Changes when the scripts do, so that a better check runs against what stands already. */
export function scriptsDigest(): string {
  return digestOf([...SCRIPT_NAMES.map((name) => remoteScript(name, {})), ...Object.values(verdictPrograms())]);
}

/** The awk program that judges what was watched, as a step's variable. */
export function watchProgram(): Readonly<Record<'WATCHED_AWK', string>> {
  return { WATCHED_AWK: escapeForTerraform(read('watched.awk')) };
}

/** As `scriptsDigest`, of what is only watched. */
export function watchDigest(): string {
  return digestOf([remoteScript(WATCH, {}), ...Object.values(watchProgram())]);
}

/** What the collector's steps bring along: the program that they install, and what reads its files. */
export function collectorPrograms(): Readonly<Record<'COLLECTOR' | 'KEPT_AWK', string>> {
  return {
    COLLECTOR: escapeForTerraform(read('collector.sh', COLLECTOR_SCRIPTS)),
    KEPT_AWK: escapeForTerraform(read('kept.awk', COLLECTOR_SCRIPTS)),
  };
}

/** As `scriptsDigest`, of a collector. */
export function collectorDigest(): string {
  return digestOf([
    ...COLLECTOR_SCRIPT_NAMES.map((name) => remoteScript(name, {})),
    ...Object.values(collectorPrograms()),
  ]);
}

function digestOf(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);
}

export function escapeForTerraform(text: string): string {
  // A function again: as a replacement text, "$$" would come out as one dollar sign.
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

function read(file: string, folder = SCRIPTS): string {
  return readFileSync(join(folder, file), 'utf8');
}

/** Without the lines that speak to the kernel and to shellcheck. */
function withoutDirectives(text: string): string {
  return text.replace(/^#!.*\n/, '').replace(/^ *# shellcheck .*\n/gm, '');
}

/** One word of a POSIX shell. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
