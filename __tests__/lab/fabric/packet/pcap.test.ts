import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PcapReader, encodePcapHeader, encodePcapRecord, type PcapRecord } from '../../../../lab/fabric/packet/pcap';
import { describeUnless, missingTool } from '../../../needs';
import * as sample from './sample-frames';

const frames = [sample.tcp4(), sample.udp6(), sample.arpRequest(), sample.tcp4({ payload: Buffer.alloc(1400, 'x') })];
const forms = [
  { byteOrder: 'little', resolution: 'microsecond' },
  { byteOrder: 'little', resolution: 'nanosecond' },
  { byteOrder: 'big', resolution: 'microsecond' },
  { byteOrder: 'big', resolution: 'nanosecond' },
] as const;

function fileOf(form: (typeof forms)[number]): Buffer {
  const records = frames.map((frame, index) =>
    encodePcapRecord(
      { seconds: 1_725_966_745 + index, nanoseconds: 839_624_001, frame, originalLength: frame.length + index },
      form,
    ),
  );
  return Buffer.concat([encodePcapHeader(form), ...records]);
}

function readAll(reader: PcapReader, chunks: readonly Buffer[]): PcapRecord[] {
  return chunks.flatMap((chunk) => {
    const result = reader.push(chunk);
    if (!result.ok) throw new Error(result.reason);
    return result.records;
  });
}

describe('pcap', () => {
  test.each(forms)(
    'GIVEN $byteOrder endian $resolution WHEN written and read THEN frames, lengths and times are the same',
    (form) => {
      const reader = new PcapReader();
      const records = readAll(reader, [fileOf(form)]);
      const nanoseconds = form.resolution === 'nanosecond' ? 839_624_001 : 839_624_000;
      expect(reader.header).toEqual({ ...form, snapLength: 262_144, linkType: 1 });
      expect(records).toEqual(
        frames.map((frame, index) => ({
          frame,
          seconds: 1_725_966_745 + index,
          nanoseconds,
          originalLength: frame.length + index,
        })),
      );
    },
  );

  test('GIVEN a file in pieces of any size WHEN read THEN the records are the same', () => {
    const file = fileOf(forms[0]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        const chunks: Buffer[] = [];
        for (let at = 0, index = 0; at < file.length; index++) {
          const size = sizes[index % sizes.length] ?? 1;
          chunks.push(file.subarray(at, at + size));
          at += size;
        }
        const records = readAll(new PcapReader(), chunks);
        return (
          records.length === frames.length &&
          records.every((record, at) => record.frame.equals(frames[at] ?? Buffer.alloc(0)))
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('GIVEN a cut file WHEN read THEN the bytes that wait for the rest are told', () => {
    const reader = new PcapReader();
    readAll(reader, [fileOf(forms[0]).subarray(0, -1)]);
    expect(reader.pendingBytes).toBe(16 + (frames.at(-1)?.length ?? 0) - 1);
  });

  test.each([
    [
      'pcapng',
      Buffer.from('0a0d0d0a'.padEnd(48, '0'), 'hex'),
      'pcap: this is a pcapng file; convert it with tcpdump -r IN -w OUT',
    ],
    ['text', Buffer.from('tcpdump: eth0: No such device'), 'pcap: unknown magic number 0x74637064'],
    [
      'a record of 256 KiB and one',
      Buffer.concat([encodePcapHeader(), Buffer.from('00000000000000000100040000000000', 'hex')]),
      'pcap: record length must be at most 262144, got: 262145',
    ],
  ])('GIVEN %s WHEN read THEN it fails with the reason, also later', (_name, bytes, reason) => {
    const reader = new PcapReader();
    expect(reader.push(bytes)).toEqual({ ok: false, reason });
    expect(reader.push(fileOf(forms[0]))).toEqual({ ok: false, reason });
  });

  test('GIVEN random bytes behind a valid header WHEN read THEN nothing is thrown', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 5 }), (chunks) => {
        const reader = new PcapReader();
        reader.push(encodePcapHeader());
        for (const chunk of chunks) reader.push(Buffer.from(chunk));
        return reader.pendingBytes <= 500;
      }),
      { seed: 2, numRuns: 3000 },
    );
  });
});

describeUnless(missingTool(['tcpdump']), 'pcap beside tcpdump', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'pcap-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test.each(forms)(
    'GIVEN our $byteOrder endian $resolution file WHEN tcpdump reads it THEN times and lengths are ours',
    (form) => {
      const file = join(directory, 'ours.pcap');
      writeFileSync(file, fileOf(form));
      const args = ['-nne', '-tt', '--time-stamp-precision=nano', '-r', file];
      const lines = execFileSync('tcpdump', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .trimEnd()
        .split('\n');
      const fraction = form.resolution === 'nanosecond' ? '839624001' : '839624000';
      expect(lines.map((line) => line.match(/^\S+|length \d+/g)?.slice(0, 2))).toEqual(
        frames.map((frame, index) => [`${1_725_966_745 + index}.${fraction}`, `length ${frame.length + index}`]),
      );
    },
  );

  test("GIVEN tcpdump's own file WHEN read THEN the frames are those that were written", () => {
    const ours = join(directory, 'ours.pcap');
    const theirs = join(directory, 'theirs.pcap');
    writeFileSync(ours, fileOf(forms[0]));
    execFileSync('tcpdump', ['-r', ours, '-w', theirs], { stdio: 'ignore' });
    expect(readAll(new PcapReader(), [readFileSync(theirs)]).map((record) => record.frame)).toEqual(frames);
  });
});
