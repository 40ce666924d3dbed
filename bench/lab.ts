import { internet } from '../lab/addresses/lab-internet';
import { runCdktf, runInPlace, type CdktfRun } from '../lab/cli/cdktf';
import { Claim } from '../lab/cli/claim';
import { operatorEnvironment } from '../lab/cli/operator-place';
import { LabProcess } from '../lab/cli/process';
import { withLabRegion } from '../lab/cli/settings';
import { terraformProgram } from '../lab/cli/terraform-version';
import { Workspace, type LabRecord } from '../lab/cli/workspace';
import { startTime } from '../lab/processes';
import { median, printTable } from './measure';

const ROUNDS = 3;

/** What a run spends its time on, in the order of the run. */
const PHASES = ['lab start', 'deploy', 'verification', 'destroy', 'lab stop'] as const;
/** What plain Terraform does beside it, on the JSON that cdktf has synthesized, after the run's own destroy. */
type Baseline = 'terraform apply' | 'terraform destroy';
/** Seconds. */
type Run = Readonly<Record<(typeof PHASES)[number] | Baseline, number>>;

const LAST_STEP = 'null_resource.verification_traffic';

/**
 * Where the time of `npm run lab` goes: lab start, deploy, verification, destroy; and what of it is cdktf's own, beside
 * plain Terraform with the same JSON in the same lab. Prints two tables; about a minute.
 * Needs what `npm run lab` needs.
 */
export async function benchLab(): Promise<void> {
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await measureRun());
  const medianOf = (seconds: (run: Run) => number): number => median(runs.map(seconds));
  const medians = PHASES.map((phase) => [phase, medianOf((run) => run[phase])] as const);
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
  console.log('\ncdktf beside plain Terraform, verification included:');
  const pairs = [
    ['deploy', medianOf((run) => run.deploy + run.verification), medianOf((run) => run['terraform apply'])],
    ['destroy', medianOf((run) => run.destroy), medianOf((run) => run['terraform destroy'])],
  ] as const;
  printTable(
    ['command', 'cdktf', 'terraform', "cdktf's own"],
    pairs.map(([command, cdktfs, terraforms]) => [
      command,
      ...[cdktfs, terraforms, cdktfs - terraforms].map((seconds) => `${seconds.toFixed(2)} s`),
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
        onEnd: (reason) => {
          console.error(reason);
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
    await terraform('apply', workspace, record);
    const applied = now();
    await terraform('destroy', workspace, record);
    const gone = now();
    await lab.stop();
    return {
      'lab start': started - begin,
      deploy: deployed - started - verification,
      verification,
      destroy: destroyed - deployed,
      'lab stop': now() - gone,
      'terraform apply': applied - destroyed,
      'terraform destroy': gone - applied,
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
    ...place(workspace, record),
    isSynthesized: command === 'destroy',
    onEvent: (event) => {
      if (event.type === 'resource') onResource(event.address);
    },
  });
  if (status !== 0) throw new Error(`cdktf ${command} failed: ${output}`);
}

async function terraform(command: 'apply' | 'destroy', workspace: Workspace, record: LabRecord): Promise<void> {
  const argv = [terraformProgram(), command, '-auto-approve', '-input=false', '-no-color'];
  const { status, output } = await runInPlace(argv, workspace.stackFolder, place(workspace, record));
  if (status !== 0) throw new Error(`terraform ${command} failed: ${output}`);
}

function place(workspace: Workspace, record: LabRecord): CdktfRun {
  return {
    operatorPid: record.operatorPid,
    workspace,
    environment: operatorEnvironment(record, internet.operator),
    onEvent: () => undefined,
    signal: new AbortController().signal,
    isSynthesized: false,
  };
}

function now(): number {
  return performance.now() / 1000;
}
