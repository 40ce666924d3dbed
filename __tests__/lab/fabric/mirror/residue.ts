import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Whether a process exists and is not merely waiting to be reaped. */
export function isAlive(pid: number): boolean {
  const state = stat(pid)?.state;
  return state !== undefined && state !== 'Z';
}

/** Children of a process, such as the tcpdump of a guard. */
export function childrenOf(pid: number): number[] {
  return allPids().filter((each) => stat(each)?.parent === pid);
}

/** Name of a process' network namespace, such as `net:[4026532281]`. */
export function networkNamespaceOf(pid: number): string {
  return readlinkSync(`/proc/${pid}/ns/net`);
}

/** Living processes in network namespaces. */
export function processesIn(namespaces: readonly string[]): number[] {
  return allPids().filter((pid) => {
    try {
      return isAlive(pid) && namespaces.includes(networkNamespaceOf(pid));
    } catch {
      return false;
    }
  });
}

/** Waits until nothing is left of what is listed; returns what still is after ten seconds. */
export async function waitUntilGone<T>(list: () => readonly T[]): Promise<readonly T[]> {
  const deadline = Date.now() + 10_000;
  let left = list();
  while (left.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    left = list();
  }
  return left;
}

function allPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function stat(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; what follows it does not.
    const [state = '', parent = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
