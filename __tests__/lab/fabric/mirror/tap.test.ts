import { type TopologyMirrorRule, type TopologyMirrorSession } from '../../../../lab/fabric/topology';
import { startTap, type Tap } from '../../../../lab/fabric/mirror/tap';
import { describeUnless, missingForFabric } from '../prerequisites';
import { GATEWAY_MAC, MIRROR_DEVICE, openTestNetwork, start, type Running, type TestNetwork } from './test-network';

const guideRule: TopologyMirrorRule = {
  direction: 'ingress',
  priority: 1,
  ethertype: 'IPv4',
  protocol: 'tcp',
  action: 'accept',
  sourceCidr: '192.168.0.161/32',
  destinationCidr: '192.168.0.230/32',
  destinationPorts: { from: 1234, to: 1234 },
};

function session(changes: Partial<TopologyMirrorSession> = {}): TopologyMirrorSession {
  return {
    id: 'mirror-session-A',
    enabled: true,
    priority: 1,
    vni: 1,
    packetLength: 96,
    sourceInterfaceIds: ['source'],
    targetInterfaceId: 'target',
    rules: [guideRule],
    ...changes,
  };
}

describeUnless(missingForFabric(['tcpdump', 'perl', 'nsenter', 'ip', 'ncat']), 'mirror tap', () => {
  let net: TestNetwork;
  let tap: Tap;
  let onTarget: Running;

  beforeAll(async () => {
    net = await openTestNetwork();
  });
  afterAll(async () => {
    await net.close();
  });
  afterEach(async () => {
    await onTarget.stop();
    await tap.stop();
  });

  async function mirror(...sessions: TopologyMirrorSession[]): Promise<void> {
    onTarget = start(net.target, ['tcpdump', '-i', 'eth0', '-nne', '-l', '--immediate-mode', 'udp', 'port', '4789']);
    await onTarget.line(/listening on/);
    tap = await startTap({
      namespace: net.fabric,
      device: net.source.port,
      source: net.source,
      sessions,
      resolveTarget: () => ({
        ipv4: net.target.ipv4,
        mac: net.target.mac,
        gatewayMac: GATEWAY_MAC,
        device: MIRROR_DEVICE,
      }),
      onError: (error) => {
        throw error;
      },
    });
  }

  test("GIVEN the guide's session WHEN nc sends 12345 THEN tcpdump on the target shows the guide's two lines", async () => {
    await mirror(session());
    const server = start(net.source, ['ncat', '-l', '-v', '1234']);
    await server.line(/Listening on 0.0.0.0:1234/);
    const client = start(net.test, ['ncat', net.source.ipv4, '1234']);
    client.child.stdin?.write('12345\n');
    await server.line(/^12345$/);
    const inner = await onTarget.line(/192\.168\.0\.161\.\d+ > 192\.168\.0\.230\.1234: Flags \[P\.\].*length 6$/);
    const outer = onTarget.lines[onTarget.lines.indexOf(inner) - 1] ?? '';
    await client.stop();
    await server.stop();
    expect(inner).toMatch(/^fa:16:3e:7e:d6:77 > fa:16:3e:7e:d6:bc, ethertype IPv4 \(0x0800\), length 72: /);
    expect(outer).toMatch(
      /^[\d:.]+ fa:16:3e:d1:6b:5d > fa:16:3e:7e:d6:7a, ethertype IPv4 \(0x0800\), length 122: 192\.168\.0\.230\.(3[3-9]|32[7-9]|[45]|60)\d* > 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1$/,
    );
  });
});
