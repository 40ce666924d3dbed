/** What the proof makes of a collector's files: the lines that it is told, and the awk program that reads a packet. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { keptLines } from '../../../lib/verification/kept-lines';
import { accept, FLOW, planOf, session, tcpAndUdpPlan } from '../verification/guide-proof';
import { describeWith } from '../../needs';

const AWK = resolve(__dirname, '../../../lib/collector/scripts/kept.awk');

test('GIVEN the guide WHEN its collector is asked THEN for short texts and a long one, from and to whom they were sent', () => {
  const filter = 'src host 192.168.0.161 and dst host 192.168.0.230 and tcp dst port 1234';
  const label = 'TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234) is mirrored to ECS-target';
  expect(keptLines(planOf(), 'ECS-target').split('\n')).toEqual([
    `mirror-session-A|1|96|${filter}|1|line|${label}|p1 p2 p3`,
    `mirror-session-A|1|96|${filter}|1600|line|${label}|p4`,
  ]);
});

test('GIVEN two targets WHEN each is asked THEN for its own, and of UDP for texts that one datagram holds', () => {
  const lines = (target: string): string[][] =>
    keptLines(tcpAndUdpPlan(), target)
      .split('\n')
      .map((line) => line.split('|'));
  expect(lines('ECS-target-01').map(([name, vni, , , zeros]) => [name, vni, zeros])).toEqual([
    ['mirror-session-01', '1', '1'],
    ['mirror-session-01', '1', '1600'],
  ]);
  expect(lines('ECS-target-02').map(([name, vni, , , zeros]) => [name, vni, zeros])).toEqual([
    ['mirror-session-02', '2', '1'],
    ['mirror-session-02', '2', '1420'],
  ]);
});

test('GIVEN answers that the rules accept WHEN asked THEN for them too, which are nonce and mark alone', () => {
  const both = session({ rules: [accept({}), accept({ direction: 'egress' })] });
  const answers = keptLines(planOf([both]), 'ECS-target')
    .split('\n')
    .filter((line) => line.includes('the answers of'));
  expect(answers.map((line) => line.split('|').slice(3, 6))).toContainEqual([
    'src host 192.168.0.230 and dst host 192.168.0.161 and tcp src port 1234',
    '0',
    'line',
  ]);
});

test('GIVEN a flow that is not mirrored to a target WHEN asked THEN for nothing', () => {
  expect(keptLines(planOf([session({ enabled: false })], [FLOW]), 'ECS-target')).toBe('');
});

describeWith(['awk'], 'kept.awk', () => {
  /** A TCP packet with time stamps, as it was sent: Ethernet, IPv4 and TCP with 66 bytes, and a text. */
  function frame(text: string): Buffer {
    const headers = Buffer.alloc(66);
    headers.writeUInt16BE(0x0800, 12);
    headers[14] = 0x45;
    headers.writeUInt16BE(52 + text.length, 16);
    headers[23] = 6;
    headers[46] = 0x80;
    return Buffer.concat([headers, Buffer.from(text)]);
  }

  /** The same as `tcpdump -nn -xx` prints it. */
  function printed(packet: Buffer): string {
    const words = packet.toString('hex').match(/.{1,4}/g) ?? [];
    const lines = Array.from({ length: Math.ceil(words.length / 8) }, (_, index) => {
      const address = (16 * index).toString(16).padStart(4, '0');
      return `\t0x${address}:  ${words.slice(8 * index, 8 * index + 8).join(' ')}`;
    });
    return ['12:00:00.000000 IP 192.168.0.161.40000 > 192.168.0.230.1234: Flags [P.], length 14', ...lines, ''].join(
      '\n',
    );
  }

  function verdict(packets: readonly Buffer[], { zeros = '1', most = '96', mark = 'p1' } = {}): string {
    const variables = { nonce: 'ab12cd34ef', mark, zeros, ending: 'line', most };
    const options = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
    const run = spawnSync('awk', [...options, '-f', AWK], { encoding: 'utf8', input: packets.map(printed).join('') });
    expect(run.stderr).toBe('');
    return run.stdout.trim();
  }

  const SENT = frame('ab12cd34efp10\n');
  const LONG = frame(`ab12cd34efp4${'0'.repeat(1368)}`);

  test.each<[string, readonly Buffer[], Parameters<typeof verdict>[1], string]>([
    ['the packet that was sent', [SENT], {}, 'same'],
    ['it behind another', [frame('another\n'), SENT], {}, 'same'],
    ['another alone', [frame('another\n')], {}, ''],
    ['that of another mark', [SENT], { mark: 'p2' }, ''],
    ['a long one, cut', [LONG.subarray(0, 96)], { mark: 'p4', zeros: '1600' }, 'same'],
    ['a long one, whole', [LONG], { mark: 'p4', zeros: '1600', most: '1460' }, 'same'],
    [
      'a long one, cut too early',
      [LONG.subarray(0, 90)],
      { mark: 'p4', zeros: '1600' },
      'it has 90 bytes, of which 96 should have been copied',
    ],
    [
      'a long one, cut too late',
      [LONG.subarray(0, 120)],
      { mark: 'p4', zeros: '1600' },
      'it has 120 bytes, of which only 96 should have been copied',
    ],
    ['it with another end', [frame('ab12cd34efp1x\n')], {}, 'its text is another'],
    ['it behind something', [frame('xab12cd34efp10\n')], {}, 'its text is another'],
  ])('GIVEN a ring with %s WHEN read THEN %j', (_, packets, options, said) => {
    expect(verdict(packets, options)).toBe(said);
  });
});
