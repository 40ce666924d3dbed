/**
 * The records that inject.pl reads: frame length (16 bits, big endian), device name (16 bytes, zero padded), frame.
 * A length of 0 asks for a report.
 */
export const INJECTION_HEADER_LENGTH = 18;

const NAME_LENGTH = 16;

/** Bytes of a record that holds a frame of `frameLength` bytes. */
export function injectionLength(frameLength: number): number {
  return INJECTION_HEADER_LENGTH + frameLength;
}

/** Writes a record's header and returns where the frame's bytes go. */
export function encodeInjection(device: string, frameLength: number, into: Buffer, at: number): number {
  into.writeUInt16BE(frameLength, at);
  into.fill(0, at + 2, at + 2 + NAME_LENGTH);
  into.write(device, at + 2, NAME_LENGTH - 1, 'latin1');
  return at + INJECTION_HEADER_LENGTH;
}

/** The record that asks for a report: it is answered when everything before it has been sent or counted as lost. */
export const REPORT_REQUEST: Buffer = Buffer.alloc(INJECTION_HEADER_LENGTH);

/** What the injector has done since it started. */
export interface InjectionReport {
  readonly sent: number;
  /** Frames that the kernel refused, by the name of the error, such as ENXIO (no such device) or ENOBUFS. */
  readonly lost: Readonly<Record<string, number>>;
}

/** Reads a line such as `sent 12 ENXIO=3 ENOBUFS=1`; undefined when it is none. */
export function parseReport(line: string): InjectionReport | undefined {
  const [word, count, ...losses] = line.trim().split(' ');
  if (word !== 'sent' || count === undefined || !/^\d+$/.test(count)) return undefined;
  const lost: Record<string, number> = {};
  for (const loss of losses) {
    const match = /^(\w+)=(\d+)$/.exec(loss);
    if (match?.[1] === undefined) return undefined;
    lost[match[1]] = Number(match[2]);
  }
  return { sent: Number(count), lost };
}
