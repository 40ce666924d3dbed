import { Agent, request } from 'node:http';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** How long a call may stay unanswered. The lab answers a server's boot by a job, everything else within seconds. */
const silenceMs = 120_000;

/** HTTP to the region: to the URL's own host, or always to one unix socket. */
export class ApiConnection {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly socketPath?: string) {}

  /** Whether the URL's host does not matter. */
  get isSocket(): boolean {
    return this.socketPath !== undefined;
  }

  /** Resolves with whatever status is answered. Rejects when nothing is. */
  send({ method, url, headers, body, signal }: Exchange): Promise<Answer> {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method,
      signal,
      agent: this.agent,
      timeout: silenceMs,
      headers: { ...headers, ...length },
      ...(this.socketPath !== undefined && { socketPath: this.socketPath }),
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        reject(
          new Error(`${method} ${url.pathname} got no answer from ${this.socketPath ?? url.host}: ${error.message}`),
        );
      };
      const sent = request(url, options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', fail);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
        });
      });
      sent.on('error', (error) => {
        fail(signal.aborted && signal.reason instanceof Error ? signal.reason : error);
      });
      sent.on('timeout', () => sent.destroy(new Error(`silent for ${silenceMs / 1000} s`)));
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
