import { runCommand } from './command';

/** A program that the fabric runs, and the Debian or Ubuntu package that has it. */
export interface RequiredTool {
  readonly program: string;
  readonly debianPackage: string;
  readonly purpose: string;
}

/** Everything that the fabric runs beyond the shell, sed and the coreutils. */
export const requiredTools: readonly RequiredTool[] = [
  { program: 'ip', debianPackage: 'iproute2', purpose: 'links, addresses and routes' },
  { program: 'bridge', debianPackage: 'iproute2', purpose: 'forwarding entries of the subnets' },
  { program: 'nft', debianPackage: 'nftables', purpose: 'security groups and EIPs' },
  { program: 'ethtool', debianPackage: 'ethtool', purpose: 'frames as they are on a wire' },
  { program: 'tcpdump', debianPackage: 'tcpdump', purpose: 'mirroring and capturing in the guests' },
  { program: 'sshd', debianPackage: 'openssh-server', purpose: 'logging in to the guests' },
  { program: 'ssh', debianPackage: 'openssh-client', purpose: 'logging in from the operator' },
  { program: 'ssh-keygen', debianPackage: 'openssh-client', purpose: 'host keys of the guests' },
  { program: 'ssh-agent', debianPackage: 'openssh-client', purpose: "keeping the operator's key" },
  { program: 'ssh-add', debianPackage: 'openssh-client', purpose: "keeping the operator's key" },
  { program: 'ncat', debianPackage: 'ncat', purpose: 'the nc package of the package server' },
  { program: 'curl', debianPackage: 'curl', purpose: 'downloads by yum in the guests' },
  { program: 'ping', debianPackage: 'iputils-ping', purpose: 'ping in the guests' },
  { program: 'perl', debianPackage: 'perl-base', purpose: 'sending mirrored frames, and ending captures' },
  { program: 'unshare', debianPackage: 'util-linux', purpose: 'making namespaces' },
  { program: 'nsenter', debianPackage: 'util-linux', purpose: 'entering namespaces' },
  { program: 'flock', debianPackage: 'util-linux', purpose: 'the right to run a lab' },
  { program: 'setpriv', debianPackage: 'util-linux', purpose: 'limiting what root may do in a guest' },
  { program: 'mount', debianPackage: 'mount', purpose: 'file systems of the guests' },
  { program: 'bash', debianPackage: 'bash', purpose: 'the shell of the guests' },
  { program: 'awk', debianPackage: 'mawk', purpose: 'yum in the guests' },
  { program: 'tar', debianPackage: 'tar', purpose: 'packages of the package server' },
  { program: 'gzip', debianPackage: 'gzip', purpose: 'packages of the package server' },
];

/** What the kernel must be able to do, each tried for real in namespaces that end with the trial. */
const kernelTrials: readonly {
  readonly name: string;
  readonly program: string;
  readonly script: string;
  readonly remedy: string;
}[] = [
  {
    name: 'mount a tmpfs and an overlay in namespaces of its own',
    program: 'unshare',
    script:
      'mount -t tmpfs lab /mnt && mkdir /mnt/u /mnt/w /mnt/m && ' +
      'mount -t overlay -o lowerdir=/usr,upperdir=/mnt/u,workdir=/mnt/w overlay /mnt/m && mknod /mnt/u/hidden c 0 0',
    remedy: 'run it on the machine itself or in a privileged container, with the kernel module overlay',
  },
  {
    name: 'make a bridge and virtual links',
    program: 'ip',
    script: 'ip link add br0 type bridge && ip link add v0 type veth peer name v1 && ip link set v0 master br0',
    remedy: 'the kernel needs the modules bridge and veth',
  },
  {
    name: 'use IPv6',
    program: 'unshare',
    script: '[ -d /proc/sys/net/ipv6 ] || { echo "there is no /proc/sys/net/ipv6" >&2; exit 1; }',
    remedy: 'boot it without ipv6.disable=1',
  },
  {
    name: 'filter on bridges with nftables',
    program: 'nft',
    script:
      'printf "%s\\n" "table bridge t { set s { typeof ip saddr . th sport; flags dynamic,timeout; timeout 1m; };' +
      ' chain c { type filter hook prerouting priority 0; update @s { ip saddr . th sport } accept; }; }" | nft -f -',
    remedy: 'the kernel needs the modules nf_tables and nft for the bridge family, and nftables 1.0 or later',
  },
  {
    name: 'translate addresses with nftables',
    program: 'nft',
    script:
      'printf "%s\\n" "table ip t { map m { type ipv4_addr : ipv4_addr; };' +
      ' chain c { type filter hook prerouting priority raw; ip daddr set ip daddr map @m; }; }" | nft -f -',
    remedy: 'the kernel needs the module nf_tables for the ip family',
  },
];

/** The machine as the check sees it. */
export interface Machine {
  readonly platform: string;
  /** Effective user; undefined where there is no such thing. */
  readonly uid: number | undefined;
  /** Where programs are looked for, as PATH has it. */
  readonly path: string;
}

function thisMachine(): Machine {
  return { platform: process.platform, uid: process.geteuid?.(), path: process.env['PATH'] ?? '' };
}

/**
 * Says what keeps a fabric from running on this machine: one sentence each, with the remedy; empty when it can run.
 */
export async function checkPrerequisites(machine = thisMachine()): Promise<readonly string[]> {
  if (machine.platform !== 'linux') {
    return [`the lab needs Linux for its network namespaces, this is ${machine.platform}: run it in a Linux VM`];
  }
  if (machine.uid !== 0) {
    return ['the lab needs root to make network namespaces: run it with sudo'];
  }
  const missing = await missingPackages(machine);
  const packages =
    missing.length > 0 ? [`the lab needs programs that are not installed: apt-get install ${missing.join(' ')}`] : [];
  return [...packages, ...(await checkKernel(machine))];
}

/** Says what the kernel cannot do, as root, as far as the programs are there with which that is tried. */
export async function checkKernel(machine = thisMachine()): Promise<readonly string[]> {
  const absent = await missingPrograms(machine);
  const problems: string[] = [];
  for (const { name, program, script, remedy } of kernelTrials) {
    if (absent.has('unshare') || absent.has(program)) continue;
    const trial = ['unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', 'sh', '-c', script];
    const { status, stderr } = await runCommand(trial, { timeout: 20_000 });
    if (status !== 0) problems.push(`this kernel cannot ${name} (${stderr.trim().split('\n')[0] ?? ''}): ${remedy}`);
  }
  return problems;
}

/** The Debian packages of required programs that are not on this machine. */
export async function missingPackages(machine = thisMachine()): Promise<readonly string[]> {
  const absent = await missingPrograms(machine);
  return [...new Set(requiredTools.filter((t) => absent.has(t.program)).map((t) => t.debianPackage))].sort();
}

async function missingPrograms({ path }: Machine): Promise<ReadonlySet<string>> {
  const script = 'PATH="$0"; for p; do command -v "$p" >/dev/null || echo "$p"; done';
  const programs = requiredTools.map((tool) => tool.program);
  const { stdout } = await runCommand(['/bin/sh', '-c', script, path, ...programs]);
  return new Set(stdout.split('\n'));
}
