import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PcapReader } from '../../../../lab/fabric/packet/pcap';
import { captureFile, type CaptureName } from './captures/mirrored';
import { RECORDED_VERSIONS, recorded } from './captures/printed';
import { judged, judgesTheSameByEveryTcpdump } from './judged';
import { type MirrorRule } from '../../../../lib/mirror/mirror-rule';
import { accept, planOf, session, TABLE_5 } from '../guide-proof';
import { describeWith } from '../../../needs';
import { FakeServer, guidePlan, startSleeper, variablesOf } from './run-script';

/** With the first positive packets, and without the last. */
const beginningOf = (text: string): string => text.split('\n').slice(0, 40).join('\n');

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

describeWith(['bash', 'awk', 'base64', 'sha256sum', 'od'], 'check-target.sh', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer().fake('tcpdump', 'exec cat');
  });
  afterEach(() => {
    server.close();
  });
  const said = (name: CaptureName): string => recorded('4.99.3', name);

  test('GIVEN a good capture THEN it says the verdict, and leaves nothing', () => {
    server.leave('capture.out', said('good')).leave('capture.log', '');
    const { status, output } = server.run('check-target');
    expect(output.startsWith(judged(said('good')).output)).toBe(true);
    expect(status).toBe(0);
    expect(existsSync(server.state)).toBe(false);
  });

  test('GIVEN another THEN it fails with that sentence, and leaves nothing', () => {
    server.leave('capture.out', said('wrong-vni')).leave('capture.log', '');
    const outcome = server.run('check-target');
    const { failure } = judged(said('wrong-vni'));
    expect(outcome).toEqual({ status: 1, output: `FAILED: ${failure}\n`, failure });
    expect(existsSync(server.state)).toBe(false);
  });

  test.each([
    ['is here at once', 'good', '0.3'],
    ['is still to come', 'none', '1'],
  ] as const)('GIVEN the last copy %s THEN a little more time is left for what comes late', (_, name, settle) => {
    const slept = join(server.folder, 'slept');
    server.fake('sleep', `echo "$1" >>${slept}`).leave('capture.out', said(name)).leave('capture.log', '');
    server.run('check-target', { SETTLE_SECONDS: '' });
    expect(readFileSync(slept, 'utf8').split('\n')).toContain(settle);
  });

  test('a capture that is gone fails with the remedy', () => {
    expect(server.run('check-target').failure).toBe(
      'the capture on ECS-target is gone: its time was up, or another run of the verification ended it; deploy again',
    );
  });

  test.each([
    [
      'has ended before anything arrived',
      '',
      'the capture on ECS-target ended before anything arrived: 23 packets captured',
    ],
    [
      'has ended too soon',
      beginningOf(said('good')),
      'the capture on ECS-target was cut short: the first mirrored packets are there, the last is not: 23 packets captured',
    ],
  ])('GIVEN tcpdump %s THEN its last words are quoted', (_, text, sentence) => {
    server.leave('capture.out', text).leave('capture.log', 'listening on eth0\n23 packets captured\n');
    expect(server.run('check-target').failure).toBe(sentence);
  });

  describe('GIVEN tcpdump still captures', () => {
    const failureOf = (text: string): string => {
      const sleeper = startSleeper();
      server.leave('capture.pid', sleeper.pidLine).leave('capture.out', text).leave('capture.log', '');
      const { failure } = server.run('check-target');
      sleeper.stop();
      return failure;
    };

    test('WHEN nothing but a plain datagram has arrived THEN the mirror is to blame', () => {
      expect(failureOf(said('none'))).toBe(
        'nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target: is mirror session mirror-session-A still enabled, with mirror-filter-A as its filter, ECS-source as its source and ECS-target as its target',
      );
    });

    test('WHEN not even a plain datagram has arrived THEN the security group is to blame', () => {
      expect(failureOf('')).toBe(
        'no packet on UDP 4789 reached ECS-target, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789 from 192.168.0.230/32 into ECS-target (Table 4)',
      );
    });

    test('WHEN the last copy does not come THEN they were lost on the way', () => {
      expect(failureOf(beginningOf(said('good')))).toBe(
        'the capture on ECS-target was cut short: the first mirrored packets are there, the last is not; mirroring stopped, or packets were lost',
      );
    });
  });

  test('GIVEN the verdict is a failure THEN there is no evidence', () => {
    server.leave('capture.out', captureFile('wrong-vni')).leave('capture.log', '');
    expect(server.run('check-target').output).not.toContain('EVIDENCE');
  });
});

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

  describeWith(['bash', interpreter, 'tcpdump', 'base64', 'sha256sum', 'od'], 'the evidence behind it', () => {
    test('is a capture file of this run’s first and last copy, with its checksum', () => {
      // GIVEN
      const server = new FakeServer().fake('awk', `exec ${[interpreter, ...options].join(' ')} "$@"`);
      server.leave('capture.out', captureFile('good')).leave('capture.log', '');
      // WHEN
      const { output, status } = server.run('check-target');
      server.close();
      // THEN
      expect(status).toBe(0);
      const [, sum, text = ''] =
        /^BEGIN EVIDENCE ECS-target ab12cd34ef pcap sha256:([0-9a-f]{64})\n([A-Za-z0-9+/=\n]+)^END EVIDENCE ECS-target ab12cd34ef$/m.exec(
          output,
        ) ?? [];
      const file = Buffer.from(text, 'base64');
      expect(createHash('sha256').update(file).digest('hex')).toBe(sum);
      const read = new PcapReader().push(file);
      const all = new PcapReader().push(captureFile('good'));
      if (!read.ok || !all.ok) throw new Error('not a capture file');
      const marked = all.records.filter(({ frame }) => /ab12cd34efp[14]/.test(frame.toString('latin1')));
      expect(read.records).toHaveLength(2);
      expect(read.records.map(({ frame }) => frame.toString('hex'))).toEqual(
        marked.map(({ frame }) => frame.toString('hex')),
      );
    });
  });
});
