import { type Problem } from './input-error';
import { type IntegerRange } from './whole-number';
import { shown } from './shown';

/** On one resource: API references of VPC, EIP and ECS, their tags. */
export const TAGS: IntegerRange = { min: 0, max: 20 };
/** Characters of a tag: API reference of VPC, tags, which is the strictest of the three. */
export const TAG_KEY_LENGTH: IntegerRange = { min: 1, max: 36 };
export const TAG_VALUE_LENGTH: IntegerRange = { min: 0, max: 43 };

const KEY = /^[\p{Script=Han}A-Za-z0-9_-]*$/u;
const VALUE = /^[\p{Script=Han}A-Za-z0-9_.-]*$/u;

/** A sentence for each thing that is wrong, about all tags of which it is. */
export function checkTags(tags: Readonly<Record<string, string>>): Problem {
  const given = Object.entries(tags);
  const rules: (readonly [string, (key: string, value: string) => boolean])[] = [
    [
      `must have keys of ${TAG_KEY_LENGTH.min} to ${TAG_KEY_LENGTH.max} and values of at most ${TAG_VALUE_LENGTH.max} characters`,
      (key, value) =>
        key.length >= TAG_KEY_LENGTH.min && key.length <= TAG_KEY_LENGTH.max && value.length <= TAG_VALUE_LENGTH.max,
    ],
    [
      'must have keys of letters, digits, Chinese characters, "_" and "-", and values of these and "."',
      (key, value) => KEY.test(key) && VALUE.test(value),
    ],
    // CDKTF drops it in silence.
    ['must not have the key "__proto__"', (key) => key !== '__proto__'],
  ];
  const problems = rules.flatMap(([sentence, isRight]) => {
    const wrong = given.filter(([key, value]) => !isRight(key, value));
    const pairs = wrong.map(([key, value]) => `${shown(key)} = ${shown(value)}`).join(', ');
    return wrong.length === 0 ? [] : [`${sentence}, got: ${pairs}`];
  });
  if (given.length > TAGS.max) problems.push(`must be at most ${TAGS.max}, got: ${given.length}`);
  return problems.length === 0 ? undefined : problems.join('; ');
}
