import { encapsulate } from '../../../../lab/fabric/mirror/encapsulation';
import { compileSessions } from '../../../../lab/fabric/mirror/session';
import { encodePcapHeader, encodePcapRecord } from '../../../../lab/fabric/packet/pcap';
import { GUIDE_SOURCE, GUIDE_TARGET, guideSession } from '../../../lab/fabric/mirror/guide-session';
import * as sample from '../../../lab/fabric/packet/sample-frames';
import { LONG_TEXT } from '../../../../lib/verification/step-data';
import { accept, FLOW, otherVpcPlan, planOf, session, tcpAndUdpPlan } from '../guide-proof';
import { describeWith } from '../../../needs';
import { printed } from './captures/printed';
import { judged, type Judgement } from './judged';
import { variablesOf } from './run-script';

const NONCE = 'ab12cd34ef';
const text = (mark: string, padding = 1): Buffer => Buffer.from(`${NONCE}${mark}${'0'.repeat(padding)}\n`);

/** A capture file of copies that a session with this VNI makes of frames. */
function capture(frames: readonly Buffer[], vni: number, packetLength = 96): Buffer {
  const [compiled] = compileSessions([guideSession({ vni, packetLength })], GUIDE_SOURCE.ipv4, () => GUIDE_TARGET);
  if (compiled === undefined) throw new Error('no session');
  const records = frames.map((frame, seconds) =>
    encodePcapRecord({ seconds, nanoseconds: 0, frame: encapsulate(compiled.encapsulation, frame, 32838) }),
  );
  return Buffer.concat([encodePcapHeader(), ...records]);
}

describeWith(['awk', 'tcpdump'], 'the verdict of two targets and of rules that reject', () => {
  const verdict = (file: Buffer, target: string, plan = tcpAndUdpPlan()): Judgement =>
    judged(printed(['tcpdump'], file), variablesOf('check-target', plan, target));
  const udp = [['a1'], ['a2'], ['a3', LONG_TEXT.udp]].map(([mark, padding]) =>
    sample.udp4({ payload: text(String(mark), Number(padding ?? 1)) }),
  );
  const echo = sample.icmp4({ payload: Buffer.from(`${NONCE}u1`) });
  const tcp = (mark: string, options: sample.SampleOptions = {}): Buffer =>
    sample.tcp4({ ...options, payload: text(mark, mark.endsWith('3') ? 1500 : 1) });

  test('GIVEN UDP is copied to its target, and cut THEN each cell passes', () => {
    const { status, output } = verdict(capture(udp, 2), 'ECS-target-02');
    expect(output).toContain('VERIFIED: mirror session mirror-session-02 works');
    expect(status).toBe(0);
    expect([...output.matchAll(/^ {2}PASS {2}(.*)$/gm)].map(([, line]) => line)).toEqual([
      'UDP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234) is mirrored to ECS-target-02: 3 of 3, nonce ab12cd34ef',
      'VNI 2, from 192.168.0.230, UDP 4789',
      'a text of over 1400 bytes was cut: inner length 96, packet length 96',
      'not mirrored to ECS-target-02: TCP to port 1234',
      'not mirrored to ECS-target-02: the answers of ECS-source to TCP to port 1234',
      'not mirrored to ECS-target-02: the answers of ECS-source to UDP to port 1234',
      'not mirrored to ECS-target-02: ICMP',
      'not mirrored to ECS-target-02: the answers of ECS-source to ICMP',
    ]);
  });

  test.each<[string, Buffer, string, RegExp]>([
    [
      'ICMP as well',
      capture([...udp, echo], 2),
      'ECS-target-02',
      /^ICMP was mirrored to ECS-target-02 too, which no rule of mirror-filter-02 accepts: it has a wider rule outside of these settings; the packet: .* ICMP echo re/,
    ],
    [
      'TCP instead, because the filters were swapped',
      capture(
        ['p1', 'p2', 'p3'].map((mark) => tcp(mark)),
        2,
      ),
      'ECS-target-02',
      /^TCP to port 1234 was mirrored to ECS-target-02 too, although mirror session mirror-session-01 comes first and accepts it with rule "ingress 1: accept tcp any -> any": priorities or filters were changed/,
    ],
    [
      'TCP of the other session, because the targets were swapped',
      capture(
        ['p1', 'p2', 'p3'].map((mark) => tcp(mark)),
        1,
      ),
      'ECS-target-02',
      /^TCP to port 1234 was mirrored to ECS-target-02 too, although mirror session mirror-session-01 sends its copies to ECS-target-01: its target was changed/,
    ],
    [
      'only some of it',
      capture(udp.slice(0, 2), 2),
      'ECS-target-02',
      /^the capture on ECS-target-02 was cut short: the first mirrored packets are there, the last is not: 23 packets captured$/,
    ],
  ])('GIVEN %s arrives THEN it fails with its own sentence', (_, file, target, sentence) => {
    const { failure, status } = verdict(file, target);
    expect(failure).toMatch(sentence);
    expect(status).toBe(1);
  });

  test.each([53, 67, 123, 161, 514, 1812, 5060])(
    'GIVEN UDP to port %i, of which tcpdump tells other things than lengths, THEN that the long one is cut is seen',
    (port) => {
      const plan = planOf([session({ rules: [accept({ protocol: 'udp' })] })], [{ ...FLOW, protocol: 'udp', port }]);
      const copies = ['p1', 'p2', 'p3', 'p4'].map((mark) =>
        sample.udp4({ destinationPort: port, payload: text(mark, mark === 'p4' ? LONG_TEXT.udp : 1) }),
      );
      const { output } = verdict(capture(copies, 1), 'ECS-target', plan);
      expect(output).toContain('a text of over 1400 bytes was cut: inner length 96, packet length 96');
    },
  );

  describe('GIVEN rules that reject one sender and accept both ways of another', () => {
    const other = { source: '10.0.0.161' };
    const there = ['p1', 'p2', 'p3'].map((mark) => tcp(mark, other));
    const answers = ['r1', 'r2', 'r3'].map((mark) =>
      sample.tcp4({
        ...{ source: '192.168.0.230', destination: '10.0.0.161', sourcePort: 1234, destinationPort: 38944 },
        payload: Buffer.from(`${NONCE}${mark}\n`),
      }),
    );

    test('WHEN both ways arrive THEN each is a cell that passes', () => {
      const { output, status } = verdict(capture([...there, ...answers], 1), 'ECS-target', otherVpcPlan());
      expect(output).toContain('(192.168.0.230:1234) is mirrored to ECS-target: 3 of 3');
      expect(output).toMatch(
        /PASS {2}the answers of ECS-source to TCP from ECS-test-B to port 1234 of ECS-source are mirrored to ECS-target: 3 of 3/,
      );
      expect(status).toBe(0);
    });

    test('WHEN the answers are missing THEN the rule that should have copied them is named', () => {
      expect(verdict(capture(there, 1), 'ECS-target', otherVpcPlan()).failure).toMatch(
        /^packets were mirrored, but none of the answers of ECS-source to TCP from ECS-test-B to port 1234 of ECS-source, which rule "egress 2: accept tcp any -> 10\.0\.0\.161\/32" of mirror-filter-A accepts: is mirror session/,
      );
    });

    test('WHEN the rejected sender arrives THEN the rule that rejects is named', () => {
      const rejected = tcp('a1', { source: '192.168.0.161' });
      expect(verdict(capture([...there, ...answers, rejected], 1), 'ECS-target', otherVpcPlan()).failure).toMatch(
        /^TCP from ECS-test-A to port 1234 of ECS-source was mirrored too, which rule "ingress 1: reject tcp 192\.168\.0\.161\/32 -> any" of mirror-filter-A rejects: the filter was changed/,
      );
    });
  });
});
