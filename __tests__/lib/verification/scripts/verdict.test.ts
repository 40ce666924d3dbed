import { type CaptureName } from './captures/mirrored';
import { RECORDED_VERSIONS, recorded } from './captures/printed';
import { beginningOf, judged, judgesTheSameByEveryTcpdump } from './judged';
import { type MirrorRule } from '../../../../lib/mirror/mirror-rule';
import { accept, planOf, session, TABLE_5 } from '../guide-proof';
import { describeWith } from '../../../needs';
import { guidePlan, variablesOf } from './run-script';

/** What check-target.sh is told of a session with other rules. */
const toldOf = (rules: readonly MirrorRule[]): Readonly<Record<string, string>> =>
  variablesOf('check-target', guidePlan({}, rules));

describe.each(RECORDED_VERSIONS)('as tcpdump %s prints it:', (version) => {
  judges((name) => recorded(version, name));
});

judgesTheSameByEveryTcpdump('traffic');

function judges(capture: (name: CaptureName) => string): void {
  describeWith(['awk'], 'the verdict, given what tcpdump saw', () => {
    test('a good capture is verified, with the evidence in the form of the guide', () => {
      const { status, output } = judged(capture('good'));
      expect(status).toBe(0);
      expect(output).toMatch(/^VERIFIED: mirror session mirror-session-A works$/m);
      // Two lines, as tcpdump prints them.
      expect(output).toMatch(
        /^\d\d:\d\d:\d\d\.\d+ [0-9a-f:]{17} > [0-9a-f:]{17}, ethertype IPv4 \(0x0800\), length 130: 192\.168\.0\.230\.\d+ > 192\.168\.0\.164\.4789: VXLAN, flags \[I\] \(0x08\), vni 1\n[0-9a-f:]{17} > [0-9a-f:]{17}, ethertype IPv4 \(0x0800\), length 80: 192\.168\.0\.161\.\d+ > 192\.168\.0\.230\.1234: Flags \[P\.\]/m,
      );
    });

    test('the evidence names the fields of Table 6', () => {
      const { output } = judged(capture('good'));
      const fields = [...output.matchAll(/^ {2}([A-Z][A-Za-z, ]+?) {2,}(.*)$/gm)].map(([, name, value]) => [
        name,
        value,
      ]);
      expect(Object.fromEntries(fields.filter(([name]) => name !== 'PASS'))).toEqual({
        Timestamp: expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{6}$/) as string,
        SMacAddr: expect.stringMatching(/^[0-9a-f:]{17}$/) as string,
        DMacAddr: expect.stringMatching(/^[0-9a-f:]{17} \(ECS-target\)$/) as string,
        EthernetType: '0x0800 (IPv4)',
        Length: '130',
        'Sip, Sport': '192.168.0.230, 32838',
        'Dip, Dport': '192.168.0.164, 4789',
        'VXLAN Flags': '[I] (0x08)',
        VNI: '1',
      });
    });

    test('every check is listed with its result', () => {
      const passes = [...judged(capture('good')).output.matchAll(/^ {2}PASS {2}(.*)$/gm)].map(([, text]) => text);
      expect(passes).toEqual([
        'TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234) is mirrored to ECS-target: 4 of 4, nonce ab12cd34ef',
        'VNI 1, from 192.168.0.230, UDP 4789',
        'a text of over 1400 bytes was cut: inner length 96, packet length 96',
        'not mirrored to ECS-target: the answers of ECS-source',
        'not mirrored to ECS-target: TCP to port 1235',
        'not mirrored to ECS-target: UDP to port 1234',
        expect.stringMatching(/^nothing else came from ECS-source with VNI 1 \(\d+ packets seen\)$/),
      ]);
    });

    test('a packet length of 1460 is verified by packets cut to 1460', () => {
      const { status, output } = judged(capture('long'), { PACKET_LENGTH: '1460' });
      expect(status).toBe(0);
      expect(output).toContain('inner length 1460, packet length 1460');
    });

    test.each<[string, string, Readonly<Record<string, string>>, string]>([
      [
        'with the wrong VNI',
        capture('wrong-vni'),
        {},
        'mirrored packets arrived with VNI 7, expected 1: mirror session mirror-session-A was changed outside of these settings, or another session mirrors the same traffic',
      ],
      [
        'from another source',
        capture('good').replaceAll('192.168.0.230.32838 >', '192.168.0.231.32838 >'),
        {},
        'mirrored packets arrived from 192.168.0.231, expected ECS-source (192.168.0.230): another server is the mirror source',
      ],
      [
        'without the nonce',
        capture('good').replaceAll('ab12cd34ef', 'ba21dc43fe'),
        {},
        'TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234) was mirrored, but none of the packets carries the nonce of this run (ab12cd34ef)',
      ],
      [
        'with a TCP control in it',
        capture('control-tcp'),
        {},
        'TCP to port 1235 was mirrored too, which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings; the packet: ',
      ],
      [
        'with a UDP control in it',
        capture('control-udp'),
        {},
        'UDP to port 1234 was mirrored too, which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings; the packet: ',
      ],
      [
        'with an answer in it',
        capture('reverse'),
        {},
        'the answers of ECS-source were mirrored too, which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings; the packet: ',
      ],
      ['that is empty', '', {}, 'the capture on ECS-target ended before anything arrived: 23 packets captured'],
      [
        'that was cut short',
        beginningOf(capture('good')),
        {},
        'the capture on ECS-target was cut short: the first mirrored packets are there, the last is not: 23 packets captured',
      ],
      [
        'in which one positive is missing',
        capture('good').replaceAll('ab12cd34efp2', '............'),
        {},
        'only 3 of 4 positive packets were mirrored: copies were lost on the way to ECS-target',
      ],
      [
        'with packets longer than the packet length',
        capture('toolong'),
        {},
        'a mirrored packet has an inner length of 200, packet length allows 96: mirror session mirror-session-A was changed outside of these settings',
      ],
      [
        'cut shorter than a changed setting says',
        capture('good'),
        { PACKET_LENGTH: '1460' },
        'the longest copies were cut to 96 bytes, packet length is 1460 in these settings: mirror session mirror-session-A was changed outside of them',
      ],
      [
        'with packets too short for the nonce',
        capture('short'),
        { PACKET_LENGTH: '70' },
        'mirrored packets were cut to 70 bytes, before the nonce could be read: mirrorSession.packetLength must be at least 78',
      ],
      [
        'with packets cut shorter than the settings say',
        capture('short'),
        {},
        'mirrored packets were cut to 70 bytes, before the nonce could be read: packet length is 96 in these settings, so mirror session mirror-session-A was changed outside of them',
      ],
      [
        'with packets cut before their TCP flags',
        capture('headless'),
        {},
        'mirrored packets were cut to 40 bytes, before the nonce could be read: packet length is 96 in these settings, so mirror session mirror-session-A was changed outside of them',
      ],
      [
        'with IPv6 in it',
        capture('ipv6'),
        {},
        'a packet was mirrored too, which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings; the packet: fa:16:3e:7e:d6:77 > fa:16:3e:7e:d6:bc, ethertype IPv6 (0x86dd), length 94: 2001:db8::161.38760 > 2001:db8::230.1234: Flags [S]',
      ],
      [
        'of traffic from another sender',
        capture('good').replaceAll(/ 192\.168\.0\.161\.(\d+) > 192/g, ' 192.168.0.162.$1 > 192'),
        {},
        'packets were mirrored, but none of TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234), which rule "ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234" of mirror-filter-A accepts: is mirror session mirror-session-A still enabled, with mirror-filter-A as its filter, ECS-source as its source and ECS-target as its target',
      ],
      [
        'of other traffic only',
        capture('good'),
        { PORT: '4321' },
        'packets were mirrored, but none of TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:4321), which rule "ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:4321-4321" of mirror-filter-A accepts: is mirror session mirror-session-A still enabled, with mirror-filter-A as its filter, ECS-source as its source and ECS-target as its target',
      ],
    ])('a capture %s fails', (_name, text, variables, sentence) => {
      const { status, failure, output } = judged(text, variables);
      expect({ status, verified: output.includes('VERIFIED') }).toEqual({ status: 1, verified: false });
      expect(failure).toContain(sentence);
    });

    test('a control that the rules accept is not held against the mirror', () => {
      const { status, output } = judged(
        capture('control-udp'),
        toldOf([accept({ protocol: 'tcp', destinationPorts: 1234 }), accept({ priority: 2, protocol: 'udp' })]),
      );
      expect(status).toBe(0);
      expect(output).not.toContain('UDP to port');
    });

    test('IPv6 that the rules accept, cut or not, is not held against the mirror', () => {
      const { status, output } = judged(
        capture('ipv6'),
        toldOf([accept({ ...TABLE_5 }), accept({ priority: 2, protocol: 'tcp', ethertype: 'IPv6' })]),
      );
      expect(status).toBe(0);
      expect(output).toContain('inner length 96, packet length 96');
    });

    test('GIVEN each copy arrives twice THEN that is said, and the mirror is verified', () => {
      const { status, output } = judged(capture('twice'));
      expect(status).toBe(0);
      expect(output).toMatch(
        /^ {2}NOTE {2}each copy arrived twice: another mirror session with VNI 1 mirrors ECS-source to ECS-target too, or something on the way repeats packets$/m,
      );
    });

    test('GIVEN one packet was sent again THEN nothing is said of copies that arrive twice', () => {
      const again = capture('good').replace(/^.*\n.*length 80: (?:.*\n){2}.*p20\n/m, '$&$&');
      expect(again).not.toBe(capture('good'));
      expect(judged(again).output).not.toContain('NOTE');
    });

    test('two sources of one session are one session, and neither comes from elsewhere', () => {
      const egress = accept({ ...TABLE_5, direction: 'egress' });
      const plan = planOf([session(), session({ priority: 2, sources: ['ECS-test'], rules: [egress] })]);
      const others = capture('good').replaceAll('192.168.0.230.32838 >', '192.168.0.161.32838 >');
      const { status, output } = judged(capture('good') + others, variablesOf('check-target', plan));
      expect(output.match(/^VERIFIED: .*$/gm)).toEqual(['VERIFIED: mirror session mirror-session-A works']);
      expect(output).toContain('as ECS-source sees it: 4 of 4');
      expect(output).toContain('as ECS-test sees it: 4 of 4');
      expect(output).not.toContain('NOTE');
      expect(status).toBe(0);
    });

    test('packets of the same VNI from elsewhere are counted apart and shown', () => {
      const foreign = capture('good').replaceAll('192.168.0.230.32838 >', '192.168.0.77.32838 >');
      const own = /nothing else came from ECS-source with VNI 1 \((\d+) packets seen\)/;
      const alone = own.exec(judged(capture('good')).output)?.[1];
      const { status, output } = judged(capture('good') + foreign);
      expect(status).toBe(0);
      expect(own.exec(output)?.[1]).toBe(alone);
      expect(output).toMatch(
        /^ {2}NOTE {2}\d+ packets with VNI 1 came from elsewhere, such as 192\.168\.0\.77: not judged$/m,
      );
    });

    test('GIVEN a network of smaller packets WHEN no copy is cut THEN that is said', () => {
      const small = capture('good').replaceAll(/, length (1448|165)$/gm, ', length 30');
      const { status, output } = judged(small);
      expect(status).toBe(0);
      expect(output).toContain(
        'PASS  no copy is longer than packet length 96; a text of over 1400 bytes came in packets',
      );
    });

    test('a packet of another flow fails when the rules accept just one', () => {
      const { failure } = judged(
        capture('control-udp').replaceAll('192.168.0.161.', '192.168.0.162.') + capture('good'),
      );
      expect(failure).toMatch(
        /^a packet was mirrored too, which no rule of mirror-filter-A accepts: .* 192\.168\.0\.162\.\d+ > 192\.168\.0\.230\.1234: Flags/,
      );
    });
  });
}

describe.each([
  ['mawk', [] as readonly string[]],
  ['gawk', ['--posix']],
] as const)('by POSIX awk: %s', (interpreter, options) => {
  describeWith([interpreter], 'the verdict', () => {
    test.each(RECORDED_VERSIONS)('of a good capture is the same, as tcpdump %s prints it', (version) => {
      const { output } = judged(recorded(version, 'good'), {}, [interpreter, ...options]);
      expect(output).toContain('VERIFIED');
      expect(output).toBe(judged(recorded(version, 'good')).output);
    });
  });
});
