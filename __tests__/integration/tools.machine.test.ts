import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './project';

jest.setTimeout(60_000);

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const tool = (name: string, option: string) => {
  const [command = '', ...args] = (scripts[name] ?? '').split(' ');
  return run(command, [...args, option], ROOT);
};

describe.each([
  ['get', '--output, --help'],
  ['schema', '--from, --traits, --help'],
  ['docs', '--help'],
  ['lab:docs', '--help'],
])('npm run %s', (name, options) => {
  test('GIVEN --help THEN it says what it does and what its options are', () => {
    const { status, output } = tool(name, '--help');
    expect(status).toBe(0);
    expect(output).toMatch(/^(Writes|Rebuilds) /);
    expect(output).toContain(`usage: npm run ${name}`);
    for (const option of options.split(', ')) expect(output).toMatch(new RegExp(`^ {2}${option} `, 'm'));
  });

  test('GIVEN an unknown option THEN it ends with a sentence', () => {
    expect(tool(name, '--wrong')).toEqual({
      status: 1,
      output: `${name}: unknown option '--wrong'; allowed: ${options}\n`,
    });
  });
});
