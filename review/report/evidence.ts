/** The mirrored packets that the verdict prints as evidence: `BEGIN EVIDENCE server nonce pcap sha256:…`, base64, `END`. */
import { createHash } from 'node:crypto';
import { Buffer } from 'node:buffer';

/** A block of a log. */
export interface EvidenceBlock {
  readonly server: string;
  readonly nonce: string;
  readonly sha256: string;
  readonly base64: string;
}

export interface Evidence {
  /** A pcap file; undefined without a packet. */
  readonly pcap: Buffer | undefined;
  readonly packets: number;
  readonly problems: readonly string[];
}

export const BEGIN = /^BEGIN EVIDENCE (\S+) (\S+) pcap sha256:([0-9a-f]{64})$/;
export const END = /^END EVIDENCE (\S+) (\S+)$/;

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** Little-endian with microseconds, which is what tcpdump writes on a server, or with nanoseconds. */
const MAGICS: readonly number[] = [0xa1b2c3d4, 0xa1b23c4d];

/**
 * One file of all blocks, in the order of their times. What is not whole, or is no packet with the run's nonce, is left out
 * and told of.
 *
 * @param nonce of the run that the report is about; undefined when the log does not name one
 */
export function evidenceOf(blocks: readonly EvidenceBlock[], nonce: string | undefined): Evidence {
  const problems: string[] = [];
  const records: { readonly time: number; readonly bytes: Buffer }[] = [];
  let header: Buffer | undefined;
  for (const block of blocks) {
    const file = Buffer.from(block.base64, 'base64');
    const problem = problemOf(block, file, nonce);
    if (problem !== undefined) {
      problems.push(`evidence of ${block.server}: ${problem}`);
      continue;
    }
    header ??= file.subarray(0, FILE_HEADER);
    if (!header.subarray(0, 4).equals(file.subarray(0, 4))) {
      problems.push(`evidence of ${block.server}: its times are of another kind than those of the others`);
      continue;
    }
    for (const bytes of recordsOf(file)) {
      if (bytes.includes(block.nonce, RECORD_HEADER)) {
        records.push({ time: bytes.readUInt32LE(0) * 1e9 + bytes.readUInt32LE(4), bytes });
      } else problems.push(`evidence of ${block.server}: a packet without the nonce of its run was left out`);
    }
  }
  const sorted = records.sort((a, b) => a.time - b.time).map(({ bytes }) => bytes);
  const pcap = header === undefined || sorted.length === 0 ? undefined : Buffer.concat([header, ...sorted]);
  return { pcap, packets: sorted.length, problems };
}

function problemOf({ sha256, nonce }: EvidenceBlock, file: Buffer, expected: string | undefined): string | undefined {
  if (expected !== undefined && nonce !== expected) return `it is of another run (nonce ${nonce})`;
  if (createHash('sha256').update(file).digest('hex') !== sha256) return 'its checksum is wrong: the log is not whole';
  if (file.length < FILE_HEADER || !MAGICS.includes(file.readUInt32LE(0))) return 'it is no capture of tcpdump';
  return undefined;
}

function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  let at = FILE_HEADER;
  while (at + RECORD_HEADER <= file.length) {
    const end = at + RECORD_HEADER + file.readUInt32LE(at + 8);
    if (end > file.length) break;
    records.push(file.subarray(at, end));
    at = end;
  }
  return records;
}
