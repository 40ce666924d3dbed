import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { otherPrograms } from './other-ncs';
import { describeWith } from '../../../needs';
import { FakeServer, PEERS_ANSWER, TOOLS } from './run-script';

describeWith(['bash', 'awk', 'setsid', 'ss'], 'the steps that install nc', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });
  afterEach(() => {
    server.close();
  });

  describe('prepare-test.sh', () => {
    test('GIVEN ECS-source does not answer THEN it says so, and what may keep it from answering', () => {
      server.fakeClock().fake('timeout', 'exit 1');
      expect(server.run('prepare-test').failure).toBe(
        'ECS-source (192.168.0.230) does not answer on TCP 22 from ECS-test (192.168.0.161): is ECS-source running, and does security group Sg-A allow SSH from 192.168.0.161/32',
      );
    });

    test('GIVEN nothing listens on TCP 22 of ECS-source THEN no security group is named', () => {
      server.fakeClock().fake('timeout', 'echo "bash: connect: Connection refused" >&2; exit 1');
      expect(server.run('prepare-test').failure).toBe(
        'ECS-source (192.168.0.230) refuses TCP 22 from ECS-test (192.168.0.161), as no security group would: is its sshd running, and does its own firewall (firewalld, nftables) allow SSH',
      );
    });

    test.each([
      ['allowtcpforwarding no', 'AllowTcpForwarding no'],
      ['allowtcpforwarding remote', 'AllowTcpForwarding remote'],
      ['allowtcpforwarding yes\ndisableforwarding yes', 'DisableForwarding yes'],
      ['permitopen none', 'PermitOpen none'],
      ['permitopen 192.168.0.230:22 192.168.0.164:80', 'PermitOpen 192.168.0.230:22 192.168.0.164:80'],
    ])(
      'GIVEN the sshd of ECS-test has "%s" THEN it is named at once, before anybody is waited for',
      (settings, named) => {
        server.fake('timeout', 'echo waited >&2; exit 1').fake('sshd', `[ "$1" = -T ] && printf '${settings}\\n'`);
        const { failure, output } = server.run('prepare-test', { CONNECT_TIMEOUT: '60' });
        expect(failure).toBe(
          `the sshd of ECS-test has "${named}", but Terraform logs in to ECS-source and ECS-target through it: set AllowTcpForwarding to yes there, such as in /etc/ssh/sshd_config, and reload sshd`,
        );
        expect(output).not.toContain('waiting for');
      },
    );

    test.each([
      'allowtcpforwarding yes\ndisableforwarding no\npermitopen any',
      'allowtcpforwarding local\npermitopen *:22',
      'allowtcpforwarding all\npermitopen 192.168.0.230:22 192.168.0.164:*',
    ])('GIVEN the sshd of ECS-test has "%s" THEN it is no hindrance', (settings) => {
      server.fakeClock().fake('timeout', 'exit 1').fake('sshd', `printf '${settings}\\n'`);
      expect(server.run('prepare-test').failure).toContain('does not answer on TCP 22');
    });

    test('GIVEN neither nc nor yum THEN the remedy is not a way to the Internet', () => {
      server.only(...TOOLS).fake('timeout', PEERS_ANSWER);
      expect(server.run('prepare-test').failure).toBe(
        "ECS-test has neither nc nor a yum that brings it: install Nmap's (package nmap on Huawei Cloud EulerOS 2.0, ncat on Debian and Ubuntu), or choose an image that has one of them",
      );
      expect(existsSync(server.state)).toBe(false);
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

  describe('the HTTP proxy on ECS-test', () => {
    const withPeers = (nc: string): FakeServer => server.fake('timeout', PEERS_ANSWER).fake('ncat', nc);

    test('serves ECS-source and nobody else; GIVEN it cannot be started THEN its own words are shown', () => {
      expect(withPeers('echo "$*" >&2; exit 1').run('prepare-test').failure).toBe(
        'the HTTP proxy for ECS-source could not be started on ECS-test (192.168.0.161:3128): -l -k --proxy-type http --allow 192.168.0.230 192.168.0.161 3128',
      );
      expect(existsSync(server.state)).toBe(false);
    });

    test('GIVEN its port is taken THEN the holder is named and nothing is left', async () => {
      const holder = createServer();
      await once(holder.listen(0, '127.0.0.1'), 'listening');
      const { port } = holder.address() as AddressInfo;
      const here = { TEST_IP: '127.0.0.1', PROXY_PORT: String(port) };
      const { failure } = withPeers('exit 1').run('prepare-test', here);
      holder.close();
      expect(failure).toMatch(
        /^TCP port \d+ of ECS-test, for the HTTP proxy of ECS-source, is taken by \S+: end it, or choose another verification\.proxyPort$/,
      );
      expect(existsSync(server.state)).toBe(false);
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
        .fake('ncat', '');
      expect(server.run('prepare-source').status).toBe(0);
      expect(existsSync(server.state)).toBe(false);
    });
  });

  describe.each(otherPrograms)('GIVEN nc is $what', ({ what, script }) => {
    const name = { 'prepare-test': 'ECS-test', 'prepare-source': 'ECS-source', listen: 'ECS-source', send: 'ECS-test' };

    test.each(Object.entries(name))('WHEN %s starts THEN it is named with the remedy, and not used', (step, on) => {
      const used = join(server.folder, 'used');
      server
        .only(...TOOLS)
        .fake('timeout', PEERS_ANSWER)
        .fake('yum', 'exit 1');
      server.fake('nc', `case "$*" in --version | -h) ;; *) echo "$*" >${used} ;; esac\n${script}`);
      expect(server.run(step).failure).toBe(
        `nc on ${on} is ${what} (${server.folder}/bin/nc), not Nmap's: install Ncat beside it (package nmap on Huawei Cloud EulerOS 2.0, ncat on Debian and Ubuntu), which is then used by that name`,
      );
      expect([existsSync(used), existsSync(server.state)]).toEqual([false, false]);
    });

    test('WHEN Ncat is there by its own name THEN it is used instead', () => {
      server
        .only(...TOOLS)
        .fake('yum', 'exit 1')
        .fake('nc', script)
        .fake('ncat', '');
      expect(server.run('prepare-source').output).toContain(`ECS-source: nc is ${server.folder}/bin/ncat`);
    });
  });

  test('GIVEN Ncat goes by the name of nc only THEN it is used', () => {
    server
      .only(...TOOLS)
      .fake('yum', 'exit 1')
      .fake('nc', 'echo "Ncat: Version 7.92 ( https://nmap.org/ncat )"');
    expect(server.run('prepare-source')).toMatchObject({ status: 0, failure: '' });
  });
});
