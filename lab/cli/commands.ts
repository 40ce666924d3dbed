import { type ChildProcess } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { internet } from '../fabric/addresses';
import { PROJECT_ID } from '../endpoints';
import { isRunning, type ProcessRecord } from '../processes';
import { Claim } from './claim';
import { operatorEnvironment, spawnInOperatorPlace } from './operator-place';
import { type Progress } from './progress';
import { Workspace, type LabRecord } from './workspace';

/** Milliseconds in which a process that was asked to end may do so. */
const PATIENCE = 30_000;

interface Server {
  readonly name: string;
  readonly status: string;
  readonly addresses: Readonly<
    Record<string, readonly { readonly addr: string; readonly 'OS-EXT-IPS:type': string }[]>
  >;
}

/** Logs in to a server by its name, directly if it has the EIP, else through the one that has it. */
export async function ssh(lab: string, server: string, command: readonly string[]): Promise<number> {
  const { workspace, record } = running(lab);
  const servers = await listServers(record);
  const wanted = servers.find(({ name }) => name.toLowerCase() === server.toLowerCase());
  if (wanted === undefined) {
    throw new Error(
      `there is no server "${server}" in the lab; there are: ${servers.map(({ name }) => name).join(', ') || 'none'}`,
    );
  }
  const gate = servers.map((each) => addressOf(each, 'floating')).find((address) => address !== undefined);
  if (gate === undefined) throw new Error('no server of the lab has an EIP, so there is no way in');
  const direct = addressOf(wanted, 'floating');
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  const identity = ['-F', 'none', '-i', record.keyFile, ...options.flatMap((option) => ['-o', option])];
  const jump = ['-o', `ProxyCommand=ssh ${identity.join(' ')} -W %h:%p root@${gate}`];
  const target = direct ?? addressOf(wanted, 'fixed') ?? '';
  const argv = ['ssh', ...identity, ...(direct === undefined ? jump : []), `root@${target}`, ...command];
  return ended(spawnInOperatorPlace(record.operatorPid, argv, { cwd: workspace.folder }));
}

/** A shell, or a command, in the operator's place, in the folder where cdktf finds the lab's settings. */
export function shell(lab: string, command: readonly string[]): Promise<number> {
  const { workspace, record } = running(lab);
  const argv = command.length > 0 ? command : [process.env['SHELL'] ?? '/bin/bash'];
  const env = { ...operatorEnvironment(record, internet.operator), PS1: 'lab# ' };
  return ended(spawnInOperatorPlace(record.operatorPid, argv, { cwd: workspace.folder, env }));
}

export async function status(lab: string, progress: Progress): Promise<number> {
  const workspace = new Workspace(lab);
  const record = workspace.record();
  if (record === undefined) {
    progress.text(`no lab "${lab}" runs`);
    return 1;
  }
  const servers = await listServers(record);
  progress.text(`lab "${lab}" runs (process ${record.pid}), with ${servers.length} servers:`);
  for (const server of servers) {
    const addresses = [addressOf(server, 'fixed'), addressOf(server, 'floating')].filter(
      (address) => address !== undefined,
    );
    progress.text(`  ${server.name.padEnd(16)} ${server.status.padEnd(8)} ${addresses.join('  ')}`);
  }
  return 0;
}

/** Ends a lab, whether it was left running or somebody waits for it. Succeeds if none runs. */
export async function stop(lab: string, progress: Progress): Promise<number> {
  const workspace = new Workspace(lab);
  const [runner, record] = [workspace.runner(), workspace.record()];
  // The process that runs it takes the lab down; what that cannot, the lab's own process does.
  for (const each of [runner, record]) if (each !== undefined) await end(each);
  const claim = await Claim.take(lab);
  if (claim === undefined) throw new Error(`a lab "${lab}" is just starting: try again`);
  workspace.remove();
  await claim.release();
  const nothing = runner === undefined && record === undefined;
  progress.text(nothing ? `no lab "${lab}" runs` : `lab "${lab}" is stopped, nothing of it is left`);
  return 0;
}

/** Asks a process to end, and insists after a while; resolves when it has. */
async function end(wanted: ProcessRecord): Promise<void> {
  signal(wanted, 'SIGTERM');
  const insist = setTimeout(() => {
    signal(wanted, 'SIGKILL');
  }, PATIENCE);
  while (isRunning(wanted)) await sleep(100);
  clearTimeout(insist);
}

function signal(wanted: ProcessRecord, name: NodeJS.Signals): void {
  try {
    if (isRunning(wanted)) process.kill(wanted.pid, name);
  } catch (error) {
    // It has ended in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function running(lab: string): { workspace: Workspace; record: LabRecord } {
  const workspace = new Workspace(lab);
  const record = workspace.record();
  if (record === undefined) throw new Error(`no lab "${lab}" runs: start one with ${workspace.commandLine('--keep')}`);
  return { workspace, record };
}

function addressOf(server: Server, type: 'fixed' | 'floating'): string | undefined {
  return Object.values(server.addresses)
    .flat()
    .find((address) => address['OS-EXT-IPS:type'] === type)?.addr;
}

/** Asks the region's own API, over its socket in the operator's place. */
function listServers({ operatorPid, keyFile }: LabRecord): Promise<readonly Server[]> {
  const socketPath = `/proc/${operatorPid}/root${join(keyFile, '..', 'region.sock')}`;
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
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', ignore);
      resolve(code ?? 1);
    });
  });
}
