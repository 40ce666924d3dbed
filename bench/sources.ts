import { Testing, TerraformStack } from 'cdktf';
import { HuaweicloudProvider } from '../.gen/providers/huaweicloud/provider';
import { SOURCES_PER_SESSION } from '../lib/values/limits';
import { MirrorFilter } from '../lib/mirror/mirror-filter';
import { MirrorRule } from '../lib/mirror/mirror-rule';
import { MirrorSession } from '../lib/mirror/mirror-session';
import { MirrorTarget } from '../lib/mirror/mirror-target';
import { inTurns, milliseconds, printTable } from './measure';

const COUNTS = [1, 10, 100, 1000];

/** Synthesis of a library user's stack with many mirror sources, in sessions of ten. */
export async function benchSources(): Promise<void> {
  const times = await inTurns(
    Object.fromEntries(
      COUNTS.map((count) => [
        String(count),
        () => {
          synthesize(count);
        },
      ]),
    ),
    5,
  );
  const first = times['1'] ?? Number.NaN;
  console.log('Synthesis by number of mirror sources (sessions of 10), median of 5:');
  printTable(
    ['sources', 'sessions', 'time', 'ratio', 'growth per source'],
    COUNTS.map((count) => {
      const time = times[String(count)] ?? Number.NaN;
      const growth = count === 1 ? '' : `${((time - first) / (count - 1)).toFixed(3)} ms`;
      return [
        String(count),
        String(Math.ceil(count / SOURCES_PER_SESSION.max)),
        milliseconds(time),
        (time / first).toFixed(2),
        growth,
      ];
    }),
  );
}

function synthesize(count: number): void {
  const stack = new TerraformStack(Testing.app({ outdir: 'cdktf.out' }), 'bench');
  new HuaweicloudProvider(stack, 'huaweicloud');
  const filter = new MirrorFilter(stack, 'filter', {
    name: 'filter',
    rules: [MirrorRule.accept({ direction: 'ingress', priority: 1, protocol: 'tcp' })],
  });
  const sources = Array.from({ length: count }, (_, index) => `port-${index}`);
  for (let start = 0; start < count; start += SOURCES_PER_SESSION.max) {
    const number = start / SOURCES_PER_SESSION.max + 1;
    new MirrorSession(stack, `session-${number}`, {
      name: `session-${number}`,
      filter,
      sources: sources.slice(start, start + SOURCES_PER_SESSION.max),
      target: MirrorTarget.networkInterface('target'),
      priority: number,
      vni: number,
    });
  }
  stack.prepareStack();
  Testing.synth(stack, true);
}
