import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, findCommand } from '../../../needs';
import { FakeServer, guidePlan, IP, SCRIPTS, until, variablesOf, type Outcome } from './run-script';
import { accept, planOf, session } from '../guide-proof';

describeWith(['bash', 'awk', 'setsid', 'ss'], 'the steps of the verification', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });
  afterEach(() => {
    server.close();
  });

  describe('check-source.sh', () => {
    const positives = ['p10', 'p20', 'p30', `p4${'0'.repeat(1600)}`].map((mark) => `ab12cd34ef${mark}\n`).join('');
    function leave(files: Readonly<Record<string, string>> = {}): void {
      const all = { 'tcp-1234.in': positives, 'tcp-1235.in': 'ab12cd34eft1\n', 'udp-1234.in': 'ab12cd34efu1\n' };
      for (const [name, text] of Object.entries({ ...all, ...files })) server.leave(name, text);
      // The deadline is what is waited for: a fake clock makes it come at once.
      server.fakeClock();
    }

    test('GIVEN everything arrived THEN it passes and leaves nothing', () => {
      leave();
      expect(server.run('check-source').status).toBe(0);
      expect(existsSync(server.state)).toBe(false);
    });

    test.each([
      [
        'tcp-1234.in',
        positives.replace('ab12cd34efp2', ''),
        'ECS-source did not receive ab12cd34efp2 from ECS-test on TCP 1234',
      ],
      [
        'tcp-1234.in',
        positives.replace('00000\n', '0000x\n'),
        'ECS-source received a text of 1600 characters from ECS-test changed: mirroring must not harm the original traffic',
      ],
      [
        'tcp-1235.in',
        '',
        'the TCP control did not reach ECS-source on TCP 1235, so it proves nothing: security group Sg-A must allow it from 192.168.0.161/32',
      ],
      [
        'udp-1234.in',
        '',
        "the UDP control did not reach ECS-source on UDP 1234, so it proves nothing: security group Sg-A must allow it from 192.168.0.161/32, and so must a firewall of ECS-source's own",
      ],
    ])('GIVEN %s is not as sent THEN it fails with its sentence and leaves nothing', (file, text, sentence) => {
      leave({ [file]: text });
      expect(server.run('check-source').failure).toBe(sentence);
      expect(existsSync(server.state)).toBe(false);
    });
  });

  test('end-proxy.sh ends what the entrance has left running, and leaves nothing', () => {
    server.leave('proxy.log', 'a proxy');
    expect(server.run('end-proxy')).toMatchObject({ status: 0, failure: '' });
    expect(existsSync(server.state)).toBe(false);
  });

  describe('GIVEN a user who becomes root with sudo -n', () => {
    const AS_OPS = { BY_SUDO: 'true', USER: 'ops' };
    beforeEach(() => {
      server
        .fake('id', 'if [ "${IS_ROOT:-no}" = yes ]; then echo 0; else echo 1000; fi')
        .fake('sudo', `echo "$*" >>${server.folder}/sudo.log; shift; IS_ROOT=yes exec "$@"`);
    });
    const sudoCalls = (): string => {
      const file = join(server.folder, 'sudo.log');
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    };
    /** Runs a step from where Terraform puts it, which it leaves by itself. */
    async function runUploaded(): Promise<Outcome> {
      const uploaded = join(server.folder, 'terraform_1.sh');
      copyFileSync(join(SCRIPTS, 'end-proxy.sh'), uploaded);
      copyFileSync(join(SCRIPTS, 'prelude.sh'), join(server.folder, 'prelude.sh'));
      const outcome = server.run(
        '',
        { ...variablesOf('end-proxy', guidePlan()), ...AS_OPS, SCRIPT_REMOVAL_DELAY: '0.1' },
        uploaded,
      );
      await until(() => !existsSync(uploaded));
      return outcome;
    }

    test('WHEN a step runs THEN all of it runs as root, and the script removes itself', async () => {
      server.leave('proxy.log', 'a proxy');
      expect(await runUploaded()).toMatchObject({ status: 0, failure: '' });
      expect(existsSync(server.state)).toBe(false);
      expect(sudoCalls()).toBe(`-n true\n-n bash ${server.folder}/terraform_1.sh\n`);
    });

    test('WHEN sudo asks for a password THEN it fails with the remedy, and the script removes itself', async () => {
      server.fake('sudo', 'echo "sudo: a password is required" >&2; exit 1');
      expect((await runUploaded()).failure).toBe(
        'ops of ECS-source cannot become root with sudo -n: sudo: a password is required; allow it without a password (NOPASSWD), or log in as root',
      );
    });

    test('WHEN it is root who has logged in nevertheless THEN sudo is not needed', () => {
      server.leave('proxy.log', 'a proxy');
      expect(server.run('end-proxy', { ...AS_OPS, IS_ROOT: 'yes' })).toMatchObject({ status: 0 });
      expect(sudoCalls()).toBe('');
    });
  });

  describe('GIVEN the time of day is set while a script waits', () => {
    /** Jumps by an hour each time that somebody asks. */
    const jumping = (step: number): string =>
      `n=$(cat ${server.folder}/t 2>/dev/null || echo 1800000000); echo $((n + ${step})) | tee ${server.folder}/t`;

    test('WHEN forward THEN what it waits for has its time nevertheless', () => {
      server
        .fake('date', jumping(3600))
        .fake('ip', IP)
        .fake('tcpdump', 'sleep 0.2; echo "listening on eth0" >&2; exec sleep 30');
      expect(server.run('capture')).toMatchObject({ status: 0, failure: '' });
    });

    test('WHEN back THEN the deadline comes nevertheless', () => {
      server.fakeClock().fake('date', jumping(-3600)).fake('timeout', 'exit 1');
      expect(server.run('prepare-test').failure).toContain('does not answer on TCP 22');
    });
  });

  test('a script that Terraform uploaded removes itself', async () => {
    const uploaded = join(server.folder, `terraform_${process.pid}.sh`);
    writeFileSync(uploaded, `. ${join(SCRIPTS, 'prelude.sh')}\n`);
    try {
      server.run('', { SCRIPT_REMOVAL_DELAY: '0.1' }, uploaded);
      await until(() => !existsSync(uploaded));
    } finally {
      rmSync(uploaded, { force: true });
    }
  });
});

// They wait for each other more than they compute: all at once.
describeWith(['bash', 'awk', 'setsid', 'ss', 'ncat'], 'the steps with a real nc on loopback', () => {
  test.concurrent(
    'what ECS-test sends arrives at ECS-source, controls and long text included',
    async () => {
      const [source, sender] = [new FakeServer(), new FakeServer()];
      const here = {
        SOURCE_IP: '127.0.0.1',
        TEST_IP: '127.0.0.1',
        TARGET_IP: '127.0.0.1',
        PORT: '21234',
        CONTROL_PORT: '21235',
      };
      const probe = join(source.folder, 'probe');
      const ncat = findCommand('ncat') ?? '';
      source.fake(
        'ncat',
        `case "$*" in "-u --send-only 127.0.0.1 4789") exec cat >${probe} ;; *) exec ${ncat} "$@" ;; esac`,
      );
      try {
        expect(await source.start('listen', here)).toMatchObject({ status: 0, failure: '' });
        expect(readFileSync(probe, 'utf8')).toBe('ab12cd34efk1\n');
        expect(await sender.start('send', here)).toMatchObject({ status: 0, failure: '' });
        expect(await source.start('check-source', here)).toMatchObject({ status: 0, failure: '' });
        expect(existsSync(source.state)).toBe(false);
      } finally {
        source.close();
        sender.close();
      }
    },
    60_000,
  );
});

describeWith(['bash', 'awk', 'setsid', 'ss', 'ncat', 'ping'], 'the steps of two sessions with a real nc', () => {
  test.concurrent.each([
    ['IPv4', '127.0.0.1', 21334],
    ['IPv6', '::1', 21344],
  ] as const)(
    'TCP, UDP and pings over %s arrive, and are answered',
    async (ethertype, address, port) => {
      const [source, sender] = [new FakeServer(), new FakeServer()];
      const ends = ['ECS-source', 'ECS-test', 'ECS-target'].map((name) => ({
        name,
        privateIp: '127.0.0.1',
        ipv6: '::1',
      }));
      const flow = { from: 'ECS-test', to: 'ECS-source', ethertype, port } as const;
      const rules = (['tcp', 'udp'] as const).map((protocol, index) =>
        accept({ priority: index + 1, protocol, ethertype, destinationPorts: port }),
      );
      const plan = planOf(
        [session({ rules })],
        [
          { ...flow, protocol: 'tcp' },
          { ...flow, protocol: 'udp' },
        ],
        ends,
        port + 1,
      );
      try {
        expect(await source.start('listen', { ...variablesOf('listen', plan), PROBES: '' })).toMatchObject({
          status: 0,
          failure: '',
        });
        const sent = await sender.start('send', variablesOf('send', plan));
        expect(sent).toMatchObject({ status: 0, failure: '' });
        expect(sent.output).toContain(`UDP ${address} ${port}: sent ab12cd34efa1, got ab12cd34efb1`);
        expect(sent.output).toContain(`ping ${address}: ab12cd34efu1`);
        expect(await source.start('check-source', variablesOf('check-source', plan))).toMatchObject({
          status: 0,
          failure: '',
        });
      } finally {
        source.close();
        sender.close();
      }
    },
    60_000,
  );
});

test('every step of the chain has a script', () => {
  const scripts = readdirSync(SCRIPTS);
  expect(scripts.sort()).toEqual([
    'capture.sh',
    'check-source.sh',
    'check-target.sh',
    'end-proxy.sh',
    'evidence.awk',
    'listen.sh',
    'prelude.sh',
    'prepare-source.sh',
    'prepare-test.sh',
    'send.sh',
    'verdict.awk',
    'watch.sh',
    'watched.awk',
  ]);
});
