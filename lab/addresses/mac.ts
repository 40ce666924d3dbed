import { createHash } from 'node:crypto';

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

/** Six bytes of a MAC address in colon form, such as `fa:16:3e:7e:d6:7a`. Throws when it is not one. */
export function parseMac(text: string): Buffer {
  if (!MAC.test(text)) throw new Error(`mac address must look like fa:16:3e:7e:d6:7a, got: ${text}`);
  return Buffer.from(text.replaceAll(':', ''), 'hex');
}

/** Colon form, lower case, as tcpdump and `ip link` print it. */
export function formatMac(bytes: Buffer): string {
  return bytes.toString('hex').replace(/..(?=.)/g, '$&:');
}

/** Broadcast and multicast addresses have the lowest bit of the first byte set (IEEE 802). */
export function isGroupMac(bytes: Buffer): boolean {
  return ((bytes[0] ?? 0) & 1) === 1;
}

/** MAC address of a subnet's gateway: always the same for the same subnet, in the range that the cloud's ports have. */
export function gatewayMac(subnetId: string): string {
  const hash = createHash('sha256').update(subnetId).digest('hex');
  return `fa:16:3e:${hash.slice(0, 2)}:${hash.slice(2, 4)}:${hash.slice(4, 6)}`;
}
