import { connect, type Server } from 'node:net';
import { internet } from '../addresses/lab-internet';
import { runCommand, type CommandOptions, type CommandResult } from './command';
import { ENDS_WITH_ITS_PARENT, type LabNamespaces, type Place } from './lab-namespaces';
import { listenInNamespace } from './listen';

export interface OperatorCommand extends CommandOptions {
  /** Default: this process's. */
  readonly cwd?: string;
}

/** Changes to the directory by its name: the one that nsenter inherits belongs to another mount namespace. */
const IN_DIRECTORY = ['sh', '-c', 'cd "$0" && exec "$@"'] as const;

/**
 * Where cdktf, Terraform and people are: a place on the lab's Internet with a public address. It has the host's files,
 * but its own network, its own processes, and a /dev/shm of its own, which is gone with the lab.
 */
export class Operator {
  readonly address = internet.operator;
  /** A directory that only exists in the operator's place, for keys and sockets; mode 0700, gone with the lab. */
  readonly privateDirectory = '/dev/shm/lab';

  /**
   * A process id that lives in the operator's place as long as that does. There the host's process ids mean nothing, so
   * what must be told one, such as TF_REATTACH_PROVIDERS, is told this.
   */
  readonly livingPid = 1;

  private readonly servers: Server[] = [];

  private constructor(
    private readonly lab: LabNamespaces,
    private readonly place: Place,
    private readonly netns: string,
  ) {}

  static async start(lab: LabNamespaces, netns: string): Promise<Operator> {
    const flags = ['--mount', '--propagation', 'slave', '--pid', '--ipc', '--fork', '--kill-child'];
    const enter = [...lab.enterOnHostFiles(netns), ...ENDS_WITH_ITS_PARENT];
    const place = await lab.startPlace('operator', [...enter, 'unshare', ...flags]);
    return new Operator(lab, place, netns);
  }

  /** Process id, on the host, of the place's first process: what `enterOperator` takes. */
  get pid(): number {
    return this.place.pid;
  }

  /** Arguments in front of a command that run it in the operator's place; it starts in the root directory. */
  get enter(): readonly string[] {
    return ['nsenter', `--target=${this.place.pid}`, '--mount', '--pid', '--net', '--ipc'];
  }

  /** A path in the operator's place, as this process can open it. */
  path(inside: string): string {
    return this.place.path(inside);
  }

  /** Runs a command to its end and returns its output. */
  run(argv: readonly string[], options: OperatorCommand = {}): Promise<CommandResult> {
    const { cwd = process.cwd(), ...rest } = options;
    return runCommand([...this.enter, ...IN_DIRECTORY, cwd, ...argv], { name: argv.join(' '), ...rest });
  }

  /**
   * Makes a unix socket of the host, such as that of the region's API, reachable on the operator's loopback.
   * @param port 0 (the default) lets the kernel choose
   * @returns the port
   */
  async forward(socketPath: string, port = 0): Promise<number> {
    const server = await this.listen(port);
    server.on('connection', (client) => {
      const upstream = connect({ path: socketPath });
      const end = (): void => {
        client.destroy();
        upstream.destroy();
      };
      client.on('error', end);
      upstream.on('error', end);
      // One that has been cut off may still hold its end open, and what it was sent is to reach it.
      upstream.on('close', () => {
        client.destroySoon();
      });
      client.on('close', () => upstream.destroy());
      client.pipe(upstream).pipe(client);
    });
    return (server.address() as { readonly port: number }).port;
  }

  /** Listens on the operator's loopback; the connections come to this process. Closed with the fabric. */
  async listen(port = 0): Promise<Server> {
    const server = await listenInNamespace(this.lab.enterOnHostFiles(this.netns), '127.0.0.1', port);
    this.servers.push(server);
    return server;
  }

  async close(): Promise<void> {
    for (const server of this.servers.splice(0)) server.close();
    await this.place.close();
  }
}
