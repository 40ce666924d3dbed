import { parses } from './input-error';
import { PORT } from './limits';
import { shown } from './shown';

/**
 * An inclusive range of TCP or UDP ports, 1 to 65535. The traffic-mirror API writes every range with a dash, even a
 * single port (`1234-1234`, the guide's Table 5); security groups write a single port without one.
 */
export class PortRange {
  private constructor(
    readonly from: number,
    readonly to: number,
  ) {}

  static single(port: number): PortRange {
    return PortRange.between(port, port);
  }

  /** @throws Error if a port is out of range or the two are the wrong way round */
  static between(from: number, to: number): PortRange {
    for (const port of [from, to]) {
      if (!Number.isInteger(port) || port < PORT.min || port > PORT.max) {
        throw new Error(`port must be a whole number between ${PORT.min} and ${PORT.max}, got: ${String(port)}`);
      }
    }
    if (from > to) throw new Error(`port range must go from the lower to the higher port, got: ${from}-${to}`);
    return new PortRange(from, to);
  }

  /** Reads `1234`, `"1234"` or `"80-200"`. */
  static parse(text: string | number): PortRange {
    const match = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(String(text));
    if (match === null) {
      throw new Error(
        `port range must be one port or two with a dash, such as 1234 or "80-200", got: ${shown(text)}; leave it out for all ports`,
      );
    }
    const from = Number(match[1]);
    return PortRange.between(from, match[2] === undefined ? from : Number(match[2]));
  }

  /** Every port that a packet can have. */
  get isAll(): boolean {
    return this.from === PORT.min && this.to === PORT.max;
  }

  contains(port: number): boolean {
    return port >= this.from && port <= this.to;
  }

  covers(other: PortRange): boolean {
    return this.from <= other.from && other.to <= this.to;
  }

  /** As the traffic-mirror API wants it: always two ports. */
  toMirrorFormat(): string {
    return `${this.from}-${this.to}`;
  }
}

export const checkPortRange = parses((text: string | number) => PortRange.parse(text));
