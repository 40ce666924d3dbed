import { describeWith } from '../../../needs';
import { variablesOf } from './run-script';
import { judged, judgesTheSameByEveryTcpdump, type Judgement } from './judged';
import { type CaptureName } from './captures/mirrored';
import { RECORDED_VERSIONS, recorded, type RecordedVersion } from './captures/printed';
import { protocolsPlan } from '../guide-proof';
import { PACKET_LENGTH } from '../../../../lib/values/limits';
import { NONCE_LENGTH } from '../../../../lib/verification/obstacle';
import { type ProofPlan } from '../../../../lib/verification/proof-plan';
import { LONG_TEXT } from '../../../../lib/verification/step-data';

const CAUSE =
  'of mirror-filter-A accepts: is mirror session mirror-session-A still enabled, with mirror-filter-A as its filter, ECS-source as its source and ECS-target as its target; it did copy others, so look at the rules of mirror-filter-A first';

/** What becomes of each capture of UDP and pings, that of the settings being 96 bytes and VNI 1. */
const FAILURES = {
  'protocols-long':
    'a mirrored packet has an inner length of 1460, packet length allows 96: mirror session mirror-session-A was changed outside of these settings',
  'protocols-toolong':
    'a mirrored packet has an inner length of 200, packet length allows 96: mirror session mirror-session-A was changed outside of these settings',
  'protocols-short':
    'mirrored packets were cut to 50 bytes, before the nonce could be read: packet length is 96 in these settings, so mirror session mirror-session-A was changed outside of them',
  'protocols-headless':
    'mirrored packets were cut to 36 bytes, before the nonce could be read: packet length is 96 in these settings, so mirror session mirror-session-A was changed outside of them',
  'protocols-wrong-vni':
    'mirrored packets arrived with VNI 7, expected 1: mirror session mirror-session-A was changed outside of these settings, or another session mirrors the same traffic',
  'udp-alone': `packets were mirrored, but none of ICMP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230), which rule "ingress 2: accept icmp any -> any" ${CAUSE}`,
  'pings-alone': `packets were mirrored, but none of UDP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234), which rule "ingress 1: accept udp any -> any" ${CAUSE}`,
  'protocols-and-tcp':
    /^TCP from ECS-test to port 1234 of ECS-source was mirrored too, which no rule of mirror-filter-A accepts: .*; the packet: .*192\.168\.0\.161\.\d+ > 192\.168\.0\.230\.1234: Flags/,
  'udp-answers':
    /^the answers of ECS-source to UDP from ECS-test to port 1234 of ECS-source were mirrored too, which no rule .*; the packet: .*192\.168\.0\.230\.1234 > 192\.168\.0\.161\.\d+: UDP, /,
  'ping-answers':
    /^the answers of ECS-source to ICMP from ECS-test to ECS-source were mirrored too, which no rule .*; the packet: .* 192\.168\.0\.230 > 192\.168\.0\.161: ICMP echo reply, /,
} as const satisfies Partial<Record<CaptureName, string | RegExp>>;

const judgedBy = (text: string, plan: ProofPlan): Judgement => judged(text, variablesOf('check-target', plan));

describeWith(['awk'], 'copies of UDP and of pings', () => {
  describe.each(RECORDED_VERSIONS)('as tcpdump %s prints them', (version: RecordedVersion) => {
    test('GIVEN short ones are whole and the long one is cut THEN each cell passes, over IPv4 and IPv6', () => {
      const { status, output } = judgedBy(recorded(version, 'protocols'), protocolsPlan());
      const passes = [...output.matchAll(/^ {2}PASS {2}(.*)$/gm)].map(([, text]) => text);
      expect(passes).toEqual([
        'UDP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234) is mirrored to ECS-target: 4 of 4, nonce ab12cd34ef',
        'ICMP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230) is mirrored to ECS-target: 2 of 2, nonce ab12cd34ef',
        'UDP from ECS-test (2001:db8::161) to ECS-source ([2001:db8::230]:1234) is mirrored to ECS-target: 2 of 2, nonce ab12cd34ef',
        'ICMP from ECS-test (2001:db8::161) to ECS-source (2001:db8::230) is mirrored to ECS-target: 2 of 2, nonce ab12cd34ef',
        'VNI 1, from 192.168.0.230, UDP 4789',
        'a text of over 1400 bytes was cut: inner length 96, packet length 96',
        ...[
          'the answers of ECS-source to UDP from ECS-test to port 1234 of ECS-source',
          'the answers of ECS-source to ICMP from ECS-test to ECS-source',
          'the answers of ECS-source to UDP over IPv6 from ECS-test to port 1234 of ECS-source',
          'the answers of ECS-source to ICMP over IPv6 from ECS-test to ECS-source',
          'TCP from ECS-test to port 1234 of ECS-source',
          'TCP over IPv6 from ECS-test to port 1234 of ECS-source',
        ].map((what) => `not mirrored to ECS-target: ${what}`),
      ]);
      expect(status).toBe(0);
    });

    test.each([
      ['protocols-long', 1460],
      ['protocols-toolong', 200],
    ] as const)('GIVEN "%s" and a packet length of %i THEN it is verified', (name, packetLength) => {
      const { status, output } = judgedBy(recorded(version, name), protocolsPlan({ packetLength }));
      expect(output).toContain(`was cut: inner length ${packetLength}, packet length ${packetLength}`);
      expect(status).toBe(0);
    });

    describe('GIVEN a port whose protocol tcpdump knows', () => {
      /** What is told of SNMP instead of a length. */
      const known = (name: CaptureName): string =>
        recorded(version, name)
          .replaceAll(/: UDP, length \d+/g, ':  [|snmp]')
          .replaceAll(/\.1234\b/g, '.161');
      const plan = (packetLength: number): ProofPlan => protocolsPlan({ packetLength }, 161);

      test('WHEN the long one is cut THEN that is said', () => {
        expect(judgedBy(known('protocols'), plan(96)).output).toContain(
          'a text of over 1400 bytes was cut: inner length 96, packet length 96',
        );
      });

      test('WHEN it is cut shorter than the settings say THEN it fails', () => {
        expect(judgedBy(known('protocols'), plan(200)).failure).toBe(
          'the longest copies were cut to 96 bytes, packet length is 200 in these settings: mirror session mirror-session-A was changed outside of them',
        );
      });

      test('WHEN the nonce is cut off THEN the packet length is to blame', () => {
        expect(judgedBy(known('protocols-short'), plan(50)).failure).toMatch(
          /^mirrored packets were cut to 50 bytes, before the nonce could be read: mirrorSession.packetLength must be at least \d+$/,
        );
      });
    });

    test.each(Object.entries(FAILURES))('GIVEN "%s" THEN it fails with its own sentence', (name, sentence) => {
      const { status, failure } = judgedBy(recorded(version, name as CaptureName), protocolsPlan());
      if (typeof sentence === 'string') expect(failure).toBe(sentence);
      else expect(failure).toMatch(sentence);
      expect(status).toBe(1);
    });
  });
});

judgesTheSameByEveryTcpdump('protocols');

test('the long datagram is longer than any copy may be, and one packet of a network of 1500 bytes', () => {
  const text = NONCE_LENGTH + 2 + LONG_TEXT.udp + 1;
  expect(14 + 20 + 8 + text).toBeGreaterThan(PACKET_LENGTH.max);
  expect(40 + 8 + text).toBeLessThanOrEqual(1500);
});
