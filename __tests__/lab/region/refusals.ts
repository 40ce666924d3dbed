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

/** Makes the call and gives what matters of the answer, ready to be compared with {@link refused}. */
export async function refusalOf<T>(lab: RegionUnderTest, made: T, [, method, path, body]: Refusal<T>) {
  const answer = await lab.call(method, path(made), body(made));
  return { status: answer.status, text: JSON.stringify(answer.body) };
}

export const refused = <T>([, , , , status, words]: Refusal<T>): object => ({
  status,
  text: expect.stringContaining(words) as string,
});
