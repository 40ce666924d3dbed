import { existsSync } from 'node:fs';
import { captureNames, trafficOf, TRAFFIC_PLANS, type CaptureName, type TrafficName } from './captures/mirrored';
import { printed, RECORDED_VERSIONS, recorded } from './captures/printed';
import { describeWith } from '../../../needs';
import { FakeServer, toldTo, variablesOf, type Outcome } from './run-script';

/** The last words of the tcpdump that captured. */
const LOG = 'listening on eth0\n23 packets captured\n';

export interface Judgement extends Outcome {
  /** Whether anything of the steps is left on the server. */
  readonly isStateLeft: boolean;
}

/** A verdict takes some twenty processes, and many tests look at the same one from their own sides. */
const known = new Map<string, Judgement>();

/** What check-target.sh says, told `variables`, when tcpdump has printed `text` of the capture. */
export function judged(text: string, variables: Readonly<Record<string, string>> = {}): Judgement {
  const key = JSON.stringify([text, Object.entries(toldTo('check-target', variables)).sort()]);
  const judgement = known.get(key) ?? judge(text, variables);
  known.set(key, judgement);
  return judgement;
}

function judge(text: string, variables: Readonly<Record<string, string>>): Judgement {
  const server = new FakeServer().fake('tcpdump', 'exec cat');
  try {
    server.leave('capture.out', text).leave('capture.log', LOG);
    const outcome = server.run('check-target', variables);
    const output = outcome.output.replaceAll(server.folder, '');
    return { ...outcome, output, isStateLeft: existsSync(server.state) };
  } finally {
    server.close();
  }
}

/** The verdicts of all captures of one recorded run, whichever tcpdump prints them. */
export function judgesTheSameByEveryTcpdump(traffic: TrafficName): void {
  const names = captureNames.filter((name) => trafficOf(name) === traffic);
  const told = variablesOf('check-target', TRAFFIC_PLANS[traffic]());
  const byRecorded = (name: CaptureName): readonly Judgement[] =>
    RECORDED_VERSIONS.map((version) => judged(recorded(version, name), told));

  describeWith(['bash', 'awk'], 'by every tcpdump', () => {
    test.each(names)('the verdict of "%s" is the same', (name) => {
      const [first, ...others] = byRecorded(name).map(withoutQuotes);
      for (const other of others) expect(other).toEqual(first);
    });
  });

  describeWith(['bash', 'awk', 'tcpdump'], 'as the tcpdump of this machine prints it:', () => {
    test.each(names)('the verdict of the capture "%s" is that of the recorded one', (name) => {
      expect(judged(printed(['tcpdump'], name), told).output).toBe(byRecorded(name)[0]?.output);
    });
  });
}

/** A failure may quote a packet in tcpdump's own words, which differ. */
function withoutQuotes({ status, output }: Outcome): Pick<Outcome, 'status' | 'output'> {
  return { status, output: output.replace(/; the packet: .*/, '') };
}
