/**
 * What every decoder in this folder returns: a header and what follows it, or the reason why there is none. Decoders
 * take bytes from a network, so none of them throws.
 */
export type Decoded<Header> =
  | { readonly ok: true; readonly header: Header; readonly payload: Buffer }
  | { readonly ok: false; readonly reason: string };

/** The failure branch of {@link Decoded}: `reason` is a short phrase such as `ipv4: header needs 20 bytes, got: 3`. */
export function undecodable(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
