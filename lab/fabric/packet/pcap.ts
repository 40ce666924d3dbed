/**
 * The classic pcap format (draft-ietf-opsawg-pcap): a global header of 24 bytes, then records of 16 bytes and the
 * captured bytes, in the byte order and time resolution that the magic number tells.
 */
export interface PcapHeader {
  readonly byteOrder: 'big' | 'little';
  readonly resolution: 'microsecond' | 'nanosecond';
  /** Most bytes of a frame that were captured. */
  readonly snapLength: number;
  /** 1 = Ethernet. */
  readonly linkType: number;
}

export interface PcapRecord {
  /** Seconds since 1970. */
  readonly seconds: number;
  /** Within the second, whatever the file's resolution. */
  readonly nanoseconds: number;
  /** Length of the frame before it was cut to the snap length. */
  readonly originalLength: number;
  /** The captured bytes: a view of what was pushed. */
  readonly frame: Buffer;
}

const LINKTYPE_ETHERNET = 1;
const GLOBAL_HEADER_LENGTH = 24;
const RECORD_HEADER_LENGTH = 16;
/** tcpdump's own maximum snap length; a larger record is a sign of garbage, not of a frame. */
const RECORD_LIMIT = 262_144;

const MAGIC = { microsecond: 0xa1b2c3d4, nanosecond: 0xa1b23c4d } as const;
const PCAPNG_MAGIC = 0x0a0d0d0a;

export type PcapChunk =
  { readonly ok: true; readonly records: readonly PcapRecord[] } | { readonly ok: false; readonly reason: string };

/**
 * Streaming reader: bytes go in as they come, whole records come out. After a failure every later push fails with the
 * same reason, since there is no way to find the next record. Never throws; holds at most one incomplete record.
 */
export class PcapReader {
  private pending: Buffer = Buffer.alloc(0);
  private parsedHeader: PcapHeader | undefined;
  private failure: string | undefined;

  /** Known once the first 24 bytes have been pushed. */
  get header(): PcapHeader | undefined {
    return this.parsedHeader;
  }

  /** Bytes of an incomplete header or record that are waiting for the rest; not 0 at the end = the file is cut. */
  get pendingBytes(): number {
    return this.pending.length;
  }

  push(chunk: Buffer): PcapChunk {
    if (this.failure !== undefined) return { ok: false, reason: this.failure };
    const bytes = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    let at = 0;
    if (this.parsedHeader === undefined) {
      if (bytes.length < GLOBAL_HEADER_LENGTH) {
        this.pending = Buffer.from(bytes);
        return { ok: true, records: [] };
      }
      const parsed = parseHeader(bytes);
      if (typeof parsed === 'string') return this.fail(parsed);
      this.parsedHeader = parsed;
      at = GLOBAL_HEADER_LENGTH;
    }
    const { byteOrder, resolution } = this.parsedHeader;
    const records: PcapRecord[] = [];
    while (bytes.length - at >= RECORD_HEADER_LENGTH) {
      const captured = readWord(bytes, at + 8, byteOrder);
      if (captured > RECORD_LIMIT) {
        return this.fail(`pcap: record length must be at most ${RECORD_LIMIT}, got: ${captured}`);
      }
      const end = at + RECORD_HEADER_LENGTH + captured;
      if (end > bytes.length) break;
      const fraction = readWord(bytes, at + 4, byteOrder);
      records.push({
        seconds: readWord(bytes, at, byteOrder),
        nanoseconds: resolution === 'nanosecond' ? fraction : fraction * 1000,
        originalLength: readWord(bytes, at + 12, byteOrder),
        frame: bytes.subarray(at + RECORD_HEADER_LENGTH, end),
      });
      at = end;
    }
    // A copy: a view of a few bytes would keep the whole chunk in memory.
    this.pending = Buffer.from(bytes.subarray(at));
    return { ok: true, records };
  }

  private fail(reason: string): PcapChunk {
    this.failure = reason;
    this.pending = Buffer.alloc(0);
    return { ok: false, reason };
  }
}

function parseHeader(bytes: Buffer): PcapHeader | string {
  for (const byteOrder of ['little', 'big'] as const) {
    const magic = readWord(bytes, 0, byteOrder);
    if (magic !== MAGIC.microsecond && magic !== MAGIC.nanosecond) continue;
    return {
      byteOrder,
      resolution: magic === MAGIC.nanosecond ? 'nanosecond' : 'microsecond',
      snapLength: readWord(bytes, 16, byteOrder),
      // The upper bits say whether frames end with a check sequence.
      linkType: readWord(bytes, 20, byteOrder) & 0xffff,
    };
  }
  const magic = readWord(bytes, 0, 'big');
  if (magic === PCAPNG_MAGIC) return 'pcap: this is a pcapng file; convert it with tcpdump -r IN -w OUT';
  return `pcap: unknown magic number 0x${magic.toString(16).padStart(8, '0')}`;
}

/** The 24 bytes at the start of a capture file. */
export function encodePcapHeader(options: Partial<PcapHeader> = {}): Buffer {
  const { byteOrder = 'little', resolution = 'microsecond', snapLength = RECORD_LIMIT } = options;
  const head = Buffer.alloc(GLOBAL_HEADER_LENGTH);
  writeWord(head, MAGIC[resolution], 0, byteOrder);
  // Version 2.4: two 16-bit fields.
  if (byteOrder === 'little') head.writeUInt32LE((4 << 16) | 2, 4);
  else head.writeUInt32BE((2 << 16) | 4, 4);
  writeWord(head, snapLength, 16, byteOrder);
  writeWord(head, options.linkType ?? LINKTYPE_ETHERNET, 20, byteOrder);
  return head;
}

/** One record in the form that a header with the same options announced; the original length is the frame's if absent. */
export function encodePcapRecord(
  record: Omit<PcapRecord, 'originalLength'> & Partial<PcapRecord>,
  options: Pick<Partial<PcapHeader>, 'byteOrder' | 'resolution'> = {},
): Buffer {
  const { byteOrder = 'little', resolution = 'microsecond' } = options;
  const head = Buffer.alloc(RECORD_HEADER_LENGTH);
  writeWord(head, record.seconds, 0, byteOrder);
  const { nanoseconds } = record;
  writeWord(head, resolution === 'nanosecond' ? nanoseconds : Math.floor(nanoseconds / 1000), 4, byteOrder);
  writeWord(head, record.frame.length, 8, byteOrder);
  writeWord(head, record.originalLength ?? record.frame.length, 12, byteOrder);
  return Buffer.concat([head, record.frame]);
}

function readWord(bytes: Buffer, at: number, byteOrder: PcapHeader['byteOrder']): number {
  return byteOrder === 'little' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}

function writeWord(bytes: Buffer, value: number, at: number, byteOrder: PcapHeader['byteOrder']): void {
  if (byteOrder === 'little') bytes.writeUInt32LE(value, at);
  else bytes.writeUInt32BE(value, at);
}
