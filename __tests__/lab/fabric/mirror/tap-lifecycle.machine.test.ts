import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startTap, type Tap, type TapOptions } from '../../../../lab/fabric/mirror/tap';
import { type MirrorTarget } from '../../../../lab/fabric/mirror/session';
import { dissect, headerOf } from '../../../../lab/fabric/packet/dissect';
import { type TopologyMirrorSession } from '../../../../lab/topology/topology';
import * as sample from '../packet/sample-frames';
import { describeUnless, missingForFabric } from '../../../needs';
import { CompiledLab } from '../compiled-lab';
import { openSender, readFrames, type FrameReader, type FrameSender } from './frame-io';
import { everything, guideRule, guideSession } from './guide-session';
import { childrenOf, isAlive, processesIn, waitUntilGone } from './residue';
import { GATEWAY_MAC, MIRROR_DEVICE, openTestNetwork, run, type TestNetwork } from './test-network';

const vniOf = (frame: Buffer): number | undefined => headerOf(dissect(frame), 'vxlan')?.vni;

/** The tap's processes and their children. */
const processesOf = (tap: Tap): number[] => tap.pids.flatMap((pid) => [pid, ...childrenOf(pid)]);

// Dozens of processes on a machine that may be busy; nothing here waits this long unless it fails.
jest.setTimeout(30_000);

describeUnless(missingForFabric(['tcpdump', 'perl', 'nsenter', 'setpriv', 'ip']), 'life of a mirror tap', () => {
  let net: TestNetwork;
  let fromTest: FrameSender;
  let onTarget: FrameReader;
  let errors: Error[];
  const taps: Tap[] = [];

  beforeEach(async () => {
    net = await openTestNetwork();
    fromTest = await openSender(net.test);
    onTarget = await readFrames(net.target, ['udp', 'port', '4789']);
    errors = [];
  });
  afterEach(async () => {
    await onTarget.stop();
    await Promise.all(taps.splice(0).map((tap) => tap.stop()));
    await fromTest.close();
    await net.close();
  });

  const target = (): MirrorTarget => ({ ...net.target, gatewayMac: GATEWAY_MAC, device: MIRROR_DEVICE });
  const change = (...sessions: TopologyMirrorSession[]) => ({ sessions, resolveTarget: target });

  async function tapOf(sessions: readonly TopologyMirrorSession[], changes: Partial<TapOptions> = {}): Promise<Tap> {
    const tap = await startTap({
      namespace: net.fabric,
      device: net.source.port,
      source: net.source,
      sessions,
      resolveTarget: target,
      onError: (error) => errors.push(error),
      ...changes,
    });
    taps.push(tap);
    return tap;
  }

  test('GIVEN a running tap WHEN VNI and packet length change THEN the next frame has them, from the same processes', async () => {
    const tap = await tapOf([guideSession()]);
    const before = processesOf(tap);
    await fromTest.send(sample.tcp4());
    await onTarget.until(1);
    await tap.update(change(guideSession({ vni: 4711, packetLength: 60 })));
    await fromTest.send(sample.tcp4());
    const frames = await onTarget.until(2);
    expect(frames.map((frame) => [vniOf(frame), frame.length])).toEqual([
      [1, 122],
      [4711, 110],
    ]);
    expect(processesOf(tap)).toEqual(before);
  });

  test('GIVEN a running tap WHEN its session is disabled and enabled THEN only frames of enabled times are mirrored', async () => {
    const tap = await tapOf([guideSession()]);
    await tap.update(change(guideSession({ enabled: false })));
    await fromTest.send(sample.tcp4({ payload: Buffer.from('disabled') }));
    await tap.update(change(guideSession()));
    const fence = sample.tcp4({ payload: Buffer.from('enabled') });
    await fromTest.send(fence);
    expect((await onTarget.until(1)).map((frame) => frame.subarray(50))).toEqual([fence]);
  });

  test('GIVEN a running tap WHEN a rule of the other direction is added THEN both directions are mirrored', async () => {
    const tap = await tapOf([guideSession()]);
    await tap.update(
      change(guideSession({ rules: [guideRule(), everything({ direction: 'egress', protocol: 'icmp' })] })),
    );
    await fromTest.send(sample.tcp4(), sample.icmp4());
    const protocols = (await onTarget.until(2)).map((frame) => headerOf(dissect(frame), 'ipv4', 4)?.protocol);
    expect(protocols.toSorted()).toEqual([1, 6]);
  });

  test('GIVEN a running tap WHEN an update is wrong THEN it is refused and the old session goes on', async () => {
    const tap = await tapOf([guideSession()]);
    await expect(tap.update(change(guideSession({ packetLength: 0 })))).rejects.toThrow(
      'mirror session mirror-session-A: packet length must be between 1 and 1460, got: 0',
    );
    await fromTest.send(sample.tcp4());
    expect((await onTarget.until(1)).map(vniOf)).toEqual([1]);
  });

  test('GIVEN a forged frame that tcpdump does not show WHEN statistics are asked THEN they come nevertheless', async () => {
    const tap = await tapOf([guideSession()]);
    const fromSource = await openSender(net.source);
    await fromSource.send(sample.udp4({ sourceMac: 'fa:16:3e:00:00:66', destinationMac: net.test.mac }));
    await fromSource.close();
    await fromTest.send(sample.tcp4());
    expect(await tap.statistics()).toMatchObject({ sent: 1 });
  });

  test('GIVEN frames on their way WHEN the session changes THEN they are still decided by the old one', async () => {
    const tap = await tapOf([guideSession({ vni: 1 })]);
    await fromTest.send(...Array.from({ length: 500 }, () => sample.tcp4()));
    await tap.update(change(guideSession({ vni: 2 })));
    await fromTest.send(sample.tcp4());
    const vnis = (await onTarget.until(501)).map(vniOf);
    expect(vnis).toEqual([...Array.from({ length: 500 }, () => 1), 2]);
  });

  test('GIVEN a running tap WHEN it is stopped, twice THEN nothing is left and the counts are final', async () => {
    const tap = await tapOf([guideSession()]);
    await fromTest.send(sample.tcp4());
    await onTarget.until(1);
    const processes = processesOf(tap);
    const [counts, again] = [await tap.stop(), await tap.stop()];
    expect(counts).toMatchObject({ mirrored: { 'mirror-session-A': 1 }, sent: 1, lost: { capture: 0, injection: {} } });
    expect(again).toEqual(counts);
    expect(processes.filter(isAlive)).toEqual([]);
    await expect(tap.update(change())).rejects.toThrow('mirror tap is stopped: start another one');
    expect(errors).toEqual([]);
  });

  test('GIVEN no such device WHEN started THEN it is refused with the reason, and no process is left', async () => {
    await expect(tapOf([guideSession()], { device: 'port-nowhere' })).rejects.toThrow(
      /^mirror capture of ingress on port-nowhere did not start: .*port-nowhere.*No such device/,
    );
    const fabric = `net:[${run(net.fabric, ['stat', '-Lc', '%i', '/proc/self/ns/net']).trim()}]`;
    expect(await waitUntilGone(() => processesIn([fabric]).filter((pid) => pid !== net.fabric.pid))).toEqual([]);
  });

  test('GIVEN no such namespace WHEN started THEN it is refused with the reason', async () => {
    await expect(tapOf([guideSession()], { namespace: { pid: 2 ** 22 + 1 } })).rejects.toThrow(
      /^mirror injector ended: nsenter: .*No such file or directory/,
    );
  });

  test('GIVEN a running tap WHEN its device disappears THEN the owner is told once and nothing is left', async () => {
    const tap = await tapOf([guideSession()]);
    const processes = processesOf(tap);
    run(net.fabric, ['ip', 'link', 'delete', net.source.port]);
    expect(await waitUntilGone(() => processes.filter(isAlive))).toEqual([]);
    await tap.stop();
    expect(errors.map((error) => error.message)).toEqual([
      expect.stringMatching(/^mirror tap on port-source: capture of ingress ended: /),
    ]);
  });

  test.each(['injector', 'capture'])(
    'GIVEN a running tap WHEN its %s is killed THEN the owner is told and nothing is left',
    async (victim) => {
      const tap = await tapOf([guideSession()]);
      const processes = processesOf(tap);
      const [injector = 0, guard = 0] = tap.pids;
      process.kill(victim === 'injector' ? injector : guard, 'SIGKILL');
      expect(await waitUntilGone(() => processes.filter(isAlive))).toEqual([]);
      await tap.stop();
      expect(errors).toHaveLength(1);
      expect(errors[0]?.message).toContain(
        victim === 'injector' ? 'injector ended: signal SIGKILL' : 'capture of ingress ended',
      );
    },
  );

  test('GIVEN a device to inject on that does not exist WHEN frames are mirrored THEN they are counted as lost', async () => {
    const nowhere = { resolveTarget: () => ({ ...target(), device: 'mirror-nowhere' }) };
    const tap = await tapOf([guideSession()], nowhere);
    const other = await tapOf([guideSession({ vni: 2 })]);
    await fromTest.send(sample.tcp4());
    expect((await onTarget.until(1)).map(vniOf)).toEqual([2]);
    await other.stop();
    expect(await tap.stop()).toMatchObject({
      mirrored: { 'mirror-session-A': 1 },
      sent: 0,
      lost: { injection: { ENODEV: 1 } },
    });
  });

  test('GIVEN a device to inject on WHEN it is made anew THEN mirroring goes on', async () => {
    const tap = await tapOf([guideSession()]);
    await fromTest.send(sample.tcp4());
    await onTarget.until(1);
    const again = [
      `link delete ${MIRROR_DEVICE}`,
      `link add name ${MIRROR_DEVICE} type veth peer name mirror1`,
      'link set mirror1 master br0',
      'link set mirror1 up',
      `link set ${MIRROR_DEVICE} up`,
    ];
    run(net.fabric, ['ip', '-batch', '-'], again.join('\n'));
    // A link that is set up carries packets a moment later.
    const isUp = `ip link show ${MIRROR_DEVICE} | grep -q LOWER_UP`;
    run(net.fabric, ['sh', '-c', `for try in $(seq 100); do ${isUp} && exit; sleep 0.05; done`]);
    await fromTest.send(sample.tcp4());
    await onTarget.until(2);
    expect(await tap.stop()).toMatchObject({ sent: 2, lost: { injection: {} } });
  });

  test('GIVEN a tap that is too slow WHEN more comes than its buffer holds THEN every frame is either mirrored or counted', async () => {
    const tap = await tapOf([guideSession({ rules: [guideRule({ protocol: 'udp' })] })]);
    const [, guard = 0] = tap.pids;
    const [tcpdump = 0] = childrenOf(guard);
    process.kill(tcpdump, 'SIGSTOP');
    const offered = 20_000;
    await fromTest.send(...Array.from({ length: offered }, () => sample.udp4()));
    process.kill(tcpdump, 'SIGCONT');
    const { mirrored, sent, lost } = await tap.stop();
    expect(lost.capture).toBeGreaterThan(0);
    expect(sent).toBe(mirrored['mirror-session-A']);
    // The few frames beyond are the network's own, such as ARP.
    expect(sent + lost.capture - offered).toBeGreaterThanOrEqual(0);
    expect(sent + lost.capture - offered).toBeLessThan(100);
  });
});

describeUnless(
  missingForFabric(['tcpdump', 'perl', 'nsenter', 'setpriv', 'ip']),
  'death of the owner of a mirror tap',
  () => {
    let lab: CompiledLab;
    beforeAll(() => {
      lab = new CompiledLab();
    });
    afterAll(() => {
      lab.remove();
    });

    test.each([
      ['the tap starts', 'network', 0],
      ['the tap starts, a little later', 'network', 30],
      ['the tap starts, later still', 'network', 90],
      ['traffic flows', 'tap', 0],
      ['traffic has flowed for a while', 'tap', 100],
    ])(
      'GIVEN an owner WHEN it is killed while %s THEN no process and no namespace is left',
      async (_name, stage, delayMs) => {
        const [node = '', ...program] = lab.argv('__tests__/lab/fabric/mirror/tap-owner.ts');
        const child = spawn(node, program, { stdio: ['ignore', 'pipe', 'inherit'] });
        const lines = createInterface({ input: child.stdout });
        let namespaces: string[] = [];
        for await (const line of lines) {
          const report = JSON.parse(line) as { stage: string; namespaces: string[] };
          ({ namespaces } = report);
          if (report.stage === stage) break;
        }
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        const before = processesIn(namespaces).length;
        child.kill('SIGKILL');
        await once(child, 'close');
        expect(before).toBeGreaterThanOrEqual(4);
        expect(await waitUntilGone(() => processesIn(namespaces))).toEqual([]);
      },
    );
  },
);
