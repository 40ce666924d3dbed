import { keyFile } from '../ssh-keys';
import { captureWhile, on, sshOptions, waitFor } from './fabric/test-lab';
import { describeWithFabric } from './fabric/with-fabric';
import { loginRule, makeGuideLab, makeServer, ruleFields, sessionFields, type GuideLab } from './region/guide-lab';
import { RegionUnderTest } from './region/region-under-test';

jest.setTimeout(120_000);

const PORT = 1234;
const MIRROR = '/v3/{p}/vpc/traffic-mirror';

/** The guide's lab, made through the region's HTTP API alone, with the guide's own commands as its traffic. */
describeWithFabric("the guide's lab, through HTTP and with real packets", (fabric, key) => {
  let lab: RegionUnderTest;
  let guide: GuideLab;

  beforeAll(async () => {
    lab = await RegionUnderTest.start({ fabric: fabric() });
    guide = await makeGuideLab(lab, key().publicKey);
    // As in the guide's step 3: the EIP goes to ECS-source, then to ECS-test, and nc is installed on each with its words.
    for (const role of ['source', 'test'] as const) {
      await put(`/v1/{p}/publicips/${guide.eip}`, { publicip: {} });
      await put(`/v1/{p}/publicips/${guide.eip}`, { publicip: { port_id: guide.ports[role] } });
      await on(fabric(), guide.servers[role], 'sudo yum update && echo y | sudo yum install nc');
    }
  });

  afterAll(() => lab.close());

  async function put(path: string, body: unknown): Promise<void> {
    const answer = await lab.call('PUT', path, body);
    if (answer.status !== 200) throw new Error(`PUT ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  const changeSession = (fields: object): Promise<void> =>
    put(`${MIRROR}-sessions/${guide.session}`, { traffic_mirror_session: fields });

  /** What ECS-target sees while something is sent, the last of it six bytes, until the copy of that is there. */
  const seen = (work: () => Promise<void>): Promise<readonly string[]> =>
    captureWhile(
      fabric(),
      guide.servers.target,
      'udp port 4789',
      async () => {
        await work();
        await on(fabric(), guide.servers.target, waitFor("grep -q 'length 6$' /tmp/seen"));
      },
      '-nne',
    );

  /** `nc -l` on one server, `nc` on the other; resolves when the text has arrived unharmed. */
  async function send(text: string, { port = PORT, udp = false, reverse = false } = {}): Promise<void> {
    const [from, to] = reverse ? (['source', 'test'] as const) : (['test', 'source'] as const);
    const address = reverse ? '192.168.0.161' : '192.168.0.230';
    const [options, sockets] = udp ? ['-u', '-lun'] : ['', '-ltn'];
    const listener = `(timeout 30 setsid nc ${options} -l ${port} >/tmp/got 2>/dev/null & echo $! >/tmp/nc-pid) </dev/null`;
    await on(fabric(), guide.servers[to], `rm -f /tmp/got; ${listener}`);
    await on(fabric(), guide.servers[to], waitFor(`ss ${sockets} | grep -q ':${port} '`));
    await on(fabric(), guide.servers[from], `echo ${text} | nc ${options} --send-only ${address} ${port}`);
    await on(fabric(), guide.servers[to], waitFor(`grep -qx '${text}' /tmp/got`));
    await on(fabric(), guide.servers[to], 'kill "$(cat /tmp/nc-pid)" 2>/dev/null || true');
  }

  /** Nothing of `work` is mirrored; the positive that follows it is, so nothing of it can still be on its way. */
  async function expectSilence(
    work: () => Promise<void>,
    restore: () => Promise<void> = async () => {},
  ): Promise<void> {
    const lines = await seen(async () => {
      await work();
      await restore();
      await send('fence');
    });
    const inner = lines.filter((line) => line.includes('Flags') || line.includes('UDP'));
    // The fence alone: its own connection, on the guide's port, in the guide's direction, with its six bytes of text.
    expect(inner.filter((line) => line.endsWith('length 6'))).toHaveLength(1);
    expect(inner.filter((line) => !line.includes('> 192.168.0.230.1234: Flags'))).toEqual([]);
    expect(inner.filter((line) => line.includes('Flags [S]'))).toHaveLength(1);
  }

  test("GIVEN the guide's traffic THEN ECS-target reads the guide's two lines", async () => {
    const lines = await seen(() => send('12345'));
    const at = lines.findIndex((line) => line.includes('Flags [P.]'));
    expect(lines[at - 1]).toMatch(
      /^\S+ fa:16:3e:\S+ > fa:16:3e:\S+, ethertype IPv4 \(0x0800\), length 122: 192\.168\.0\.230\.\d+ > 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1$/,
    );
    expect(lines[at]).toMatch(
      /^fa:16:3e:\S+ > fa:16:3e:\S+, ethertype IPv4 \(0x0800\), length 72: 192\.168\.0\.161\.\d+ > 192\.168\.0\.230\.1234: Flags \[P\.\], .*, length 6$/,
    );
  });

  test('another port is not mirrored', () => expectSilence(() => send('port', { port: 1235 })));

  test('UDP is not mirrored', () => expectSilence(() => send('udp', { udp: true })));

  test('the reverse direction is not mirrored', () => expectSilence(() => send('reverse', { reverse: true })));

  test('a disabled session mirrors nothing', () =>
    expectSilence(
      async () => {
        await changeSession({ enabled: false });
        await send('disabled');
      },
      () => changeSession({ enabled: true }),
    ));

  test('a rule of higher priority that rejects wins', async () => {
    const rule = `${MIRROR}-filter-rules/${guide.rule}`;
    await put(rule, { traffic_mirror_filter_rule: { priority: 10 } });
    const reject = { ...ruleFields(guide.filter), action: 'reject', priority: 5 };
    const made = await lab.make(
      'POST',
      `${MIRROR}-filter-rules`,
      { traffic_mirror_filter_rule: reject },
      'traffic_mirror_filter_rule.id',
    );
    await expectSilence(
      () => send('rejected'),
      async () => {
        expect((await lab.call('DELETE', `${MIRROR}-filter-rules/${made}`)).status).toBe(204);
      },
    );
  });

  test('GIVEN UDP 4789 is closed in the target’s group THEN nothing arrives', async () => {
    const body = { security_group: { name: 'Sg-B' } };
    const closed = await lab.make('POST', '/v3/{p}/vpc/security-groups', body, 'security_group.id');
    const groups = (id: string): Promise<void> =>
      put(`/v1/{p}/ports/${guide.ports.target}`, { port: { security_groups: [id] } });
    await expectSilence(
      async () => {
        await groups(closed);
        await send('closed');
      },
      () => groups(guide.group),
    );
  });

  describe('GIVEN the EIP on ECS-test and a rule for TCP 22', () => {
    let eip: string;
    beforeAll(async () => {
      eip = await lab.make('GET', `/v1/{p}/publicips/${guide.eip}`, undefined, 'publicip.public_ip_address');
    });

    const ssh = (file: string, host: string, ...options: readonly string[]) =>
      fabric().operator.run(['ssh', ...sshOptions(file), ...options, `root@${host}`, 'whoami; hostname']);

    test("WHEN the operator logs in with the key pair's key THEN it is root, on each of the three servers", async () => {
      const over = ['-o', `ProxyCommand=ssh ${sshOptions(key().file).join(' ')} -W %h:%p root@${eip}`];
      expect(await ssh(key().file, eip)).toMatchObject({ status: 0, stdout: 'root\necs-test\n' });
      for (const [address, hostname] of [
        ['192.168.0.230', 'ecs-source'],
        ['192.168.0.164', 'ecs-target'],
      ] as const) {
        expect(await ssh(key().file, address, ...over)).toMatchObject({ status: 0, stdout: `root\n${hostname}\n` });
      }
    });

    test('WHEN the key is another one THEN the login is refused', async () => {
      const other = keyFile();
      try {
        const { status, stderr } = await ssh(other.file, eip);
        expect([status, stderr]).toEqual([255, expect.stringContaining('Permission denied')]);
      } finally {
        other.remove();
      }
    });

    test('WHEN the rule is deleted THEN the operator cannot log in; WHEN it is there again THEN it can', async () => {
      const rules = `/v3/{p}/vpc/security-group-rules`;
      const list = `/v1/{p}/security-group-rules?security_group_id=${guide.group}&direction=ingress&protocol=tcp`;
      const rule = await lab.make('GET', list, undefined, 'security_group_rules.0.id');
      expect(await lab.call('GET', `${rules}/${rule}`)).toMatchObject({
        body: { security_group_rule: { multiport: '22' } },
      });
      expect((await lab.call('DELETE', `${rules}/${rule}`)).status).toBe(204);
      expect(await ssh(key().file, eip)).toMatchObject({ status: 255, stdout: '' });
      const again = { security_group_rule: loginRule(guide.group, '22') };
      expect((await lab.call('POST', rules, again)).status).toBe(201);
      expect(await ssh(key().file, eip)).toMatchObject({ status: 0 });
    });
  });

  test('a server has the host name that the API shows, also when it is renamed and starts again', async () => {
    const { server } = await makeServer(lab, guide, { name: 'ECS_New', flavorRef: 's6.large.2' });
    const path = `/v1/{p}/cloudservers/${server}`;
    const shown = () => lab.make('GET', path, undefined, 'server.OS-EXT-SRV-ATTR:hostname');
    const own = async () => (await on(fabric(), server, 'hostname')).trim();
    expect([await shown(), await own()]).toEqual(['ecs-new', 'ecs-new']);
    await put(path, { server: { name: 'ECS-renamed' } });
    await lab.make('POST', '/v1/{p}/cloudservers/action', { reboot: { servers: [{ id: server }] } }, 'job_id');
    await lab.region.idle();
    expect([await shown(), await own()]).toEqual(['ecs-new', 'ecs-new']);
    await lab.make('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: server }] }, 'job_id');
    await lab.region.idle();
  });

  test('a session made without VNI and packet length has 1 and 96', async () => {
    const answer = await lab.call('GET', `${MIRROR}-sessions/${guide.session}`);
    expect(answer.body).toMatchObject({ traffic_mirror_session: { virtual_network_id: 1, packet_length: 96 } });
    expect(sessionFields('f', 's', 't')).not.toHaveProperty('virtual_network_id');
  });
});
