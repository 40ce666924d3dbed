import { Testing } from 'cdktf';
import { parseSettings } from '../lib/settings/settings';
import { InboundTcpStack } from '../lib/scenarios/inbound-tcp';
import { reviewed } from '../review/findings';
import { reviewPage } from '../review/page/review-page';
import { readStack } from '../review/stack/read-stack';
import { parseTemplate, type Template } from '../review/stack/template';
import { crowded } from '../__tests__/review/crowd';
import { inTurns, milliseconds, printTable } from './measure';

/** What a page of the default stack may take beyond its synthesis. */
const LIMIT = 2000;

/** From the synthesized JSON to the page, with the layout of both of its pictures. */
export async function benchReview(): Promise<void> {
  const template = synthesized();
  const templates = {
    'the default stack': template,
    '100 sources': crowded(template, 100),
    '1000 sources': crowded(template, 1000),
  };
  const sizes = new Map<string, number>();
  const times = await inTurns(
    Object.fromEntries(
      Object.entries(templates).map(([name, template]) => [
        name,
        async () => {
          sizes.set(name, (await reviewPage(reviewed(readStack(template), []))).length);
        },
      ]),
    ),
    5,
  );
  const first = times['the default stack'] ?? Number.NaN;
  console.log(`Page of a review beyond synthesis, median of 5; of the default stack at most ${milliseconds(LIMIT)}:`);
  printTable(
    ['page of', 'time', 'ratio', 'size'],
    Object.entries(times).map(([name, time]) => [
      name,
      milliseconds(time),
      (time / first).toFixed(2),
      `${Math.round((sizes.get(name) ?? 0) / 1024)} KB`,
    ]),
  );
}

function synthesized(): Template {
  const stack = new InboundTcpStack(Testing.app({ outdir: 'cdktf.out' }), parseSettings({}));
  stack.prepareStack();
  return parseTemplate(Testing.synth(stack), 'cdk.tf.json');
}
