import { join } from 'node:path';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { REPORT_REQUEST, parseReport, type InjectionReport } from './injection';
import { startInNamespace, type NamespaceHolder, type ProcessEnd } from './namespace-process';

const PROGRAM = join(__dirname, 'inject.pl');

/** Sends raw frames out of devices of a namespace, through a packet socket of a small perl program. */
export interface Injector {
  readonly pid: number;
  /** Hands over records of {@link encodeInjection}; resolves when there is room for more. */
  write(records: Buffer): Promise<void>;
  /** Resolves when everything written before has been sent or counted as lost. Rejects when the injector has died. */
  report(): Promise<InjectionReport>;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<ProcessEnd>;
  /** Sends what is left and ends the process. */
  close(): Promise<void>;
}

/** Resolves when the packet socket is open. Rejects with the reason otherwise: not root, no perl, no namespace. */
export async function startInjector(namespace?: NamespaceHolder): Promise<Injector> {
  const child = startInNamespace(namespace, ['perl', PROGRAM]);
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  const nextLine = (): Promise<string> =>
    new Promise((resolve, reject) => {
      waiting.push(resolve);
      void child.ended.then(({ reason }) => {
        reject(new Error(`mirror injector ended: ${reason}`));
      });
    });
  await nextLine();

  return {
    pid: child.pid,
    ended: child.ended,
    async write(records) {
      if (child.stdin.write(records)) return;
      await Promise.race([once(child.stdin, 'drain'), child.ended]);
    },
    async report() {
      const line = nextLine();
      child.stdin.write(REPORT_REQUEST);
      const text = await line;
      const report = parseReport(text);
      if (report === undefined) throw new Error(`mirror injector: report must look like "sent 1", got: ${text}`);
      return report;
    },
    async close() {
      await child.end();
    },
  };
}
