import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  captureFile,
  captureNames,
  trafficOf,
  TRAFFIC_PLANS,
  type CaptureName,
  type TrafficName,
} from './captures/mirrored';
import { printed, RECORDED_VERSIONS, recorded } from './captures/printed';
import { describeWith } from '../../../needs';
import { toldTo, variablesOf } from './run-script';

/** What check-target.sh tells verdict.awk of a capture that has ended: the last words of its tcpdump. */
const ENDED = ['-v', 'early=true', '-v', 'words=23 packets captured'];

export interface Judgement {
  readonly status: number | null;
  readonly output: string;
  /** The one sentence that is said instead of a verdict, or "". */
  readonly failure: string;
}

/** Many tests look at the same verdict from their own sides. */
const known = new Map<string, Judgement>();
const folder = mkdtempSync(join(tmpdir(), 'judged-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/**
 * What verdict.awk says of a capture that tcpdump has printed as `text`, told what check-target.sh tells it.
 *
 * @param awk the command that runs it
 */
export function judged(
  text: string,
  variables: Readonly<Record<string, string>> = {},
  awk: readonly [string, ...string[]] = ['awk'],
): Judgement {
  const { PLAN = '', NONCE = '', VERDICT_AWK = '' } = toldTo('check-target', variables);
  const key = JSON.stringify([text, PLAN, NONCE, awk]);
  const judgement = known.get(key) ?? judge();
  known.set(key, judgement);
  return judgement;

  function judge(): Judgement {
    const [plan, capture] = ['plan', 'capture.txt'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(plan, `${PLAN}\n`);
    writeFileSync(capture, text);
    const [program, ...options] = awk;
    const args = [...options, ...ENDED, '-v', `nonce=${NONCE}`, VERDICT_AWK, plan, capture];
    const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
    if (stderr !== '') throw new Error(`${awk.join(' ')}: ${stderr}`);
    return { status, output: stdout, failure: status === 0 ? '' : stdout.trimEnd() };
  }
}

/** With the first positive packets of a good capture, and without the last. */
export const beginningOf = (text: string): string => text.split('\n').slice(0, 40).join('\n');

/** The verdicts of all captures of one recorded run, whichever tcpdump prints them. */
export function judgesTheSameByEveryTcpdump(traffic: TrafficName): void {
  const names = captureNames.filter((name) => trafficOf(name) === traffic);
  const told = variablesOf('check-target', TRAFFIC_PLANS[traffic]());
  const byRecorded = (name: CaptureName): readonly Judgement[] =>
    RECORDED_VERSIONS.map((version) => judged(recorded(version, name), told));

  describeWith(['awk'], 'by every tcpdump', () => {
    test.each(names)('the verdict of "%s" is the same', (name) => {
      const [first, ...others] = byRecorded(name).map(withoutQuotes);
      for (const other of others) expect(other).toEqual(first);
    });
  });

  describeWith(['awk', 'tcpdump'], 'as the tcpdump of this machine prints it:', () => {
    test.each(names)('the verdict of the capture "%s" is that of the recorded one', (name) => {
      expect(judged(printed(['tcpdump'], captureFile(name)), told).output).toBe(byRecorded(name)[0]?.output);
    });
  });
}

/** A failure may quote a packet in tcpdump's own words, which differ. */
function withoutQuotes({ status, output }: Judgement): Pick<Judgement, 'status' | 'output'> {
  return { status, output: output.replace(/; the packet: .*/, '') };
}
