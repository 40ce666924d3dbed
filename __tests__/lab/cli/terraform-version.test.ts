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
    delete process.env['TERRAFORM_BINARY_NAME'];
    rmSync(folder, { recursive: true });
  });

  function terraform(script: string, name = 'terraform'): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  test.each(['1.10.0', '1.14.3', '2.0.0-alpha1'])('%s will do', async (version) => {
    terraform(`echo 'Terraform v${version}'; echo 'on linux_amd64'`);
    expect(await checkTerraform(never)).toBeUndefined();
  });

  test.each([
    ['echo "Terraform v1.9.8"', 'the lab needs Terraform 1.10 or later, found 1.9'],
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

  test('GIVEN a Terraform of another name in TERRAFORM_BINARY_NAME THEN that one is asked', async () => {
    terraform('echo "Terraform v1.4.9"');
    terraform('echo "Terraform v1.13.2"', 'terraform-1.13');
    process.env['TERRAFORM_BINARY_NAME'] = 'terraform-1.13';
    expect(await checkTerraform(never)).toBeUndefined();
    process.env['TERRAFORM_BINARY_NAME'] = join(folder, 'terraform-1.13');
    expect(await checkTerraform(never)).toBeUndefined();
  });

  test('GIVEN OpenTofu THEN a sentence says that the lab is not for it', async () => {
    terraform('echo "OpenTofu v1.11.1"; echo "on linux_amd64"', 'tofu');
    process.env['TERRAFORM_BINARY_NAME'] = 'tofu';
    expect(await checkTerraform(never)).toMatch(
      /and TERRAFORM_BINARY_NAME is "tofu", which is OpenTofu 1\.11, with which the lab has not been tried: unset TERRAFORM_BINARY_NAME$/,
    );
    terraform('echo "OpenTofu v1.11.1"');
    delete process.env['TERRAFORM_BINARY_NAME'];
    expect(await checkTerraform(never)).toMatch(
      /and the one on PATH is OpenTofu 1\.11, with which the lab has not been tried: put Terraform before it on PATH$/,
    );
  });

  test('GIVEN a name that is nothing THEN a sentence says where it comes from', async () => {
    process.env['TERRAFORM_BINARY_NAME'] = 'terrafrom';
    expect(await checkTerraform(never)).toMatch(
      /and TERRAFORM_BINARY_NAME is "terrafrom", which is not there: set it to a Terraform, or unset it$/,
    );
  });
});
