import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PcapReader } from '../../../../lab/fabric/packet/pcap';
import { captureFile, type CaptureName } from './captures/mirrored';
import { recorded } from './captures/printed';
import { beginningOf, judged } from './judged';
import { describeWith } from '../../../needs';
import { FakeServer, startSleeper } from './run-script';

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

  test('GIVEN copies with another VNI THEN it fails with that sentence, and leaves nothing', () => {
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
});

const FOR_EVIDENCE = ['bash', 'tcpdump', 'base64', 'sha256sum', 'od'];

describe.each([
  ['mawk', 'mawk'],
  ['gawk', 'gawk --posix'],
])('by POSIX awk: %s', (interpreter, awk) => {
  describeWith([...FOR_EVIDENCE, interpreter], 'the evidence behind the verdict', () => {
    let server: FakeServer;
    beforeEach(() => {
      server = new FakeServer().fake('awk', `exec ${awk} "$@"`);
    });
    afterEach(() => {
      server.close();
    });

    test('is a capture file of this run’s first and last copy, with its checksum', () => {
      // GIVEN
      server.leave('capture.out', captureFile('good')).leave('capture.log', '');
      // WHEN
      const { output, status } = server.run('check-target');
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

    test('is not there GIVEN the verdict is a failure, although both copies are', () => {
      server.leave('capture.out', captureFile('control-tcp')).leave('capture.log', '');
      const { output, failure } = server.run('check-target');
      expect(failure).toMatch(/^TCP to port 1235 was mirrored too, /);
      expect(output).not.toContain('EVIDENCE');
    });
  });
});
