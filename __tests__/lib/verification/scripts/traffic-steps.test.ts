import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, FakeServer, IP, TOOLS, until } from './run-script';

describeWith(['bash', 'awk', 'setsid', 'ss'], 'the steps that capture, listen and send', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });
  afterEach(() => {
    server.close();
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
});

function isRunning(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
