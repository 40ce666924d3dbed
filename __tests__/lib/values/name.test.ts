import { checkName } from '../../../lib/values/name';

describe('names', () => {
  test.each(['a', 'mirror-filter-A', 'Sg_X.1', '镜像会话-A', 'x'.repeat(64)])('"%s" is allowed', (name) => {
    expect(checkName(name)).toBeUndefined();
  });

  test.each(['', 'x'.repeat(65), 'two words', 'slash/ed', 'ünïcode', 'line\n', '<b>'])('"%s" is not', (name) => {
    expect(checkName(name)).toBe(
      `must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: ${JSON.stringify(name)}`,
    );
  });

  test('"__proto__" is not, because no output could go by it', () => {
    expect(checkName('__proto__')).toBe('must not be "__proto__", which no output could go by');
  });
});
