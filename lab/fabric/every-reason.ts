/** Does the work; a failure begins with `what` could not be done. */
export async function named<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Does all at once and waits for all to settle, so that nothing goes on behind a failure; rejects with every reason. */
export async function all<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(things.map(work));
  const reasons = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as unknown] : []));
  if (reasons.length === 0) return;
  throw new Error(reasons.map((r) => (r instanceof Error ? r.message : String(r))).join('; '), { cause: reasons[0] });
}
