import { type TapStatistics } from './tap';

type Losses = TapStatistics['lost'];

/** What a tap has lost since `before`, as a sentence; undefined when it is nothing. */
export function newLosses(before: Losses | undefined, now: Losses): string | undefined {
  const missed = now.capture - (before?.capture ?? 0);
  const unsent = Object.entries(now.injection)
    .map(([error, count]) => ({ error, count: count - (before?.injection[error] ?? 0) }))
    .filter(({ count }) => count > 0);
  const parts = [
    ...(missed > 0 ? [`lost ${frames(missed)} that came faster than they can be copied`] : []),
    ...unsent.map(({ error, count }) => `lost ${frames(count)} that the kernel did not send (${error})`),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function frames(count: number): string {
  return count === 1 ? '1 frame' : `${count} frames`;
}
