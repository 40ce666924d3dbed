import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { describeWith, FakeServer, PEERS_ANSWER, TOOLS } from './run-script';

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

  describe('the HTTP proxy on ECS-test', () => {
    const withPeers = (nc: string): FakeServer => server.fake('timeout', PEERS_ANSWER).fake('nc', nc);

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
        .fake('nc', '');
      expect(server.run('prepare-source').status).toBe(0);
      expect(existsSync(server.state)).toBe(false);
    });
  });
});
