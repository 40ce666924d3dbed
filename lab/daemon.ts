/**
 * The process that holds a lab. Its argument is what the region is to be like, as JSON. Its parent, the command line,
 * starts it with an IPC channel and gets told when the lab stands. When that channel closes, however the parent ended, the
 * lab is taken down, unless it was told to stay.
 */
import { startLab, whatIsLeft, type Lab, type LabOptions } from './lab';

/** Milliseconds in which the lab is taken down after an error that nobody has caught; then the kernel takes it. */
const BROKEN_LIMIT = 10_000;

/** What the process says to its parent. */
export type DaemonMessage =
  | {
      readonly type: 'ready';
      readonly operatorPid: number;
      readonly agentSocket: string;
      readonly publicKey: string;
      readonly reattach: string;
    }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'problem'; readonly message: string }
  /** The lab is over although nobody has asked for it. */
  | { readonly type: 'over'; readonly message: string }
  | { readonly type: 'left'; readonly left: readonly string[] };

/** What the lab is to be like: the process's argument, as JSON. */
export type DaemonOptions = NonNullable<LabOptions['region']> & Pick<LabOptions, 'customer'>;

/** What the parent says to the process. */
export type DaemonRequest = 'stay' | 'what-is-left';

async function main(): Promise<void> {
  let stays = false;
  let isOver = false;
  let stopping: Promise<void> | undefined;
  const send = (message: DaemonMessage): void => {
    if (process.connected) process.send?.(message);
  };
  // Standard output is the lab's log, which is there when no parent is any more.
  const log = (message: string): void => void process.stdout.write(`${new Date().toISOString()} ${message}\n`);
  // The terminal's Ctrl-C is the parent's business; it ends this process by closing the channel.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);

  const { customer = false, ...region } = JSON.parse(process.argv[2] ?? '{}') as DaemonOptions;
  const starting = startLab({
    region,
    customer,
    onProblem: ({ message }) => {
      log(message);
      send({ type: 'problem', message });
    },
    onEnd: ({ message }) => {
      log(message);
      end(message);
    },
  });
  const tellWhatIsLeft = (lab: Lab): void => {
    whatIsLeft(lab).then(
      (left) => {
        send({ type: 'left', left });
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message.replace(/:\s*$/, '') : String(error);
        send({ type: 'left', left: [`something that could not be looked for: ${reason}`] });
      },
    );
  };
  const stop = (): void => {
    stopping ??= starting
      .then((lab) => lab.close())
      .then(
        () => process.exit(isOver ? 1 : 0),
        () => process.exit(1),
      );
  };
  const end = (message: string): void => {
    isOver = true;
    send({ type: 'over', message });
    stop();
  };
  // Loaded: see loading.cjs.
  process.removeAllListeners('uncaughtException');
  // An error that nobody has caught is a mistake of the lab's: people get a sentence, the log gets where it was.
  process.on('uncaughtException', (error: unknown) => {
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
    log(stack);
    end(`the lab has failed by itself: ${message}`);
    setTimeout(() => process.exit(1), BROKEN_LIMIT).unref();
  });
  process.on('disconnect', () => {
    if (!stays) stop();
  });
  process.on('SIGTERM', stop);
  // A parent that was killed while this process was loading: its end was told to nobody.
  if (!process.connected) stop();

  try {
    const lab = await starting;
    process.on('message', (request: DaemonRequest) => {
      if (request === 'stay') stays = true;
      else tellWhatIsLeft(lab);
    });
    const { agentSocket, publicKey, reattach } = lab;
    send({ type: 'ready', operatorPid: lab.fabric.operator.pid, agentSocket, publicKey, reattach });
  } catch (error) {
    send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
    if (process.connected) process.disconnect();
  }
}

void main();
