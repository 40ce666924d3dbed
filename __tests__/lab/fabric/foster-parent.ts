import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** Number of the system call prctl, by the name that Node has for the processor. */
const PRCTL: Readonly<Partial<Record<string, number>>> = { x64: 157, arm64: 167 };

/**
 * Makes itself the one to whom the kernel gives the orphans among its descendants (PR_SET_CHILD_SUBREAPER), instead of
 * to the machine's first process; starts a command and says its process id; lives as long as its standard input.
 */
const PROGRAM = `
  my $prctl = shift;
  syscall($prctl, 36, 1) == 0 or die "prctl: $!\\n";
  # The kernel reaps what it is given, as the first process of a machine would: a namespace does not end before its dead do.
  $SIG{CHLD} = 'IGNORE';
  my $pid = fork // die "fork: $!\\n";
  if ($pid == 0) { $SIG{CHLD} = 'DEFAULT'; open STDIN, '<', '/dev/null'; exec @ARGV; die "$ARGV[0]: $!\\n"; }
  syswrite STDOUT, "pid $pid\\n";
  sysread STDIN, my $nothing, 1;
`;

/**
 * A process that is started so that nothing can get out of sight: what it starts and leaves behind, however that has
 * detached itself, is a descendant of the foster parent's.
 */
export class FosteredProcess {
  private constructor(
    private readonly foster: ChildProcess,
    readonly lines: Interface,
    readonly pid: number,
  ) {}

  static async start(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<FosteredProcess> {
    const prctl = PRCTL[process.arch];
    if (prctl === undefined) throw new Error(`the number of prctl on ${process.arch} is not known here`);
    const foster = spawn('perl', ['-e', PROGRAM, String(prctl), ...argv], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env,
      // Of a session of its own: a Ctrl-C would end the foster parent first, and let the others out of sight.
      detached: true,
    });
    const lines = createInterface({ input: foster.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    return new FosteredProcess(foster, lines, Number(line.replace('pid ', '')));
  }

  /** Below this one is everything that the process ever started and that lives. */
  get fosterPid(): number {
    return this.foster.pid ?? 0;
  }

  async end(): Promise<void> {
    try {
      process.kill(this.pid, 'SIGKILL');
    } catch {
      // That is what most tests have done.
    }
    const ended = once(this.foster, 'exit');
    this.foster.stdin?.end();
    await ended;
  }
}
