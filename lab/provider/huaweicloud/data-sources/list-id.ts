/**
 * The id that the provider gives to a list of names: their CRC-32 (IEEE 802.3), each name with a dash behind it. By hand,
 * because zlib has one from Node.js 20.15 on only, and the project runs on 20.9.
 */
export function listId(names: readonly string[]): string {
  let crc = ~0;
  for (const byte of Buffer.from(names.map((name) => `${name}-`).join(''))) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return String(~crc >>> 0);
}
