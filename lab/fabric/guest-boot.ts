import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { internet } from '../addresses/lab-internet';
import { mustRun } from './command';
import { makeFolders } from './folders';
import { type GuestGroups } from './guest-groups';
import { guestSizes, tmpfsOptions } from './guest-sizes';
import { announcedPid, ENDS_WITH_ITS_PARENT, type LabNamespaces } from './lab-namespaces';
import { type TopologyServer } from '../topology/topology';

const FILES = join(__dirname, 'guest');
const IMAGE = '/run/image';

/** Milliseconds in which a guest's sshd must answer. */
const BOOT_LIMIT = 30_000;

/**
 * What root may do in a guest. It administers its own network and users, and captures packets; it can neither mount
 * nor make devices, load modules or leave its namespaces, because then it could reach the host.
 */
const guestCapabilities = [
  ...['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap', 'setfcap'],
  ...['net_admin', 'net_raw', 'net_bind_service', 'net_broadcast', 'sys_chroot', 'sys_nice', 'ipc_lock'],
  ...['audit_write'],
] as const;

const BOUNDING_SET = ['-all', ...guestCapabilities.map((name) => `+${name}`)].join(',');

/** Of a size of its own, so that a guest that fills its disk takes nothing from the others. */
const MOUNT_DISK = 'mkdir -p "$0" && { mountpoint -q "$0" || mount -t tmpfs -o "mode=0755,$1" disk "$0"; }';
const UNMOUNT_DISK = '! mountpoint -q "$0" || umount -l "$0"; rm -rf "$0"';

/** A guest that has booted. */
export interface RunningGuest {
  /** Process id, on the host, of its first process. */
  readonly pid: number;
  readonly process: ChildProcess;
}

/** Builds the image from which all guests of a lab boot. */
export async function buildGuestImage(lab: LabNamespaces): Promise<void> {
  const project = resolve(__dirname, '..', '..');
  // Secrets are not in directories of programs, unless someone lives or works there.
  const hidden = [homedir(), project].filter((path) => path !== '/');
  await mustRun([...lab.enter(), 'sh', join(FILES, 'image.sh'), FILES, IMAGE, ...hidden]);
  const hosts = `${internet.repository} ${internet.repositoryName}\n`;
  await writeFile(lab.path(`${IMAGE}/root/var/lib/cloud/instance/hosts`), hosts);
}

/**
 * Makes a new server's disk: root's authorized key, and the user data. Returns the server's host name: its name in lower
 * case, as the API says it, at its first boot; renaming a server on Huawei Cloud does not reach into it. Does nothing
 * but that for a disk that has been booted from: what a guest has put there, such as a link out of it, must not lead.
 */
async function prepareDisk(lab: LabNamespaces, directory: string, server: TopologyServer): Promise<string> {
  const prepared = lab.path(`${directory}/hostname`);
  const before = await readFile(prepared, 'utf8').catch(() => undefined);
  if (before !== undefined) return server.hostname ?? before;
  await mustRun([...lab.enter(), 'sh', '-c', MOUNT_DISK, directory, tmpfsOptions(guestSizes.disk)]);
  const root = await makeFolders(lab.path(directory), ['disk', 'root']);
  const ssh = await makeFolders(root, ['root', '.ssh'], 0o700);
  const key = server.authorizedKey;
  await writeFile(join(ssh, 'authorized_keys'), key === undefined ? '' : `${key.trim()}\n`, { mode: 0o600 });
  if (server.userData !== undefined) {
    const cloud = await makeFolders(root, ['var', 'lib', 'cloud', 'instance']);
    await writeFile(join(cloud, 'user-data.txt'), server.userData, { mode: 0o600 });
  }
  if (server.withoutYum === true) await hideYum(lab, directory);
  // The kernel takes 64 bytes.
  const hostname = (server.hostname ?? server.name).toLowerCase().slice(0, 64);
  await writeFile(prepared, hostname);
  return hostname;
}

/** What overlayfs takes for deleted. The image, which all guests share, keeps its yum. */
async function hideYum(lab: LabNamespaces, directory: string): Promise<void> {
  const programs = `${directory}/disk/usr/bin`;
  await mustRun([...lab.enter(), 'mkdir', '-p', programs]);
  await mustRun([...lab.enter(), 'mknod', `${programs}/yum`, 'c', '0', '0']);
}

/** Where a guest is to run. */
export interface GuestPlace {
  readonly netns: string;
  /** On the lab's file system; its disk is in it, and survives a stop. */
  readonly directory: string;
  readonly groups: GuestGroups;
}

/**
 * Boots a server in its network namespace, which exists already, and resolves when its sshd answers.
 * @param limit milliseconds until then
 */
export async function bootGuest(
  lab: LabNamespaces,
  { netns, directory, groups }: GuestPlace,
  server: TopologyServer,
  limit = BOOT_LIMIT,
): Promise<RunningGuest> {
  const hostname = await prepareDisk(lab, directory, server);
  const [program = '', ...args] = [
    ...groups.join(netns),
    ...lab.enter(netns),
    ...ENDS_WITH_ITS_PARENT,
    ...['unshare', '--mount', '--propagation', 'private', '--pid', '--uts', '--ipc', '--fork', '--kill-child'],
    ...['sh', join(FILES, 'boot.sh'), IMAGE, directory, hostname],
  ];
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LAB_GUEST_CAPABILITIES: BOUNDING_SET,
      LAB_GUEST_TMPFS: tmpfsOptions(guestSizes.temporary),
    },
  });
  const ready = readiness(child, limit);
  // The process id comes first; a failure after it is told by `ready`.
  ready.catch(() => undefined);
  const pid = await announcedPid(child, 'its namespaces');
  try {
    await ready;
  } catch (error) {
    await stopGuest({ pid, process: child });
    throw error;
  }
  return { pid, process: child };
}

function readiness(child: ChildProcess, limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const said = (): string => output.replace(/^pid \d+$/m, '').trim();
    const timer = setTimeout(() => {
      reject(new Error(`its sshd did not answer within ${limit} ms: ${said().split('\n').at(-1) ?? ''}`));
    }, limit);
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      if (error === undefined) resolve();
      else reject(error);
    };
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (/^ready$/m.test(output)) settle();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', settle);
    child.on('close', () => {
      settle(new Error(`it ended while booting: ${said()}`));
    });
  });
}

/** Ends every process of a guest, as pulling the plug does, and resolves when the kernel has. */
export async function stopGuest(guest: RunningGuest): Promise<void> {
  if (!isRunning(guest)) return;
  const ended = new Promise<void>((done) =>
    guest.process.once('exit', () => {
      done();
    }),
  );
  try {
    process.kill(guest.pid, 'SIGKILL');
  } catch (error) {
    // It has just ended by itself, or with the lab.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  await ended;
}

export function isRunning({ process: { exitCode, signalCode } }: RunningGuest): boolean {
  return exitCode === null && signalCode === null;
}

/** Deletes a stopped server's disk. */
export async function deleteDisk(lab: LabNamespaces, directory: string): Promise<void> {
  await mustRun([...lab.enter(), 'sh', '-c', UNMOUNT_DISK, directory]);
}

/** Arguments in front of a command that make it run in a guest, as root logged in there. */
export function enterGuest(guest: RunningGuest): readonly string[] {
  return [
    ...['nsenter', `--target=${guest.pid}`, '--mount', '--pid', '--uts', '--ipc', '--net'],
    ...['setpriv', '--bounding-set', BOUNDING_SET, 'env', '-i', 'HOME=/root', 'USER=root', 'LANG=C.UTF-8'],
    ...['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ];
}
