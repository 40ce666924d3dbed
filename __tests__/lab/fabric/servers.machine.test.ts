import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GuestGroups } from '../../../lab/fabric/guest-groups';
import { guestSizes } from '../../../lab/fabric/guest-sizes';
import { type Topology } from '../../../lab/topology/topology';
import { keyFile } from '../../ssh-keys';
import { EIP, guideTopology, nic, SOURCE, TARGET, TEST } from './guide-topology';
import { captureWhile, on, sshOptions, waitFor } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

describeWithFabric('servers of the fabric', (fabric, key) => {
  let topology: Topology;

  beforeAll(async () => {
    topology = guideTopology(key().publicKey);
    const userData = '#!/bin/sh\necho ran >>/root/user-data-ran\n';
    const [source, ...rest] = topology.servers;
    if (source === undefined) throw new Error('the guide has servers');
    topology = { ...topology, servers: [{ ...source, userData }, ...rest] };
    await fabric().apply(topology);
  });

  const ssh = (host: string, command: string, extra: readonly string[] = []) =>
    fabric().operator.run(['ssh', ...sshOptions(key().file), ...extra, `root@${host}`, command]);

  const viaBastion = (): readonly string[] => [
    '-o',
    `ProxyCommand=ssh ${sshOptions(key().file).join(' ')} -W %h:%p root@${EIP}`,
  ];

  test('GIVEN an EIP and the key WHEN the operator logs in THEN it is root on a host with the lower-case name', async () => {
    expect(await ssh(EIP, 'whoami; hostname; pwd')).toMatchObject({ status: 0, stdout: 'root\necs-test\n/root\n' });
  });

  test('GIVEN no EIP WHEN the operator goes over the bastion THEN it reaches the server by its private address', async () => {
    const result = await ssh(TARGET.ipv4, 'hostname', viaBastion());
    expect(result).toMatchObject({ status: 0, stdout: 'ecs-target\n' });
  });

  test('GIVEN another key WHEN the operator logs in THEN it is refused', async () => {
    const other = keyFile();
    try {
      const result = await fabric().operator.run(['ssh', ...sshOptions(other.file), `root@${EIP}`, 'hostname']);
      expect(result.status).toBe(255);
      expect(result.stderr).toContain('Permission denied (publickey)');
    } finally {
      other.remove();
    }
  });

  test('GIVEN a file WHEN it is copied with scp and sftp THEN it arrives', async () => {
    const file = join(tmpdir(), `fabric-scp-${process.pid}`);
    writeFileSync(file, 'provisioner\n');
    try {
      const legacy = ['scp', '-O', ...sshOptions(key().file), file, `root@${EIP}:/tmp/by-scp`];
      const sftp = ['scp', ...sshOptions(key().file), file, `root@${EIP}:/tmp/by-sftp`];
      expect((await fabric().operator.run(legacy)).stderr).toBe('');
      expect((await fabric().operator.run(sftp)).stderr).toBe('');
      expect(await on(fabric(), TEST.id, 'cat /tmp/by-scp /tmp/by-sftp')).toBe('provisioner\nprovisioner\n');
    } finally {
      rmSync(file);
    }
  });

  test('GIVEN a server WHEN its network is read THEN eth0 has the fixed address, MAC, MTU and way out', async () => {
    const address = await on(fabric(), SOURCE.id, 'ip -o address show dev eth0; ip -o link show dev eth0');
    expect(address).toContain('inet 192.168.0.230/24');
    expect(address).toContain('inet6 fd00:a::101/64');
    expect(address).toContain('link/ether fa:16:3e:7e:d6:01');
    expect(address).toContain('mtu 1500');
    expect(await on(fabric(), SOURCE.id, 'ip route show default')).toContain('via 192.168.0.1 dev eth0');
  });

  test('GIVEN a guest that writes until its disk is full THEN it has the size of a guest, and the others can write', async () => {
    const { disk, temporary } = guestSizes;
    const fill = (file: string) => `dd if=/dev/zero of=${file} bs=1M count=${disk + 8} 2>&1; du -m ${file}; rm ${file}`;
    const full = async (file: string): Promise<number> => {
      const said = await on(fabric(), TEST.id, fill(file));
      expect(said).toContain('No space left on device');
      return Number(/^(\d+)\s+\/\S+$/m.exec(said)?.[1]);
    };
    const [root, ...temporaries] = [await full('/root/full'), await full('/run/full'), await full('/dev/shm/full')];
    expect(root).toBeGreaterThan(disk - 64);
    expect(root).toBeLessThanOrEqual(disk);
    temporaries.forEach((size) => {
      expect(size).toBeLessThanOrEqual(temporary);
    });
    await on(fabric(), TEST.id, `(setsid dd if=/dev/zero of=/root/full bs=1M; true) 2>/dev/null; ls /root/full`);
    await on(fabric(), SOURCE.id, 'dd if=/dev/zero of=/root/some bs=1M count=100 && rm /root/some');
    await on(fabric(), TEST.id, 'rm /root/full');
  });

  test('GIVEN a guest that forks without end, or takes memory without end THEN it gets no further than a guest may', async () => {
    let skipped: string | undefined;
    await GuestGroups.start((reason) => (skipped = reason)).close();
    if (skipped !== undefined) {
      console.warn(`SKIPPED: ${skipped}`);
      return;
    }
    const forks =
      'my @all; for (1..5000) { my $pid = fork; last if !defined $pid; if (!$pid) { sleep 60; exit } push @all, $pid }';
    const counted = await ssh(EIP, `perl -e '${forks} kill 9, @all; print scalar @all'`);
    expect(Number(counted.stdout)).toBeGreaterThan(guestSizes.processes / 2);
    expect(Number(counted.stdout)).toBeLessThan(guestSizes.processes);
    const greedy = await ssh(
      EIP,
      `perl -e 'push @all, "x" x (1 << 24) for 1..${guestSizes.memory / 8}; print "all of it"'`,
    );
    expect(greedy.stdout).toBe('');
    expect(await ssh(EIP, 'echo well')).toMatchObject({ status: 0, stdout: 'well\n' });
  });

  test('GIVEN the host WHEN a guest looks around THEN nothing of its users, secrets or projects is there', async () => {
    const project = resolve(__dirname, '..', '..', '..');
    const listing = await on(fabric(), SOURCE.id, 'ls -A / /home /opt /srv /mnt /tmp; ls -A /root /etc/ssh');
    const visible = new Set(listing.split('\n'));
    const top = ['bin', 'dev', 'etc', 'home', 'lib', 'lib32', 'lib64', 'libx32', 'media', 'mnt', 'opt', 'proc', 'root'];
    const known = new Set([...top, 'run', 'sbin', 'srv', 'sys', 'tmp', 'usr', 'var']);
    const strange = readdirSync('/').filter((name) => !known.has(name) && visible.has(name));
    expect(strange).toEqual([]);
    const own = ['.', '..', '.bash_profile', '.bashrc', '.profile', '.ssh', 'user-data-ran'];
    const home = (await on(fabric(), SOURCE.id, 'ls -a /root')).trim().split('\n');
    expect(home.filter((name) => !own.includes(name))).toEqual([]);
    const hostKey = await on(fabric(), SOURCE.id, 'cat /etc/ssh/ssh_host_ed25519_key.pub');
    expect(
      existsSync('/etc/ssh/ssh_host_ed25519_key.pub') && readFileSync('/etc/ssh/ssh_host_ed25519_key.pub', 'utf8'),
    ).not.toBe(hostKey);
    for (const path of [
      project,
      join(homedir(), '.npmrc'),
      '/etc/machine-id',
      '/etc/ssl/private',
      '/etc/ssl/certs',
      '/etc/fstab',
    ]) {
      await on(fabric(), SOURCE.id, `test -e '${path}'`, 1);
    }
    expect(await on(fabric(), SOURCE.id, 'grep -c . /etc/shadow; grep -v ":\\*:" /etc/shadow || true')).toBe('6\n');
  });

  test('GIVEN a guest WHEN it writes everywhere it can THEN the host has none of it', async () => {
    const marker = `lab-marker-${process.pid}`;
    const places = [
      '/',
      '/usr/bin/',
      '/usr/lib/',
      '/etc/',
      '/root/',
      '/tmp/',
      '/var/log/',
      '/run/',
      '/dev/shm/',
      '/home/',
    ];
    await on(fabric(), SOURCE.id, `touch ${places.map((place) => place + marker).join(' ')} && rm /usr/bin/tcpdump`);
    expect(places.filter((place) => existsSync(place + marker))).toEqual([]);
    expect(existsSync('/usr/bin/tcpdump') || existsSync('/usr/sbin/tcpdump')).toBe(true);
    await on(fabric(), TARGET.id, `test -e /usr/bin/${marker}`, 1);
  });

  test('GIVEN root in a guest WHEN it tries to reach the machine THEN the kernel refuses', async () => {
    const attempts = [
      'mount -t tmpfs none /mnt',
      'mknod /tmp/disk b 8 0',
      'echo x >/proc/sys/kernel/core_pattern',
      'nsenter --target 1 --net true',
      'unshare --mount true',
    ];
    for (const attempt of attempts) {
      // As a person or a provisioner does it, and as the lab itself does.
      expect((await ssh(EIP, `${attempt} 2>/dev/null && echo reached`)).stdout).toBe('');
      expect((await fabric().exec(TEST.id, ['bash', '-c', `${attempt} 2>/dev/null && echo reached`])).stdout).toBe('');
    }
    expect(await on(fabric(), SOURCE.id, 'ls -d /proc/[0-9]* | wc -l')).not.toMatch(/^\d{3,}/);
  });

  test.each([
    ['a command', 'sudo id -un', 'root'],
    ['a command with options of its own', "sudo -- sh -c 'echo run with $0 $1' -n -E", 'run with -n -E'],
    ['options and root as the user', 'sudo -n -H -u root id -un', 'root'],
    ['a variable of the caller', 'proxy=there; export proxy; sudo sh -c \'echo "[$proxy]"\'', '[]'],
    ['a variable that is kept', 'proxy=there; export proxy; sudo -E sh -c \'echo "[$proxy]"\'', '[there]'],
    ['a variable that is given', 'sudo proxy=here sh -c \'echo "[$proxy]"\'', '[here]'],
    ['input and status', 'echo text | sudo cat; sudo sh -c "exit 7" || echo $?', 'text\n7'],
  ])('GIVEN sudo with %s WHEN it is run in a guest THEN it does as sudo does', async (_name, script, output) => {
    expect(await on(fabric(), TEST.id, script)).toBe(`${output}\n`);
  });

  test.each([
    ['another user', 'sudo -u nobody id', "the lab's guests run commands as root only, not as nobody"],
    ['no command', 'sudo -n', 'a command is missing; usage: sudo [-nEH] [-u root] [--] [NAME=VALUE...] COMMAND'],
    ['an unknown command', 'sudo no-such-command', 'no-such-command: command not found'],
    ['an unknown option', 'sudo -i', "the lab's guests do not know option -i; usage: sudo"],
  ])('GIVEN sudo with %s WHEN it is run in a guest THEN it says so and fails', async (_name, script, message) => {
    const { status, stdout, stderr } = await fabric().exec(TEST.id, ['sh', '-c', script]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`sudo: ${message}`);
  });

  test('GIVEN an image without yum WHEN a server boots of it, and again, THEN that server alone has no yum', async () => {
    const withPower = (power: 'on' | 'off'): Topology => ({
      ...topology,
      servers: [...topology.servers, { id: 'ubuntu', name: 'ubuntu', withoutYum: true, power }],
      interfaces: [...topology.interfaces, nic('port-ubuntu', 'ubuntu', '192.168.0.53', 0x53, ['sg-x'])],
    });
    for (const power of ['on', 'off', 'on'] as const) await fabric().apply(withPower(power));
    expect((await fabric().exec('ubuntu', ['yum', 'install', '-y', 'nc'])).status).toBe(127);
    expect(await on(fabric(), TEST.id, 'command -v yum')).toBe('/usr/bin/yum\n');
    await fabric().apply(topology);
  });

  test('GIVEN a guest that links its directories to the machine WHEN it is started again THEN nothing is written there', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'fabric-outside-'));
    const withPower = (power: 'on' | 'off', authorizedKey: string): Topology => ({
      ...topology,
      servers: [...topology.servers, { id: 'linked', name: 'linked', userData: '#!/bin/sh\n', authorizedKey, power }],
      interfaces: [...topology.interfaces, nic('port-linked', 'linked', '192.168.0.52', 0x52, ['sg-x'])],
    });
    try {
      await fabric().apply(withPower('on', 'ssh-ed25519 AAAA one'));
      // In the guest, the same path is a directory of its own.
      for (const directory of ['/var/lib/cloud/instance', '/root/.ssh']) {
        await on(fabric(), 'linked', `mkdir -p '${outside}'; rm -r ${directory}; ln -s '${outside}' ${directory}`);
      }
      await fabric().apply(withPower('on', 'ssh-ed25519 AAAA other'));
      await fabric().apply(withPower('off', 'ssh-ed25519 AAAA other'));
      await fabric().apply(withPower('on', 'ssh-ed25519 AAAA other'));
      expect(readdirSync(outside)).toEqual([]);
      await fabric().apply(topology);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('GIVEN tcpdump as the guide calls it WHEN it captures in a guest THEN it sees frames', async () => {
    const ping = () => on(fabric(), TARGET.id, `ping -c 1 ${TEST.ipv4}`);
    const lines = await captureWhile(fabric(), TARGET.id, 'icmp[0] = 8', ping, '-nne');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('fa:16:3e:7e:d6:02 > fa:16:3e:7e:d6:03, ethertype IPv4');
  });

  test('GIVEN a large transfer WHEN it crosses the wire THEN no frame is longer than 1514 and no checksum wrong', async () => {
    const transfer = () => ssh(EIP, 'head -c 300000 /dev/zero');
    const lines = await captureWhile(fabric(), TEST.id, 'tcp port 22', transfer, '-nne -vv');
    const text = lines.join('\n');
    const lengths = [...text.matchAll(/, length (\d+): /g)].map(([, length]) => Number(length));
    expect(Math.max(...lengths)).toBe(1514);
    expect(text).toContain('(correct)');
    expect(text).not.toContain('incorrect');
  });

  test('GIVEN user data WHEN a server stops and starts THEN its disk is kept and user data has run once', async () => {
    await on(fabric(), SOURCE.id, 'for i in $(seq 100); do [ -e /root/user-data-ran ] && break; sleep 0.05; done');
    await on(fabric(), SOURCE.id, 'echo kept >/root/kept; cat /etc/ssh/ssh_host_ed25519_key.pub >/root/host-key');
    const power = (state: 'on' | 'off'): Topology => ({
      ...topology,
      servers: topology.servers.map((server) => (server.id === SOURCE.id ? { ...server, power: state } : server)),
    });

    await fabric().apply(power('off'));
    await expect(fabric().exec(SOURCE.id, ['true'])).rejects.toThrow('server server-source is not running');
    await on(fabric(), TEST.id, `ping -c 1 -W 1 ${SOURCE.ipv4}`, 1);

    await fabric().apply(power('on'));
    expect(await on(fabric(), SOURCE.id, 'cat /root/kept /root/user-data-ran')).toBe('kept\nran\n');
    await on(fabric(), SOURCE.id, 'cmp /root/host-key /etc/ssh/ssh_host_ed25519_key.pub');
    await on(fabric(), TEST.id, `ping -c 1 -W 1 ${SOURCE.ipv4}`);
  });

  test('GIVEN user data WHEN its server boots first THEN its output is in the log', async () => {
    const log = await on(fabric(), SOURCE.id, 'cat /var/log/cloud-init-output.log');
    expect(log).toBe('user data ended with status 0\n');
  });

  test('GIVEN user data that is still running WHEN the server stops and starts THEN it is not run again', async () => {
    const fresh = 'server-fresh';
    const userData = '#!/bin/sh\necho ran >>/root/runs\necho 192.0.2.7 mine >>/etc/hosts\nsleep 600\n';
    const withPower = (power: 'on' | 'off'): Topology => ({
      ...topology,
      servers: [...topology.servers, { id: fresh, name: 'ECS-fresh', userData, power }],
      interfaces: [...topology.interfaces, nic('port-fresh', fresh, '192.168.0.50', 0x50, ['sg-x'])],
    });
    await fabric().apply(withPower('on'));
    await on(fabric(), fresh, waitFor('grep -q mine /etc/hosts'));
    await fabric().apply(withPower('off'));
    await fabric().apply(withPower('on'));
    await on(fabric(), fresh, waitFor('grep -q "user data is not run again" /var/log/boot.log'));
    expect(await on(fabric(), fresh, 'cat /root/runs; grep mine /etc/hosts')).toBe('ran\n192.0.2.7 mine\n');
    await fabric().apply(topology);
  });

  test('GIVEN a server with an underscore WHEN it is renamed and restarted THEN its host name is what it was', async () => {
    const named = (name: string, power: 'on' | 'off' = 'on'): Topology => ({
      ...topology,
      servers: [...topology.servers, { id: 'server-new', name, power }],
      interfaces: [...topology.interfaces, nic('port-new', 'server-new', '192.168.0.51', 0x51, ['sg-x'])],
    });
    const names = (): Promise<string> =>
      on(fabric(), 'server-new', 'hostname; cat /etc/hostname; grep -c "localhost ecs_new$" /etc/hosts');
    await fabric().apply(named('ECS_New'));
    expect(await names()).toBe('ecs_new\necs_new\n1\n');
    await fabric().apply(named('Other'));
    await fabric().apply(named('Other', 'off'));
    await fabric().apply(named('Other'));
    expect(await names()).toBe('ecs_new\necs_new\n1\n');
    await fabric().apply(topology);
  });

  test('GIVEN a deleted server WHEN one with the same id is made THEN it has a new disk', async () => {
    await on(fabric(), TARGET.id, 'echo old >/root/old');
    await fabric().apply({
      ...topology,
      servers: topology.servers.filter(({ id }) => id !== TARGET.id),
      interfaces: topology.interfaces.filter(({ serverId }) => serverId !== TARGET.id),
    });
    await fabric().apply(topology);
    await on(fabric(), TARGET.id, 'test -e /root/old', 1);
  });

  test('GIVEN a directory of the host WHEN the operator works in it THEN it sees and writes the same files', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fabric-operator-'));
    try {
      const { status } = await fabric().operator.run(['sh', '-c', 'echo state >terraform.tfstate'], { cwd: directory });
      expect(status).toBe(0);
      expect(readdirSync(directory)).toEqual(['terraform.tfstate']);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
