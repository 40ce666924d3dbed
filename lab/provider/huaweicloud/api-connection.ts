import { Agent, request } from 'node:http';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** How long a call may stay unanswered. The lab answers a server's boot by a job, everything else within seconds. */
const silenceMs = 120_000;

/**
 * HTTP to the region: to the URL's own host, or always to one unix socket. What was sent comes to its answer, whatever
 * Terraform is told meanwhile: a call that was cut off may have made something whose id nobody would ever learn.
 */
export class ApiConnection {
  private readonly agent = new Agent({ keepAlive: true });
  private isClosed = false;

  constructor(private readonly socketPath?: string) {}

  /** Whether the URL's host does not matter. */
  get isSocket(): boolean {
    return this.socketPath !== undefined;
  }

  /** Resolves with whatever status is answered. Rejects when nothing is. */
  send({ method, url, headers, body }: Exchange): Promise<Answer> {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method,
      agent: this.agent,
      timeout: silenceMs,
      headers: { ...headers, ...length },
      socketPath: this.socketPath,
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        reject(
          new Error(`${method} ${url.pathname} got no answer from ${this.socketPath ?? url.host}: ${error.message}`),
        );
      };
      if (this.isClosed) {
        fail(new Error('the provider was closed'));
        return;
      }
      const sent = request(url, options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', fail);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
        });
      });
      sent.on('error', (error) => {
        fail(this.isClosed ? new Error('the provider was closed') : error);
      });
      sent.on('timeout', () => sent.destroy(new Error(`silent for ${silenceMs / 1000} s`)));
      sent.end(body);
    });
  }

  /** Cuts off what is under way and refuses what comes. */
  close(): void {
    this.isClosed = true;
    this.agent.destroy();
  }
}
