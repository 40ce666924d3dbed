import { type Flow } from '../packet/flow';

/** Linux' default range of ephemeral ports; the guide's sample, 32838, lies in it. */
export const EPHEMERAL_PORTS = { from: 32768, to: 60999 } as const;

const COUNT = EPHEMERAL_PORTS.to - EPHEMERAL_PORTS.from + 1;

/**
 * Outer source port of a mirrored frame: a hash of the inner flow (RFC 7348 5 asks for one), so that a flow keeps its
 * port and its order on any path that spreads by ports, and different flows spread.
 *
 * - Both directions of a connection have the same port: an analyzer behind a load balancer sees both.
 * - Fragments of a packet have the same port as one another: none counts its ports, since later ones have none.
 */
export function flowSourcePort(flow: Flow): number {
  const ports = flow.fragmented ? undefined : flow.ports;
  const order = compareEnds(flow, ports);
  const [first, second] = order <= 0 ? [flow.source, flow.destination] : [flow.destination, flow.source];
  let hash = hashBytes(hashBytes(0x811c9dc5, first), second);
  hash = hashByte(hash, flow.protocol);
  if (ports !== undefined) {
    const [one, other] = order <= 0 ? [ports.source, ports.destination] : [ports.destination, ports.source];
    for (const byte of [one >> 8, one & 0xff, other >> 8, other & 0xff]) hash = hashByte(hash, byte);
  }
  return EPHEMERAL_PORTS.from + (hash % COUNT);
}

function compareEnds(flow: Flow, ports: Flow['ports']): number {
  const byAddress = flow.source.compare(flow.destination);
  return byAddress !== 0 || ports === undefined ? byAddress : ports.source - ports.destination;
}

/** FNV-1a, 32 bits: small, fast and well spread over a few dozen bytes. */
function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193) >>> 0;
}

function hashBytes(seed: number, bytes: Buffer): number {
  let hash = seed;
  for (const byte of bytes) hash = hashByte(hash, byte);
  return hash;
}
