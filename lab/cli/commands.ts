import { type ChildProcess } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { internet } from '../addresses/lab-internet';
import { askCondition, type LabCondition } from '../condition';
import { PROJECT_ID } from '../endpoints';
import { exitStatus } from './follow';
import { operatorEnvironment, requirePlace, spawnInOperatorPlace } from './operator-place';
import { watchNpm } from './npm-process';
import { type Progress } from './progress';
import { endsInOrder, greeting, PROMPT, shellCommand } from './shell';
import { isInBetween, whatRuns } from './what-runs';
import { Workspace, type LabRecord } from './workspace';

const AGENT_ENDED = "the lab's ssh-agent has ended by itself, and with it the key: nobody can log in any more";

interface Server {
  readonly name: string;
  readonly status: string;
  readonly addresses: Readonly<
    Record<string, readonly { readonly addr: string; readonly 'OS-EXT-IPS:type': string }[]>
  >;
}

/** Logs in to a server by its name, directly if it has the EIP, else through the one that has it. */
export async function ssh(lab: string, server: string, command: readonly string[]): Promise<number> {
  const { workspace, record } = await running(lab);
  const servers = await listServers(record);
  const wanted = servers.find(({ name }) => name.toLowerCase() === server.toLowerCase());
  if (wanted === undefined) {
    throw new Error(
      `there is no server "${server}" in the lab; there are: ${servers.map(({ name }) => name).join(', ') || 'none'}`,
    );
  }
  const withEip = servers.filter((each) => addressOf(each, 'floating') !== undefined);
  // A stack of the user's own has a way in of its own; to a VPC without one it goes through another's, which is its peer.
  const gateway = withEip.find((each) => sharesVpc(each, wanted)) ?? withEip[0];
  if (gateway === undefined) throw new Error('no server of the lab has an EIP, so there is no way in');
  const gate = addressOf(gateway, 'floating') ?? '';
  const condition = await askCondition(socketOf(record, 'lab'));
  if (!condition.hasAgent) throw new Error(AGENT_ENDED);
  for (const each of [gateway, wanted]) requireAlive(each, condition.ended);
  const direct = addressOf(wanted, 'floating');
  const options = [
    ...[`IdentityAgent=${record.agentSocket}`, 'IdentityFile=none'],
    ...['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'],
  ];
  const identity = ['-F', 'none', ...options.flatMap((option) => ['-o', option])];
  const jump = ['-o', `ProxyCommand=ssh ${identity.join(' ')} -W %h:%p root@${gate}`];
  const target = direct ?? addressOf(wanted, 'fixed') ?? '';
  const argv = ['ssh', ...identity, ...(direct === undefined ? jump : []), `root@${target}`, ...command];
  return ended(spawnInOperatorPlace(record.operatorPid, argv, { cwd: workspace.folder }));
}

/** @throws Error with the sentence of why nobody can log in */
function requireAlive({ name, status }: Server, endedGuests: LabCondition['ended']): void {
  const how = endedGuests.find(({ server }) => server === name)?.how;
  if (how !== undefined)
    throw new Error(`${name} ${endedByItself(how)}; it boots again with the next change of the region`);
  if (status !== 'ACTIVE') throw new Error(`${name} is ${status}, so nobody can log in`);
}

function endedByItself(how: string): string {
  return `has ended by itself (${how}), which the region does not know`;
}

/** A shell, or a command, in the operator's place, in the folder where cdktf finds the lab's settings. */
export async function shell(lab: string, command: readonly string[]): Promise<number> {
  const { workspace, record } = await running(lab);
  const env = { ...operatorEnvironment(record, internet.operator), ...endsInOrder(), PS1: PROMPT };
  if (command.length === 0 && process.stdout.isTTY) console.log(greeting(workspace, internet.operator));
  return ended(spawnInOperatorPlace(record.operatorPid, shellCommand(command), { cwd: workspace.folder, env }));
}

export async function status(lab: string, progress: Progress): Promise<number> {
  const workspace = new Workspace(lab);
  const found = await whatRuns(workspace);
  if (found.state === 'nothing') {
    progress.text(`no lab "${lab}" runs`);
    return 1;
  }
  if (found.state !== 'running') {
    progress.text(
      found.state === 'starting' ? `lab "${lab}" is starting (process ${found.pid})` : isInBetween(workspace),
    );
    return 0;
  }
  const { record } = found;
  const [servers, condition] = await Promise.all([listServers(record), askCondition(socketOf(record, 'lab'))]);
  progress.text(`lab "${lab}" runs (process ${record.pid}), with ${servers.length} servers:`);
  for (const server of servers) {
    const addresses = [addressOf(server, 'fixed'), addressOf(server, 'floating')].filter(
      (address) => address !== undefined,
    );
    const how = condition.ended.find((each) => each.server === server.name)?.how;
    const but = how === undefined ? '' : `  but it ${endedByItself(how)}`;
    progress.text(`  ${server.name.padEnd(16)} ${server.status.padEnd(8)} ${addresses.join('  ')}${but}`);
  }
  if (!condition.hasAgent) progress.text(AGENT_ENDED);
  tellMirror(condition, progress);
  tellProblems(condition, workspace, progress);
  return 0;
}

function tellMirror({ taps }: LabCondition, progress: Progress): void {
  if (taps.length === 0) return;
  progress.text('mirror taps:');
  for (const { server, mirrored, sent, losses, failure } of taps) {
    const how = failure === undefined ? 'mirrors' : `does not mirror: ${failure}`;
    const counts = `${mirrored} copies, ${sent} sent${losses === undefined ? '' : `, ${losses}`}`;
    progress.text(`  ${server.padEnd(16)} ${how}; ${counts}`);
  }
}

function tellProblems({ problems, problemCount }: LabCondition, { labLogFile }: Workspace, progress: Progress): void {
  if (problemCount === 0) return;
  progress.text(`problems so far: ${problemCount}; all are in ${labLogFile}, the last are`);
  for (const { time, message } of problems) progress.text(`  ${time}  ${message}`);
}

async function running(lab: string): Promise<{ workspace: Workspace; record: LabRecord }> {
  const workspace = new Workspace(lab);
  const found = await whatRuns(workspace);
  switch (found.state) {
    case 'running':
      return { workspace, record: found.record };
    case 'starting':
      throw new Error(`lab "${lab}" is still starting: try again when it has servers`);
    case 'in between':
      throw new Error(isInBetween(workspace));
    case 'nothing':
      throw new Error(`no lab "${lab}" runs: start one with ${workspace.commandLine('--keep')}`);
  }
}

function addressOf(server: Server, type: 'fixed' | 'floating'): string | undefined {
  return Object.values(server.addresses)
    .flat()
    .find((address) => address['OS-EXT-IPS:type'] === type)?.addr;
}

/** Addresses of a server are listed under the id of their VPC. */
function sharesVpc(a: Server, b: Server): boolean {
  return Object.keys(a.addresses).some((vpcId) => Object.hasOwn(b.addresses, vpcId));
}

/** A socket of the lab's, in the operator's place. */
function socketOf({ operatorPid, agentSocket }: LabRecord, name: 'region' | 'lab'): string {
  requirePlace(operatorPid);
  return `/proc/${operatorPid}/root${join(agentSocket, '..', `${name}.sock`)}`;
}

/** Asks the region's own API, over its socket in the operator's place. */
function listServers(record: LabRecord): Promise<readonly Server[]> {
  const socketPath = socketOf(record, 'region');
  const path = `/ecs/v1/${PROJECT_ID}/cloudservers/detail`;
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path, headers: { 'x-project-id': PROJECT_ID } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (answer.statusCode === 200) {
          const { servers } = JSON.parse(text) as { servers: Server[] };
          resolve(servers.sort((a, b) => a.name.localeCompare(b.name)));
        } else reject(new Error(`the lab's region answers ${answer.statusCode ?? 0}: ${text}`));
      });
    });
    call.on('error', (error) => {
      reject(new Error(`the lab's region does not answer: ${error.message}`));
    });
    call.end();
  });
}

function ended(child: ChildProcess): Promise<number> {
  // Ctrl-C is for the program in the lab.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  const unwatchNpm = watchNpm(() => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      unwatchNpm();
      resolve(exitStatus(code, signal));
    });
  });
}
