import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Readable, type Writable } from 'node:stream';
import { withoutSecrets } from './caller';
import { type Workspace } from './workspace';

const HOLDER = join(__dirname, 'claim.pl');

/**
 * The right to run the lab of one name, for this process and those that it shares the claim with. When the last of them
 * ends, however it ends, the lab's folder is removed and the right is free again.
 */
export class Claim {
  private constructor(private readonly holder: ChildProcessByStdio<Writable, Readable, null>) {}

  /** Undefined when another process has it. */
  static async take({ folder }: Workspace): Promise<Claim | undefined> {
    const name = `mirror-lab-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
    // A session of its own: it must outlive whatever ends this process.
    const holder = spawn('perl', [HOLDER, name, folder], {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: withoutSecrets(),
    });
    holder.stdin.on('error', () => undefined);
    const said = await new Promise<string>((resolve, reject) => {
      holder.once('error', reject);
      holder.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString().trim());
      });
      holder.stdout.once('end', () => {
        reject(new Error('the right to run the lab cannot be had'));
      });
    });
    holder.stdout.destroy();
    if (said === 'taken') return undefined;
    if (said !== 'mine') throw new Error(`the right to run the lab cannot be had: ${said}`);
    holder.unref();
    return new Claim(holder);
  }

  /** Standard I/O for a child that shares the claim: it has it as long as this is open. */
  get share(): Writable {
    return this.holder.stdin;
  }

  /** Gives the right back and resolves when the folder is gone, which takes until whoever shares the claim has ended. */
  async release(): Promise<void> {
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return;
    this.holder.ref();
    const ended = once(this.holder, 'exit');
    // Closed, not ended: an end would reach the holder although another process still has it open.
    this.holder.stdin.destroy();
    await ended;
  }
}
