import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KeyText {
  readonly publicKey: string;
  /** As `$(cat KEY)` gives it: without the last line break. */
  readonly privateKey: string;
}

export interface KeyFile extends KeyText {
  readonly file: string;
  remove(): void;
}

/** The passphrase's key is derived in one round: by default it takes a tenth of a second. */
const QUICKLY = ['-q', '-a', '1', '-C', 'test'];

/** Has ssh-keygen write a key pair, such as with `-t rsa -m PEM`. @param passphrase of the private key; none when empty */
export function writeKey(file: string, options: readonly string[] = ['-t', 'ed25519'], passphrase = ''): KeyText {
  const { status, stderr } = spawnSync('ssh-keygen', [...QUICKLY, ...options, '-N', passphrase, '-f', file]);
  if (status !== 0) throw new Error(`ssh-keygen ${options.join(' ')}: ${stderr.toString()}`);
  const text = (name: string): string => readFileSync(name, 'utf8').trimEnd();
  return { publicKey: text(`${file}.pub`), privateKey: text(file) };
}

/** A key pair in a folder of its own, until it is removed. */
export function keyFile(options?: readonly string[], passphrase?: string): KeyFile {
  const folder = mkdtempSync(join(tmpdir(), 'key-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true });
  };
  try {
    const file = join(folder, 'key');
    return { ...writeKey(file, options, passphrase), file, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The same, as text alone. */
export function sshKey(options?: readonly string[], passphrase?: string): KeyText {
  const key = keyFile(options, passphrase);
  key.remove();
  return key;
}
