import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaptureName } from './mirrored';

/** A program, and what stands before its own arguments. */
type Command = readonly [string, ...string[]];

/** The versions whose output is recorded: Debian 12's, and Debian 13's, which words cut packets otherwise. */
export const RECORDED_VERSIONS = ['4.99.3', '4.99.5'] as const;
export type RecordedVersion = (typeof RECORDED_VERSIONS)[number];

/** What a tcpdump of that version printed of a capture: see record.ts. */
export function recorded(version: RecordedVersion, name: CaptureName): string {
  return readFileSync(join(__dirname, version, `${name}.txt`), 'utf8');
}

/** What a tcpdump prints of a capture file, called as check-target.sh calls it. */
export function printed(tcpdump: Command, file: Buffer): string {
  const [program, ...args]: Command = [...tcpdump, '-nne', '-A', '-r', '-', 'udp', 'port', '4789'];
  const run = spawnSync(program, args, {
    input: file,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
  });
  if (run.status !== 0) throw new Error(`${program} failed: ${run.stderr}`);
  return run.stdout;
}

/** The version that a tcpdump names, such as 4.99.3. */
export function versionOf(tcpdump: Command): string {
  const [program, ...args]: Command = [...tcpdump, '--version'];
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return /tcpdump version (\S+)/.exec(stdout + stderr)?.[1] ?? 'unknown';
}
