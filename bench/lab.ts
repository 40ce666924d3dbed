import { internet } from '../lab/fabric/addresses';
import { runCdktf } from '../lab/cli/cdktf';
import { Claim } from '../lab/cli/claim';
import { operatorEnvironment } from '../lab/cli/operator-place';
import { LabProcess } from '../lab/cli/process';
import { withLabRegion } from '../lab/cli/settings';
import { Workspace, type LabRecord } from '../lab/cli/workspace';
import { startTime } from '../lab/processes';
import { median, printTable } from './measure';

const ROUNDS = 3;

/** What a run spends its time on, in the order of the run. */
const PHASES = ['lab start', 'deploy', 'verification', 'destroy', 'lab stop'] as const;
/** Seconds. */
type Run = Readonly<Record<(typeof PHASES)[number], number>>;

const LAST_STEP = 'null_resource.verification_traffic';

/**
 * Where the time of `npm run lab` goes: lab start, deploy, verification, destroy. Prints a table; about a minute.
 * Needs what `npm run lab` needs.
 */
export async function benchLab(): Promise<void> {
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await measureRun());
  const medians = PHASES.map((phase) => [phase, median(runs.map((run) => run[phase]))] as const);
  const whole = medians.reduce((sum, [, seconds]) => sum + seconds, 0);
  console.log(`npm run lab, median of ${ROUNDS} runs:`);
  printTable(
    ['phase', 'time', 'share'],
    [...medians, ['all', whole] as const].map(([phase, seconds]) => [
      phase === 'deploy' ? 'deploy, without verification' : phase,
      `${seconds.toFixed(2)} s`,
      `${((100 * seconds) / whole).toFixed(0)} %`,
    ]),
  );
}

async function measureRun(): Promise<Run> {
  const workspace = new Workspace(`bench-${process.pid}`);
  const claim = await Claim.take(workspace);
  if (claim === undefined) throw new Error(`a lab "${workspace.name}" runs already`);
  workspace.write(withLabRegion({}));
  let lab: LabProcess | undefined;
  try {
    const begin = now();
    lab = await LabProcess.start(
      { logFile: workspace.labLogFile, claim },
      {
        onProblem: (problem) => {
          console.error(`the lab says: ${problem}`);
        },
        onEnd: (lastWords) => {
          console.error(`the lab's process ended: ${lastWords}`);
        },
      },
    );
    const started = now();
    const { operatorPid, agentSocket, publicKey, reattach } = lab.ready;
    const record = {
      ...{ pid: lab.pid, started: startTime(lab.pid) ?? '', operatorPid, agentSocket, publicKey, reattach },
    };
    const verification = await deploy(workspace, record);
    const deployed = now();
    await cdktf('destroy', workspace, record);
    const destroyed = now();
    await lab.stop();
    return {
      'lab start': started - begin,
      deploy: deployed - started - verification,
      verification,
      destroy: destroyed - deployed,
      'lab stop': now() - destroyed,
    };
  } finally {
    await lab?.stop();
    await claim.release();
  }
}

/** @returns seconds from the last resource that the verification waits for to the verification's end */
async function deploy(workspace: Workspace, record: LabRecord): Promise<number> {
  let ready: number | undefined;
  let verified: number | undefined;
  await cdktf('deploy', workspace, record, (address) => {
    if (address === LAST_STEP) verified = now();
    else if (!address.startsWith('null_resource.')) ready = now();
  });
  if (ready === undefined || verified === undefined) throw new Error('cdktf deploy did not verify anything');
  return verified - ready;
}

async function cdktf(
  command: 'deploy' | 'destroy',
  workspace: Workspace,
  record: LabRecord,
  onResource: (address: string) => void = () => undefined,
): Promise<void> {
  const { status, output } = await runCdktf(command, {
    operatorPid: record.operatorPid,
    workspace,
    environment: operatorEnvironment(record, internet.operator),
    onEvent: (event) => {
      if (event.type === 'resource') onResource(event.address);
    },
    signal: new AbortController().signal,
  });
  if (status !== 0) throw new Error(`cdktf ${command} failed: ${output}`);
}

function now(): number {
  return performance.now() / 1000;
}
