import { type Topology } from '../../../lab/topology/topology';
import { EIP, guideTopology, SOURCE, TARGET, TEST } from './guide-topology';
import { connects, on, pings, sshOptions, waitFor } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

const OPERATOR = '198.51.100.10';

describeWithFabric('EIPs and the way out', (fabric, key) => {
  beforeAll(() => fabric().apply(withEip(TEST.port)));

  const withEip = (interfaceId?: string): Topology => ({
    ...guideTopology(key().publicKey),
    eips: [{ id: 'eip-a', address: EIP, ...(interfaceId === undefined ? {} : { interfaceId }) }],
  });

  const login = (): Promise<string> =>
    fabric()
      .operator.run(['ssh', ...sshOptions(key().file), `root@${EIP}`, 'hostname'])
      .then(({ status, stdout }) => (status === 0 ? stdout.trim() : `status ${status}`));

  test('GIVEN an EIP WHEN it is bound, moved and unbound THEN it leads to the server that has it and no other', async () => {
    await fabric().apply(withEip(TEST.port));
    expect(await login()).toBe('ecs-test');
    await fabric().apply(withEip(SOURCE.port));
    expect(await login()).toBe('ecs-source');
    await fabric().apply(withEip());
    expect(await login()).toBe('status 255');
    await fabric().apply(withEip(TEST.port));
    expect(await login()).toBe('ecs-test');
  });

  test('GIVEN an EIP WHEN servers go out THEN its own alone can, and is seen by that address', async () => {
    await fabric().apply(withEip(TEST.port));
    expect(await pings(fabric(), TEST.id, OPERATOR)).toBe(true);
    expect(await pings(fabric(), SOURCE.id, OPERATOR)).toBe(false);
    const { stdout } = await fabric().operator.run([
      'ssh',
      ...sshOptions(key().file),
      `root@${EIP}`,
      'echo "$SSH_CONNECTION"',
    ]);
    expect(stdout).toMatch(new RegExp(`^${OPERATOR} \\d+ ${TEST.ipv4} 22$`, 'm'));

    const log = `${fabric().operator.privateDirectory}/connections`;
    const listening = fabric().operator.run(['sh', '-c', `ncat -v -l ${OPERATOR} 5000 2>${log}; cat ${log}`]);
    await fabric().operator.run(['bash', '-c', waitFor(`grep -qs 'Listening on' ${log}`)]);
    expect(await connects(fabric(), SOURCE.id, OPERATOR, 5000)).toBe(false);
    await on(fabric(), TEST.id, `echo text >/dev/tcp/${OPERATOR}/5000`);
    const connections = (await listening).stdout.match(/(?<=Connection from )[\d.]+\d/g);
    expect(new Set(connections)).toEqual(new Set([EIP]));
  });

  test("GIVEN what listens on the operator's loopback WHEN a server calls the operator THEN it is not reached", async () => {
    await fabric().apply(withEip(TEST.port));
    const server = await fabric().operator.listen();
    try {
      const { port } = server.address() as { readonly port: number };
      expect(await connects(fabric(), TEST.id, OPERATOR, port)).toBe(false);
      const here = await fabric().operator.run(['bash', '-c', `echo >/dev/tcp/127.0.0.1/${port}`]);
      expect(here.status).toBe(0);
    } finally {
      server.close();
    }
  });

  test('GIVEN a server without EIP WHEN it sends to the Internet THEN nothing of it gets there', async () => {
    await fabric().apply(withEip(TEST.port));
    const log = `${fabric().operator.privateDirectory}/listening`;
    const capture = `tcpdump -i eth0 -nn -l --immediate-mode -c 1 'icmp[0] = 8' 2>${log}`;
    const first = fabric().operator.run(['bash', '-c', capture]);
    await fabric().operator.run(['bash', '-c', waitFor(`grep -qs 'listening on' ${log}`)]);
    expect(await pings(fabric(), SOURCE.id, OPERATOR)).toBe(false);
    expect(await pings(fabric(), TEST.id, OPERATOR)).toBe(true);
    expect((await first).stdout).toContain(`IP ${EIP} > ${OPERATOR}: ICMP echo request`);
  });

  test('GIVEN two servers with EIPs WHEN one calls the other by its EIP THEN it answers', async () => {
    const topology = withEip(TEST.port);
    const second = { id: 'eip-b', address: '203.0.113.21', interfaceId: SOURCE.port };
    await fabric().apply({ ...topology, eips: [...topology.eips, second] });
    expect(await connects(fabric(), TEST.id, second.address, 22)).toBe(true);
  });

  test('GIVEN no way out WHEN yum installs THEN it fails as yum does, and nc is absent', async () => {
    await fabric().apply(withEip());
    await on(fabric(), SOURCE.id, 'command -v nc || command -v ncat', 1);
    const { status, stderr } = await fabric().exec(SOURCE.id, ['yum', '--setopt=timeout=1', 'install', '-y', 'nc']);
    expect(status).toBe(1);
    expect(stderr).toContain("Error: Failed to download metadata for repo 'base'");
    await on(fabric(), SOURCE.id, 'command -v nc', 1);
  });

  test('GIVEN an EIP WHEN yum installs nc THEN nc is Ncat, and a proxy for a server without EIP', async () => {
    await fabric().apply(withEip(TEST.port));
    const output = await on(fabric(), TEST.id, 'yum install -y nc; nc --version 2>&1');
    expect(output).toContain('Complete!\n');
    expect(output).toContain('Ncat: Version');
    expect(await on(fabric(), TEST.id, 'yum install -y nc')).toContain('is already installed');

    const proxy = `nc -lk 3128 --proxy-type http --allow ${SOURCE.ipv4}`;
    await on(
      fabric(),
      TEST.id,
      `(setsid ${proxy} >/dev/null 2>&1 &) </dev/null; ${waitFor("ss -ltn | grep -q ':3128 '")}`,
    );
    await on(fabric(), TARGET.id, `yum --setopt=timeout=1 --setopt=proxy=http://${TEST.ipv4}:3128 install -y nc`, 1);
    await on(fabric(), SOURCE.id, `yum -y -q --setopt=proxy=http://${TEST.ipv4}:3128 install nc && nc --version 2>&1`);
    await on(fabric(), SOURCE.id, `http_proxy=http://${TEST.ipv4}:3128 yum makecache`);
  });

  test('GIVEN a question WHEN it is not answered with y THEN nothing is installed', async () => {
    await fabric().apply(withEip(TARGET.port));
    expect(await on(fabric(), TARGET.id, 'echo n | yum install nc 2>&1', 1)).toContain('Operation aborted.');
    await on(fabric(), TARGET.id, 'command -v nc', 1);
    expect(await on(fabric(), TARGET.id, 'echo y | yum install nc')).toContain('Is this ok [y/N]: ');
    await on(fabric(), TARGET.id, 'command -v nc');
  });

  test('GIVEN a package that is not there WHEN yum installs it THEN it says so and fails', async () => {
    await fabric().apply(withEip(TARGET.port));
    const { status, stderr } = await fabric().exec(TARGET.id, ['yum', 'install', '-y', 'no-such-package']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Error: Unable to find a match: no-such-package\n' });
  });

  test('GIVEN a tool of the operator WHEN it calls an address of the real Internet THEN it fails at once', async () => {
    const started = await fabric().operator.run(['bash', '-c', 'exec 3<>/dev/tcp/192.0.2.200/80'], { timeout: 2000 });
    expect(started.status).toBe(1);
    expect(started.stderr).toMatch(/No route to host|Network is unreachable/);
  });
});
