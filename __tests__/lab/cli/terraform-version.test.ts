import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTerraform } from '../../../lab/cli/terraform-version';

describe('the Terraform on PATH', () => {
  const never = new AbortController().signal;
  const path = process.env['PATH'];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'terraform-'));
    process.env['PATH'] = `${folder}:/usr/bin:/bin`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  function terraform(script: string): void {
    writeFileSync(join(folder, 'terraform'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'terraform'), 0o755);
  }

  test.each(['1.10.0', '1.14.3', '2.0.0-alpha1'])('%s will do', async (version) => {
    terraform(`echo '{"terraform_version": "${version}"}'`);
    expect(await checkTerraform(never)).toBeUndefined();
  });

  test.each([
    [`echo '{"terraform_version": "1.9.8"}'`, 'the lab needs Terraform 1.10 or later, found 1.9'],
    [
      'echo "panic: no home" >&2; exit 2',
      'the lab needs Terraform 1.10 or later, and the one on PATH does not tell its version; it says: panic: no home',
    ],
    ['exit 1', 'the lab needs Terraform 1.10 or later, and the one on PATH does not tell its version; it says nothing'],
  ])('GIVEN %j THEN a sentence says what is wrong', async (script, sentence) => {
    terraform(script);
    expect(await checkTerraform(never)).toBe(sentence);
  });

  test('GIVEN it hangs THEN it is ended, and a sentence says so', async () => {
    terraform('sleep 1000');
    expect(await checkTerraform(never, 100)).toMatch(/does not tell its version; it says nothing$/);
  });

  test('GIVEN there is none THEN a sentence says where it is to be had', async () => {
    process.env['PATH'] = folder;
    expect(await checkTerraform(never)).toMatch(
      /^the lab needs Terraform 1\.10 or later, which is not on PATH: see http/,
    );
  });
});
