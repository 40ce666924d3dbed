import { createHash } from 'node:crypto';
import { startTap, type Tap, type TapOptions } from '../../../../lab/fabric/mirror/tap';
import { type MirrorTarget } from '../../../../lab/fabric/mirror/session';
import { dissect, headerOf } from '../../../../lab/fabric/packet/dissect';
import { encodeVxlanHeader } from '../../../../lab/fabric/packet/vxlan';
import { type TopologyMirrorSession } from '../../../../lab/topology/topology';
import * as sample from '../packet/sample-frames';
import { describeUnless, missingForFabric } from '../../../needs';
import { openSender, readFrames, type FrameReader, type FrameSender } from './frame-io';
import { everything, guideRule, guideSession } from './guide-session';
import {
  GATEWAY_MAC,
  MIRROR_DEVICE,
  openTestNetwork,
  run,
  start,
  type TestNetwork,
  type TestServer,
} from './test-network';

const OVERHEAD = 50;
const vniOf = (frame: Buffer): number | undefined => headerOf(dissect(frame), 'vxlan')?.vni;

// Dozens of processes on a machine that may be busy; nothing here waits this long unless it fails.
jest.setTimeout(30_000);

describeUnless(missingForFabric(['tcpdump', 'perl', 'nsenter', 'setpriv', 'ip', 'nft', 'ncat']), 'mirror tap', () => {
  let net: TestNetwork;
  let fromTest: FrameSender;
  let fromSource: FrameSender;
  let onTarget: FrameReader;
  const taps: Tap[] = [];

  beforeAll(async () => {
    net = await openTestNetwork();
    fromTest = await openSender(net.test);
    fromSource = await openSender(net.source);
  });
  afterAll(async () => {
    await fromTest.close();
    await fromSource.close();
    await net.close();
  });
  beforeEach(async () => {
    onTarget = await readFrames(net.target, ['udp', 'port', '4789']);
  });
  afterEach(async () => {
    await onTarget.stop();
    await Promise.all(taps.splice(0).map((tap) => tap.stop()));
  });

  const towards = (server: TestServer): MirrorTarget => ({
    ipv4: server.ipv4,
    mac: server.mac,
    gatewayMac: GATEWAY_MAC,
    device: MIRROR_DEVICE,
  });

  async function tapOf(sessions: readonly TopologyMirrorSession[], changes: Partial<TapOptions> = {}): Promise<Tap> {
    const tap = await startTap({
      namespace: net.fabric,
      device: net.source.port,
      source: net.source,
      sessions,
      resolveTarget: () => towards(net.target),
      onError: (error) => {
        throw error;
      },
      ...changes,
    });
    taps.push(tap);
    return tap;
  }

  test("GIVEN the guide's session WHEN nc sends 12345 THEN tcpdump on the target shows the guide's two lines", async () => {
    await tapOf([guideSession()]);
    const command = ['tcpdump', '-i', 'eth0', '-nne', '-l', '--immediate-mode', 'udp', 'port', '4789'];
    const shown = start(net.target, command);
    await shown.line(/listening on/);
    const server = start(net.source, ['ncat', '-l', '-v', '1234']);
    await server.line(/Listening on 0.0.0.0:1234/);
    const client = start(net.test, ['ncat', net.source.ipv4, '1234']);
    client.child.stdin?.write('12345\n');
    await server.line(/^12345$/);
    const inner = await shown.line(/192\.168\.0\.161\.\d+ > 192\.168\.0\.230\.1234: Flags \[P\.\].*, length 6$/);
    const outer = shown.lines[shown.lines.indexOf(inner) - 1];
    await Promise.all([client.stop(), server.stop(), shown.stop()]);
    expect(inner).toMatch(/^fa:16:3e:7e:d6:77 > fa:16:3e:7e:d6:bc, ethertype IPv4 \(0x0800\), length 72: /);
    expect(outer).toMatch(
      /^[\d:.]+ fa:16:3e:d1:6b:5d > fa:16:3e:7e:d6:7a, ethertype IPv4 \(0x0800\), length 122: 192\.168\.0\.230\.\d{5} > 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1$/,
    );
  });

  test('GIVEN a tap WHEN a megabyte goes through the source THEN it arrives unharmed', async () => {
    await tapOf([guideSession({ rules: [everything(), everything({ direction: 'egress' })] })]);
    const data = Buffer.alloc(1 << 20, 'original traffic ').toString('latin1');
    const server = start(net.source, ['sh', '-c', 'ncat -l -v --recv-only 1234 | sha256sum']);
    await server.line(/Listening on 0.0.0.0:1234/);
    run(net.test, ['ncat', '--send-only', net.source.ipv4, '1234'], data);
    expect(await server.line(/^[0-9a-f]{64}/)).toContain(createHash('sha256').update(data, 'latin1').digest('hex'));
    await server.stop();
  });

  test.each([1, 60, 96, 1000, 1460])(
    'GIVEN packet length %d WHEN frames come THEN exactly so much of each arrives',
    async (packetLength) => {
      await tapOf([guideSession({ packetLength })]);
      const originals = [20, 900, 1434].map((length) => sample.tcp4({ payload: Buffer.alloc(length, 'x') }));
      await fromTest.send(...originals);
      const mirrored = await onTarget.until(originals.length);
      expect(mirrored.map((frame) => frame.subarray(OVERHEAD))).toEqual(
        originals.map((frame) => frame.subarray(0, packetLength)),
      );
      expect(mirrored.map((frame) => headerOf(dissect(frame), 'ipv4')?.checksumOk)).toEqual([true, true, true]);
    },
  );

  test('GIVEN frames that the rules do not name WHEN the fence arrives THEN none of them has', async () => {
    await tapOf([guideSession()]);
    const fence = sample.tcp4({ payload: Buffer.from('fence') });
    await fromSource.send(
      sample.tcp4({
        sourceMac: net.source.mac,
        destinationMac: net.test.mac,
        source: net.source.ipv4,
        destination: net.test.ipv4,
      }),
    );
    await fromTest.send(
      sample.tcp4({ destinationPort: 1235 }),
      sample.udp4(),
      sample.icmp4(),
      sample.tcp6(),
      sample.arpRequest(),
      fence,
    );
    const mirrored = await onTarget.until(1);
    expect(mirrored.map((frame) => frame.subarray(OVERHEAD))).toEqual([fence]);
  });

  test('GIVEN a session for TCP and one for UDP on one source WHEN both come THEN each has its VNI', async () => {
    const tap = await tapOf([
      guideSession({ id: 'tcp', vni: 11 }),
      guideSession({ id: 'udp', vni: 16_777_215, priority: 2, rules: [guideRule({ protocol: 'udp' })] }),
    ]);
    await fromTest.send(sample.tcp4(), sample.udp4(), sample.tcp4());
    expect((await onTarget.until(3)).map(vniOf)).toEqual([11, 16_777_215, 11]);
    expect(await tap.statistics()).toMatchObject({
      mirrored: { tcp: 2, udp: 1 },
      sent: 3,
      lost: { capture: 0, injection: {} },
    });
  });

  test('GIVEN an egress rule WHEN the source sends and receives THEN only what it sends is mirrored', async () => {
    await tapOf([
      guideSession({ rules: [everything({ direction: 'egress', destinationPorts: { from: 1234, to: 1234 } })] }),
    ]);
    const sent = sample.tcp4({
      sourceMac: net.source.mac,
      destinationMac: net.test.mac,
      source: net.source.ipv4,
      destination: net.test.ipv4,
    });
    await fromTest.send(sample.tcp4());
    await fromSource.send(sent);
    const [mirrored] = await onTarget.until(1);
    expect(mirrored?.subarray(OVERHEAD)).toEqual(sent);
    expect(onTarget.frames).toHaveLength(1);
  });

  test('GIVEN an IPv6 rule WHEN IPv6 and IPv4 come THEN the IPv6 frame is mirrored, inside IPv4', async () => {
    const rule = guideRule({
      ethertype: 'IPv6',
      sourceCidr: '2001:db8::161/128',
      destinationCidr: '2001:db8::230/128',
    });
    await tapOf([guideSession({ packetLength: 1460, rules: [rule] })]);
    await fromTest.send(sample.tcp4(), sample.tcp6());
    const [mirrored = Buffer.alloc(0)] = await onTarget.until(1);
    expect(dissect(mirrored).layers.map(({ kind }) => kind)).toEqual([
      'ethernet',
      'ipv4',
      'udp',
      'vxlan',
      'ethernet',
      'ipv6',
      'tcp',
    ]);
  });

  test('GIVEN two servers that mirror everything to each other WHEN one frame comes THEN it is mirrored once', async () => {
    const mirrorFlows = [
      { sourceIpv4: net.source.ipv4, targetIpv4: net.target.ipv4 },
      { sourceIpv4: net.target.ipv4, targetIpv4: net.source.ipv4 },
    ];
    const all = { rules: [everything(), everything({ direction: 'egress' })], packetLength: 1460 } as const;
    await tapOf([guideSession({ ...all, vni: 1 })], { mirrorFlows });
    const back = await tapOf([guideSession({ ...all, vni: 2 })], {
      mirrorFlows,
      device: net.target.port,
      source: net.target,
      resolveTarget: () => towards(net.source),
    });
    await fromTest.send(sample.udp4({ destinationPort: 9, payload: Buffer.from('first') }));
    const [mirrored] = await onTarget.until(1);
    await back.statistics();
    await fromTest.send(sample.udp4({ destinationPort: 9, payload: Buffer.from('fence') }));
    // The servers' own answers (port unreachable) are traffic of the source, so more than two frames may arrive.
    await onTarget.until(2);
    expect(mirrored && vniOf(mirrored)).toBe(1);
    expect((await back.statistics()).mirrored).toEqual({});
    const nested = onTarget.frames.filter((frame) => vniOf(frame.subarray(OVERHEAD)) !== undefined);
    expect(nested).toEqual([]);
  });

  test("GIVEN the servers' own VXLAN WHEN it is no session's THEN it is mirrored like other traffic", async () => {
    await tapOf([guideSession({ rules: [everything()] })], {
      mirrorFlows: [{ sourceIpv4: net.source.ipv4, targetIpv4: net.target.ipv4 }],
    });
    const own = sample.udp4({ destinationPort: 4789, payload: Buffer.concat([encodeVxlanHeader(9), sample.tcp4()]) });
    await fromTest.send(own);
    const [mirrored] = await onTarget.until(1);
    expect(mirrored?.subarray(OVERHEAD)).toEqual(own.subarray(0, 96));
  });

  test('GIVEN a bridge that drops UDP 4789 to the target WHEN mirrored THEN nothing arrives until it stops', async () => {
    const onTest = await readFrames(net.test, ['udp', 'port', '4789']);
    const udp = guideSession({ id: 'open', vni: 2, priority: 2, rules: [everything({ protocol: 'udp' })] });
    await tapOf([guideSession({ id: 'closed', vni: 1 }), udp], {
      resolveTarget: ({ id }) => towards(id === 'closed' ? net.target : net.test),
    });
    const rule = `oifname "${net.target.port}" ether type ip ip protocol udp udp dport 4789 counter drop`;
    const chain = `chain forward { type filter hook forward priority 0;\n${rule}\n}`;
    run(net.fabric, ['nft', '-f', '-'], `table bridge closed {\n${chain}\n}`);
    await fromTest.send(sample.tcp4({ payload: Buffer.from('dropped') }));
    // Its copy was sent before this one's.
    await fromTest.send(sample.udp4({ destinationPort: 9, payload: Buffer.from('through') }));
    await onTest.until(1);
    await onTest.stop();
    const rules = run(net.fabric, ['nft', 'list', 'table', 'bridge', 'closed']);
    run(net.fabric, ['nft', 'delete', 'table', 'bridge', 'closed']);
    const fence = sample.tcp4({ payload: Buffer.from('fence') });
    await fromTest.send(fence);
    const mirrored = await onTarget.until(1);
    expect(mirrored.map((frame) => frame.subarray(OVERHEAD))).toEqual([fence]);
    expect(rules).toContain('counter packets 1 bytes 109 drop');
  });
});
