import { spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { describeWith } from '../../../needs';
import { FakeServer, IP, startSleeper, TOOLS, until } from './run-script';

describeWith(['bash', 'awk', 'setsid', 'ss'], 'the steps that capture, listen and send', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });
  afterEach(() => {
    server.close();
  });

  describe('capture.sh', () => {
    /** Left alone from the start: its time is up while other tests run. */
    let alone: FakeServer;
    let pid: string;
    beforeAll(() => {
      alone = new FakeServer().fake('ip', IP);
      const pids = join(alone.folder, 'pid');
      alone.fake('tcpdump', `echo $$ >${pids}; echo "listening on eth0" >&2; exec sleep 30`);
      expect(alone.run('capture', { LIFETIME: '1' }).status).toBe(0);
      pid = readFileSync(pids, 'utf8').trim();
    });
    afterAll(() => {
      alone.close();
    });

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
      server.fake('setsid', `sleep 0.2; exec ${setsid} "$@"`);
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
      expect(readFileSync(join(server.state, 'capture.out'), 'utf8')).toBe(
        '-i eth0 -U --immediate-mode -s 2048 -B 8192 -w - udp port 4789\n',
      );
      // What it sees is for root alone.
      expect(statSync(server.state).mode & 0o777).toBe(0o700);
    });

    test('a second run ends what the first one left', () => {
      const pids = join(server.folder, 'pid');
      server.fake('ip', IP).fake('tcpdump', `echo $$ >>${pids}; echo "listening on eth0" >&2; exec sleep 30`);
      server.run('capture');
      server.run('capture');
      const [first = '', second = ''] = readFileSync(pids, 'utf8').trim().split('\n');
      expect([isRunning(first), isRunning(second)]).toEqual([false, true]);
    });

    test('GIVEN no later step comes WHEN its time is up THEN no process and no file is left', async () => {
      await until(() => !existsSync(alone.state) && !isRunning(pid));
    });
  });

  describe('listen.sh', () => {
    test('GIVEN nc cannot listen THEN its own words are shown and nothing is left', () => {
      server.fake('ncat', 'echo "Ncat: bind to 192.168.0.230:1234: Cannot assign requested address." >&2; exit 2');
      expect(server.run('listen').failure).toBe(
        'nc could not listen on tcp port 1234 of ECS-source: Ncat: bind to 192.168.0.230:1234: Cannot assign requested address.',
      );
      expect(existsSync(server.state)).toBe(false);
    });

    test('GIVEN the TCP port is taken THEN its holder is named and nothing is left', async () => {
      const holder = createServer();
      const port = await listening(holder.listen(0, '0.0.0.0'));
      const { failure } = server.run('listen', { SOURCE_IP: '127.0.0.1', PORT: port });
      holder.close();
      expect(failure).toMatch(
        /^tcp port \d+ of ECS-source is taken by (?!another)\S+: end it, or choose other ports \(listeningPort, verification\.controlPort\)$/,
      );
      expect(existsSync(server.state)).toBe(false);
    });

    test('GIVEN the UDP port is taken THEN that is what fails, not the control later', async () => {
      const holder = createSocket('udp4');
      holder.bind(0, '127.0.0.1');
      const port = await listening(holder);
      const { failure } = server.run('listen', { SOURCE_IP: '127.0.0.1', PORT: port, CONTROL_PORT: '21435' });
      holder.close();
      expect(failure).toContain(`udp port ${port} of ECS-source is taken by `);
    });

    test('GIVEN somebody listens on another address of the port THEN that is no hindrance', async () => {
      const holder = createServer();
      const port = await listening(holder.listen(0, '127.0.0.2'));
      server.fake('ncat', 'echo "nc was started" >&2; exit 2');
      const { failure } = server.run('listen', { SOURCE_IP: '127.0.0.1', PORT: port });
      holder.close();
      expect(failure).not.toContain('is taken');
    });
  });

  describe('send.sh', () => {
    test('GIVEN ECS-source does not answer THEN the security group is named', () => {
      server.fake('ncat', 'cat >/dev/null');
      expect(server.run('send').failure).toBe(
        'ECS-source (192.168.0.230) does not answer ECS-test on TCP 1234: security group Sg-A must allow TCP 1234 from 192.168.0.161/32 (Table 3)',
      );
    });

    test('GIVEN the proxy still runs THEN it ends before anything is sent', () => {
      const proxy = startSleeper();
      const sent = join(server.folder, 'sent');
      const alive = `[ -d /proc/${proxy.pidLine.split(' ')[0] ?? ''}/task ] && ! grep -q ') Z' /proc/${proxy.pidLine.split(' ')[0] ?? ''}/stat`;
      server.leave('proxy.pid', proxy.pidLine).fake('ncat', `cat >/dev/null; ${alive} && echo alive >>${sent}; exit 1`);
      server.run('send');
      proxy.stop();
      expect(existsSync(sent)).toBe(false);
    });

    describe.each([
      ['the mirrored traffic', 'ECS-test cannot talk to ECS-source on TCP 1234', 1234, 'exit 1'],
      [
        'the TCP control',
        'ECS-test cannot send the TCP control to ECS-source on TCP 1235',
        1235,
        'case "$*" in *1235*) exit 1 ;; esac; echo ab12cd34efr1',
      ],
    ])('WHEN %s is not taken', (_, what, port, ncat) => {
      const failureOf = (words: string): string =>
        server.fake('ncat', `cat >/dev/null; case "$*" in *${port}*) echo "${words}" >&2 ;; esac; ${ncat}`).run('send')
          .failure;

      test('GIVEN it is refused THEN a server that answers is not what a security group is', () => {
        expect(failureOf('Ncat: Connection refused.')).toBe(
          `${what}: Ncat: Connection refused.; ECS-source itself refuses it, as no security group would: its own firewall (firewalld, nftables) must allow TCP ${port} from 192.168.0.161, or its listener has ended`,
        );
      });

      test('GIVEN a firewall of the server’s own rejects it THEN that is named alone', () => {
        expect(failureOf('Ncat: No route to host.')).toBe(
          `${what}: Ncat: No route to host.; ECS-source itself rejects it, as no security group would: its own firewall (firewalld, nftables) must allow TCP ${port} from 192.168.0.161`,
        );
      });

      test('GIVEN nobody answers THEN both are named, because both can be', () => {
        expect(failureOf('Ncat: TIMEOUT.')).toBe(
          `${what}: Ncat: TIMEOUT.; a firewall of ECS-source's own must allow TCP ${port}, if it has one; security group Sg-A must allow TCP ${port} from 192.168.0.161/32${port === 1234 ? ' (Table 3)' : ''}`,
        );
      });

      test('GIVEN nc says something else THEN it is quoted without a guess', () => {
        expect(failureOf('Ncat: Network is unreachable.')).toBe(`${what}: Ncat: Network is unreachable.`);
      });
    });

    test('GIVEN the TCP control cannot be sent THEN it fails, because a control that was not sent proves nothing', () => {
      server.fake('ncat', 'cat >/dev/null; case "$*" in *1235*) exit 1 ;; esac; echo ab12cd34efr1');
      expect(server.run('send').failure).toContain('ECS-test cannot send the TCP control to ECS-source on TCP 1235');
    });
  });
});

/** The port of a socket, as soon as it listens. */
async function listening(socket: Server | Socket): Promise<string> {
  await once(socket, 'listening');
  return String((socket.address() as AddressInfo).port);
}

function isRunning(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
