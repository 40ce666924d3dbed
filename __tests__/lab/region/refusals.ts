import { type RegionUnderTest } from './region-under-test';

/** A call that must be refused: `[what is wrong, method, path, body, status, words of the answer]`. */
export type Refusal<T> = readonly [
  title: string,
  method: string,
  path: (made: T) => string,
  body: (made: T) => unknown,
  status: number,
  words: string,
];

/** Makes each call, which must be refused with its reason, and leave the region and what the fabric has of it alone. */
export function testRefusals<T>(lab: () => RegionUnderTest, made: () => T, refusals: readonly Refusal<T>[]): void {
  const now = (): unknown => [lab().region.counts(), lab().region.topology()];
  test.each(refusals)(
    'WHEN %s is asked for THEN it is refused with the reason',
    async (_, method, path, body, status, words) => {
      const before = now();
      const answer = await lab().call(method, path(made()), body(made()));
      expect({ status: answer.status, text: JSON.stringify(answer.body) }).toEqual({
        status,
        text: expect.stringContaining(words) as string,
      });
      expect(now()).toEqual(before);
    },
  );
}
