import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeWith, FakeServer } from './run-script';

const TOOLS = [
  'bash',
  'sh',
  'awk',
  'sed',
  'cut',
  'grep',
  'date',
  'sleep',
  'mkdir',
  'rm',
  'cat',
  'basename',
  'timeout',
  'setsid',
  'ip',
  'ss',
];
/** Answers like ip(8) on a server whose interface is eth0. */
const IP = 'echo "2: eth0    inet 192.168.0.164/24 brd 192.168.0.255 scope global eth0"';
/** A peer that answers on TCP 22, or none: /dev/tcp is bash's own, so timeout is what can be faked. */
const PEERS_ANSWER = 'case "$*" in *dev/tcp*) exit 0 ;; esac; shift; exec "$@"';

describeWith(['bash', 'awk', 'setsid', 'ss'], 'the steps of the verification', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });
  afterEach(() => {
    server.close();
  });

  describe('prepare-test.sh', () => {
    test('GIVEN ECS-source does not answer THEN it says so, and what may keep it from answering', () => {
      server.fake('timeout', 'exit 1');
      expect(server.run('prepare-test').failure).toBe(
        'ECS-source (192.168.0.230) does not answer on TCP 22 from ECS-test (192.168.0.161): is ECS-source running, and does security group Sg-A allow SSH from 192.168.0.161/32',
      );
    });

    test('GIVEN yum cannot reach its repositories THEN its own words and the way out are named', () => {
      server
        .only(...TOOLS)
        .fake('timeout', PEERS_ANSWER)
        .fake('yum', 'echo "Error: cannot find a mirror"; exit 1');
      const { failure, status } = server.run('prepare-test');
      expect(status).toBe(1);
      expect(failure).toContain(
        'nc could not be installed on ECS-test: yum install nc says "Error: cannot find a mirror"',
      );
      expect(failure).toContain('EIP-A, which must be bound to ECS-test');
      expect(existsSync(server.state)).toBe(false);
    });

    test('GIVEN updatePackages THEN yum update runs first, as in the guide', () => {
      server
        .only(...TOOLS)
        .fake('timeout', PEERS_ANSWER)
        .fake('yum', 'echo "yum $*" >&2; exit 1');
      expect(server.run('prepare-test', { UPDATE_PACKAGES: 'true' }).failure).toContain('yum update says');
    });
  });

  describe('prepare-source.sh', () => {
    test('GIVEN nc is missing THEN yum installs it through the proxy on ECS-test', () => {
      server.only(...TOOLS).fake('yum', 'echo "$*"; exit 1');
      expect(server.run('prepare-source').failure).toContain(
        'yum install nc says "-y --setopt=proxy=http://192.168.0.161:3128 install nc"',
      );
    });

    test('GIVEN nc is there THEN nothing is installed and nothing is left', () => {
      server
        .only(...TOOLS)
        .fake('yum', 'exit 1')
        .fake('nc', '');
      expect(server.run('prepare-source').status).toBe(0);
      expect(existsSync(server.state)).toBe(false);
    });
  });

  describe('capture.sh', () => {
    test('GIVEN tcpdump is missing THEN the remedy is named', () => {
      server.only(...TOOLS);
      expect(server.run('capture').failure).toBe(
        'tcpdump is missing on ECS-target: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it',
      );
    });

    test('GIVEN no interface has the address THEN it says so', () => {
      server.fake('tcpdump', '').fake('ip', '');
      expect(server.run('capture').failure).toBe('no network interface of ECS-target has the address 192.168.0.164');
    });

    test('GIVEN a machine so busy that a worker has not started yet WHEN looked at THEN it is waited for', () => {
      const setsid = spawnSync('bash', ['-c', 'command -v setsid'], { encoding: 'utf8' }).stdout.trim();
      server.fake('ip', IP).fake('tcpdump', 'echo "listening on eth0" >&2; exec sleep 30');
      server.fake('setsid', `sleep 0.5; exec ${setsid} "$@"`);
      expect(server.run('capture')).toMatchObject({ status: 0, failure: '' });
    });

    test('GIVEN tcpdump cannot listen THEN its own words are shown and nothing is left', () => {
      server.fake('ip', IP).fake('tcpdump', 'echo "tcpdump: eth0: permission denied" >&2; exit 1');
      expect(server.run('capture').failure).toBe(
        'tcpdump could not listen on eth0 of ECS-target: tcpdump: eth0: permission denied',
      );
      expect(existsSync(server.state)).toBe(false);
    });

    test('the guide’s tcpdump is started on the interface that has the address', () => {
      server.fake('ip', IP).fake('tcpdump', 'echo "$*"; echo "listening on eth0" >&2; exec sleep 30');
      expect(server.run('capture').status).toBe(0);
      expect(readFileSync(join(server.state, 'capture.out'), 'utf8')).toBe('-i eth0 -nne -l -A udp port 4789\n');
    });

    test('GIVEN no later step comes WHEN its time is up THEN no process and no file is left', async () => {
      const pids = join(server.folder, 'pid');
      server.fake('ip', IP).fake('tcpdump', `echo $$ >${pids}; echo "listening on eth0" >&2; exec sleep 30`);
      expect(server.run('capture', { LIFETIME: '1' }).status).toBe(0);
      const pid = readFileSync(pids, 'utf8').trim();
      await until(() => !existsSync(server.state) && !isRunning(pid));
    });

    test('a second run ends what the first one left', () => {
      const pids = join(server.folder, 'pid');
      server.fake('ip', IP).fake('tcpdump', `echo $$ >>${pids}; echo "listening on eth0" >&2; exec sleep 30`);
      server.run('capture');
      server.run('capture');
      const [first = '', second = ''] = readFileSync(pids, 'utf8').trim().split('\n');
      expect([isRunning(first), isRunning(second)]).toEqual([false, true]);
    });
  });

  describe('listen.sh', () => {
    test('GIVEN the port is taken THEN nc’s own words are shown and nothing is left', () => {
      server.fake('nc', 'echo "Ncat: bind to 192.168.0.230:1234: Address already in use." >&2; exit 2');
      expect(server.run('listen').failure).toBe(
        'nc could not listen on tcp port 1234 of ECS-source: Ncat: bind to 192.168.0.230:1234: Address already in use.',
      );
      expect(existsSync(server.state)).toBe(false);
    });
  });

  describe('send.sh', () => {
    test('GIVEN ECS-source does not answer THEN the security group is named', () => {
      server.fake('nc', 'cat >/dev/null');
      expect(server.run('send').failure).toBe(
        'ECS-source (192.168.0.230) does not answer ECS-test on TCP 1234: security group Sg-A must allow TCP 1234 from 192.168.0.161/32 (Table 3)',
      );
    });

    test('GIVEN nc has something to say THEN it is quoted', () => {
      server.fake('nc', 'cat >/dev/null; echo "Ncat: Connection refused." >&2');
      expect(server.run('send').failure).toContain(
        'ECS-test cannot talk to ECS-source on TCP 1234: Ncat: Connection refused.;',
      );
    });

    test('GIVEN the TCP control cannot be sent THEN it fails, because a control that was not sent proves nothing', () => {
      server.fake('nc', 'cat >/dev/null; case "$*" in *1235*) exit 1 ;; esac; echo ab12cd34efr1');
      expect(server.run('send').failure).toContain('ECS-test cannot send the TCP control to ECS-source on TCP 1235');
    });
  });

  describe('check-source.sh', () => {
    const positives = ['p10', 'p20', 'p30', `p4${'0'.repeat(1600)}`].map((mark) => `ab12cd34ef${mark}\n`).join('');
    function leave(files: Readonly<Record<string, string>> = {}): void {
      const all = { 'positive.in': positives, 'control-tcp.in': 'ab12cd34eft1\n', 'control-udp.out': 'ab12cd34efu1\n' };
      for (const [name, text] of Object.entries({ ...all, ...files })) server.leave(name, text);
      // The deadline is what is waited for: a fake clock makes it come at once.
      server
        .fake('sleep', '')
        .fake('date', `n=$(cat ${server.folder}/t 2>/dev/null || echo 0); echo $((n + 3)) | tee ${server.folder}/t`);
    }

    test('GIVEN everything arrived THEN it passes and leaves nothing', () => {
      leave();
      expect(server.run('check-source').status).toBe(0);
      expect(existsSync(server.state)).toBe(false);
    });

    test.each([
      [
        'positive.in',
        positives.replace('ab12cd34efp2', ''),
        'ECS-source did not receive ab12cd34efp2 from ECS-test on TCP 1234',
      ],
      [
        'positive.in',
        positives.replace('00000\n', '0000x\n'),
        'ECS-source received a text of 1600 characters from ECS-test changed: mirroring must not harm the original traffic',
      ],
      [
        'control-tcp.in',
        '',
        'the TCP control did not reach ECS-source on TCP 1235, so it proves nothing: security group Sg-A must allow it from 192.168.0.161/32',
      ],
      [
        'control-udp.out',
        '',
        'the UDP control did not reach ECS-source on UDP 1234, so it proves nothing: security group Sg-A must allow it from 192.168.0.161/32',
      ],
    ])('GIVEN %s is not as sent THEN it fails with its sentence and leaves nothing', (file, text, sentence) => {
      leave({ [file]: text });
      expect(server.run('check-source').failure).toBe(sentence);
      expect(existsSync(server.state)).toBe(false);
    });
  });

  test('a script that Terraform uploaded removes itself', async () => {
    const uploaded = `/tmp/terraform_${process.pid}.sh`;
    writeFileSync(uploaded, `. ${resolve(__dirname, '../../../../lib/verification/scripts/prelude.sh')}\n`);
    try {
      server.run('', { SCRIPT_REMOVAL_DELAY: '0.1' }, uploaded);
      await until(() => !existsSync(uploaded));
    } finally {
      rmSync(uploaded, { force: true });
    }
  });
});

describeWith(['bash', 'awk', 'setsid', 'ss', 'nc', 'ncat'], 'the steps with a real nc on loopback', () => {
  test('what ECS-test sends arrives at ECS-source, controls and long text included', () => {
    const [source, sender] = [new FakeServer(), new FakeServer()];
    const here = {
      SOURCE_IP: '127.0.0.1',
      TEST_IP: '127.0.0.1',
      TARGET_IP: '127.0.0.1',
      PORT: '21234',
      CONTROL_PORT: '21235',
    };
    try {
      expect(source.run('listen', here)).toMatchObject({ status: 0, failure: '' });
      expect(sender.run('send', here)).toMatchObject({ status: 0, failure: '' });
      expect(source.run('check-source', here)).toMatchObject({ status: 0, failure: '' });
      expect(existsSync(source.state)).toBe(false);
    } finally {
      source.close();
      sender.close();
    }
  }, 60_000);
});

/** Waits for something that is bound to come; the test's own time limit ends the waiting. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resume) => setTimeout(resume, 50));
}

function isRunning(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('every step of the chain has a script', () => {
  const scripts = readdirSync(resolve(__dirname, '../../../../lib/verification/scripts'));
  expect(scripts.sort()).toEqual([
    'capture.sh',
    'check-source.sh',
    'check-target.sh',
    'listen.sh',
    'prelude.sh',
    'prepare-source.sh',
    'prepare-test.sh',
    'send.sh',
    'verdict.awk',
  ]);
});
