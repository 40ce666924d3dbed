import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again until there is nothing left, or the time is over.
 * @param limit milliseconds
 * @returns what was left at the last look
 */
export async function afterwards(
  look: () => Promise<readonly string[]>,
  limit: number,
  interval = 500,
): Promise<readonly string[]> {
  const deadline = performance.now() + limit;
  for (;;) {
    const left = await look();
    if (left.length === 0 || performance.now() >= deadline) return left;
    await sleep(interval);
  }
}
