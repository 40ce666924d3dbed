import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkKernel, missingPackages } from '../fabric/prerequisites';
import { follow } from './follow';
import { checkNode } from './node-version';
import { type Progress } from './progress';
import { checkTerraform } from './terraform-version';
import { ROOT } from './workspace';

/** Open files that a process of the lab may need: up to 184 were seen with three servers. */
const OPEN_FILES = 512;

/**
 * Looks whether this machine can run a lab, and changes nothing.
 * @returns the Debian packages that can be installed, and have to be
 * Rejects with an AggregateError of one sentence, with its remedy, for each other thing that is missing.
 */
export async function checkMachine(signal: AbortSignal): Promise<readonly string[]> {
  if (process.platform !== 'linux') {
    throw new Error(
      `the lab needs Linux for its network namespaces, this is ${process.platform}: run it in a Linux VM`,
    );
  }
  // Alone and first: to look for the rest takes programs, for which there might be no files.
  refuse(tooFewFiles());
  const isRoot = process.getuid?.() === 0;
  const node = checkNode();
  const [terraform, packages, kernel] = await Promise.all([
    checkTerraform(signal),
    missingPackages(),
    isRoot ? checkKernel() : [],
  ]);
  signal.throwIfAborted();
  const problems = [
    ...(isRoot ? [] : ['the lab needs root to make network namespaces: sudo npm run lab']),
    ...(node === undefined ? [] : [node]),
    ...(terraform === undefined ? [] : [terraform]),
    ...(packages.length > 0 && !hasApt()
      ? [`the lab needs programs that are not installed; on Debian: apt-get install ${packages.join(' ')}`]
      : []),
    ...unwritable(),
    ...kernel,
  ];
  refuse(problems);
  return packages;
}

/** Installs packages after saying so, and looks for what could not be tried without them. */
export async function installPackages(
  packages: readonly string[],
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  if (packages.length === 0) return;
  progress.step(`installing what this machine lacks: apt-get install ${packages.join(' ')}`);
  await aptGet(['update', '-qq'], signal);
  await aptGet(['install', '-y', '-qq', '--no-install-recommends', ...packages], signal);
  refuse(await checkKernel());
}

/** Whether the processes of a lab would run out of open files on the way. */
function tooFewFiles(): readonly string[] {
  const limit = Number(/^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity);
  return limit >= OPEN_FILES
    ? []
    : [`the lab needs to open ${OPEN_FILES} files at a time, this shell lets it open ${limit}: ulimit -n 1024`];
}

/** The lab's folder, or that in which it will be made. */
function unwritable(): readonly string[] {
  const labs = join(ROOT, '.lab');
  const folder = existsSync(labs) ? labs : ROOT;
  try {
    accessSync(folder, constants.W_OK);
    return [];
  } catch (error) {
    // `EROFS: read-only file system, access '/…'`
    const [, why = ''] = /: (.*), access /.exec((error as Error).message) ?? [];
    return [
      `the lab needs to write to ${folder}, and cannot (${why}): copy the project to a folder where that is possible`,
    ];
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new AggregateError(problems.map((problem) => new Error(problem)));
}

function hasApt(): boolean {
  return (
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

async function aptGet(args: readonly string[], signal: AbortSignal): Promise<void> {
  const child = spawn('apt-get', args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  // The packages are this machine's, not the lab's: apt-get alone is told, and may finish what must not be left half
  // done.
  const { status, lines } = await follow(child, { signal, end: (apt) => apt.kill('SIGINT') });
  signal.throwIfAborted();
  if (status !== 0) throw new Error(`apt-get ${args[0] ?? ''} failed: ${lines.at(-1) ?? `status ${status}`}`);
}
