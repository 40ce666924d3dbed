/** What is wrong with a value, as the end of a sentence ("must be …, got: …") that begins with its name, or undefined. */
export type Problem = string | undefined;

/** A mistake in what a construct was given: the message has a line for each prop that is wrong. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    subject: string,
    /** By prop. */
    readonly problems: Readonly<Record<string, string>>,
  ) {
    super(
      Object.entries(problems)
        .map(([prop, problem]) => `${subject}: ${prop} ${problem}`)
        .join('\n'),
    );
  }
}

/** @throws InputError with all that is wrong, so that it can be mended in one go */
export function throwProblems(subject: string, problems: Readonly<Record<string, Problem>>): void {
  const found = Object.entries(problems).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (found.length > 0) throw new InputError(subject, Object.fromEntries(found));
}

/** Turns a parser that throws into a check. */
export function parses<T>(parse: (value: T) => unknown): (value: T) => Problem {
  return (value) => {
    try {
      parse(value);
      return undefined;
    } catch (error) {
      return `is wrong: ${(error as Error).message}`;
    }
  };
}
