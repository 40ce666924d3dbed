import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { basename } from 'node:path';
import {
  escapeForTerraform,
  remoteScript,
  verdictPrograms,
  type ScriptName,
} from '../../../lib/verification/remote-script';

const NAMES: ScriptName[] = [
  'prepare-test',
  'prepare-source',
  'end-proxy',
  'capture',
  'listen',
  'send',
  'check-source',
  'check-target',
  'watch',
];

/** What Terraform makes of a template that has only escapes, no expressions. */
const unescaped = (text: string): string => text.replaceAll('$${', '${').replaceAll('%%{', '%{');
/** What Terraform would take for an expression or a directive: an opening that is not doubled. */
const TEMPLATES = /(?<!\$)\$\{|(?<!%)%\{/g;

describe.each(NAMES)('%s', (name) => {
  test('starts with bash, and is one text', () => {
    expect(remoteScript(name, {})).toMatch(/^#!\/usr\/bin\/env bash\n/);
  });

  test('has the prelude in it and reads no other file of this project', () => {
    // WHEN
    const script = remoteScript(name, {});
    // THEN
    expect(script).toContain('set -euo pipefail');
    expect(script).not.toContain('BASH_SOURCE');
    expect(script).not.toContain('shellcheck');
  });

  test('leaves nothing of its own to Terraform', () => {
    expect(remoteScript(name, {}).match(TEMPLATES)).toBeNull();
  });

  test('is bash once Terraform has taken the escapes away', () => {
    // WHEN
    const { status, stderr } = spawnSync('bash', ['-n'], {
      input: unescaped(remoteScript(name, {})),
      encoding: 'utf8',
    });
    // THEN
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('variables', () => {
  test('stand before the script, in their order', () => {
    expect(remoteScript('capture', { A: 'x', B: 1, C: false }).split('\n').slice(0, 5)).toEqual([
      '#!/usr/bin/env bash',
      "A='x'",
      "B='1'",
      "C='false'",
      expect.stringMatching(/^# On a target/),
    ]);
  });

  test('may be Terraform expressions', () => {
    expect(remoteScript('capture', { NONCE: '${self.id}' })).toContain("\nNONCE='${self.id}'\n");
  });

  test.each(["it's", '"$(id)"', '`id`', 'a\nb', '\\', "'; exit 1; '", '$HOME', ''])(
    'reach the shell as they are: %j',
    (value) => {
      // GIVEN
      const [, ...lines] = remoteScript('capture', { VALUE: value }).split('\n# On a target', 1).join('').split('\n');
      // WHEN
      const { stdout } = spawnSync('bash', ['-c', `${lines.join('\n')}\nprintf %s "$VALUE"`], { encoding: 'utf8' });
      // THEN
      expect(stdout).toBe(value);
    },
  );
});

test('the verdict is an awk program without anything for Terraform', () => {
  // GIVEN
  const program = unescaped(verdictPrograms().VERDICT_AWK);
  // WHEN
  const { status, stderr } = spawnSync('awk', [`BEGIN { exit }\n${program}\nEND { exit 0 }`], { encoding: 'utf8' });
  // THEN
  expect(verdictPrograms().VERDICT_AWK.match(TEMPLATES)).toBeNull();
  expect(stderr).not.toMatch(/syntax error/);
  expect(status).not.toBe(2);
});

describe('whatever the files say', () => {
  const files: Record<string, string> = {
    'prelude.sh': "#!/bin/sh\necho $$ $& $' ${x} %{y}\n",
    'capture.sh': '#!/bin/sh\n. "${BASH_SOURCE%/*}/prelude.sh"\ntrue\n',
    'send.sh': '#!/bin/sh\ntrue\n',
    'verdict.awk': '/^%{2}${1}/ { print $$1 }\n',
  };
  beforeEach(() => {
    jest.spyOn(fs, 'readFileSync').mockImplementation((file) => files[basename(file as string)] ?? '');
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('the prelude is put in as it is, but for what Terraform would read', () => {
    expect(remoteScript('capture', {})).toBe("#!/usr/bin/env bash\necho $$ $& $' $${x} %%{y}\n\ntrue\n");
  });

  test('so is the verdict', () => {
    expect(verdictPrograms().VERDICT_AWK).toBe('/^%%{2}$${1}/ { print $$1 }\n');
  });

  test('a script that does not read the prelude is refused', () => {
    expect(() => remoteScript('send', {})).toThrow(new Error('send.sh does not read the prelude'));
  });
});

test('escaping doubles the sign before a brace, and nothing else', () => {
  expect(escapeForTerraform('$x ${x} %{ if } $(x) 100% ${${x}}')).toBe('$x $${x} %%{ if } $(x) 100% $${$${x}}');
});
