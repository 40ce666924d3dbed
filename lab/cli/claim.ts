import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { ROOT } from './workspace';

/**
 * The right to run the lab of one name: one process has it at a time, and the kernel gives it back when that process
 * ends, however it ends.
 */
export class Claim {
  private constructor(private readonly server: Server) {}

  /** Undefined when another process has it. */
  static take(lab: string): Promise<Claim | undefined> {
    const name = createHash('sha256').update(`${ROOT} ${lab}`).digest('hex').slice(0, 32);
    const server = createServer((socket) => socket.destroy());
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE') resolve(undefined);
        else reject(error);
      });
      // Linux's abstract sockets are no files, so a killed process leaves nothing behind that would have to be judged.
      server.listen(`\0mirror-lab-${name}`, () => {
        server.unref();
        resolve(new Claim(server));
      });
    });
  }

  release(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}
