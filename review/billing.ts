/** What is billed while it exists: items and quantities. Prices differ by region and change: the calculator knows them. */
import { type Stack } from './stack/model';

export const PRICE_CALCULATOR = 'https://www.huaweicloud.com/intl/en-us/pricing/calculator.html';

export interface BilledItem {
  readonly quantity: number;
  readonly what: string;
  readonly how: string;
}

export function billedItems({ servers, elasticIps }: Stack): BilledItem[] {
  return [
    ...counted(servers.map(({ flavor }) => `ECS of flavor ${flavor}`)).map(([what, quantity]) => ({
      quantity,
      what,
      how: 'for as long as it exists, pay-per-use',
    })),
    ...counted(
      servers.map(({ diskType, diskGib }) => `system disk ${diskType || 'of the default type'}, ${diskGib ?? 40} GiB`),
    ).map(([what, quantity]) => ({
      quantity,
      what,
      how: 'for as long as it exists, also while its server is stopped',
    })),
    ...counted(
      elasticIps.map(({ type, bandwidth, chargeMode }) => `EIP of type ${type}, ${bandwidth} Mbit/s, by ${chargeMode}`),
    ).map(([what, quantity]) => ({
      quantity,
      what,
      how: what.endsWith('traffic')
        ? 'by what flows out; the address itself while it is bound to nothing'
        : 'by its size, for as long as it exists',
    })),
  ];
}

function counted(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
