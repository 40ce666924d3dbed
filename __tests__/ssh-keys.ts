import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KeyText {
  readonly publicKey: string;
  /** As `$(cat KEY)` gives it: without the last line break. */
  readonly privateKey: string;
}

/** A key pair that ssh-keygen makes, such as with `-t rsa -m PEM`. @param passphrase of the private key; none when empty */
export function sshKey(options: readonly string[] = ['-t', 'ed25519'], passphrase = ''): KeyText {
  const folder = mkdtempSync(join(tmpdir(), 'key-'));
  try {
    const file = join(folder, 'key');
    const { status, stderr } = spawnSync('ssh-keygen', ['-q', '-C', 'test', ...options, '-N', passphrase, '-f', file]);
    if (status !== 0) throw new Error(`ssh-keygen ${options.join(' ')}: ${stderr.toString()}`);
    const text = (name: string): string => readFileSync(name, 'utf8').trimEnd();
    return { publicKey: text(`${file}.pub`), privateKey: text(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
