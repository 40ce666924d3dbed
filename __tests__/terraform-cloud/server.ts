import { createServer, type Server as HttpsServer } from 'node:https';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, type Server } from 'node:net';
import { type Certificate } from './certificate';
import { configurationVersionRoutes } from './configuration-versions';
import { discoveryRoutes } from './discovery';
import { ApiError, type Answer, type Resource, type Route } from './json-api';
import { Organization } from './organization';
import { projectRoutes } from './projects';
import { RunQueue } from './run-queue';
import { runRoutes } from './runs';
import { stateVersionRoutes } from './state-versions';
import { variableRoutes } from './variables';
import { Worker, type WorkerProps } from './worker';
import { workspaceRoutes } from './workspaces';

export interface TerraformCloudProps {
  readonly certificate: Certificate;
  readonly organization: string;
  /** Where runs of remote execution take place. @default - on this machine as it is */
  readonly worker?: WorkerProps;
  /** A listening socket, such as one in another network namespace. @default - a free port of the loopback */
  readonly listener?: Server;
}

/**
 * A small server of Terraform Cloud's API: what the `cloud` block of Terraform 1.11 and cdktf call for local and remote
 * execution, for tests. Sources: HashiCorp's API reference (developer.hashicorp.com/terraform/cloud-docs/api-docs), the
 * public source of the clients, hashicorp/terraform 1.11.4 (internal/cloud) and hashicorp/go-tfe 1.74.1, and for
 * comparison leg100/otf, another server of this API. What none of them says is marked as assumed.
 */
export class TerraformCloud {
  /** The one token that is accepted. */
  readonly token = 'test.atlasv1.token';
  /** Method and path of every call, ids as `:id`. */
  readonly calls: string[] = [];
  /** The calls that this server does not know. */
  readonly unknown: string[] = [];
  /** Attributes and relationships that its answers have had, as `runs.status`. */
  readonly shown = new Set<string>();
  private readonly https: HttpsServer;

  private constructor(
    readonly organization: Organization,
    readonly queue: RunQueue,
    private readonly routes: readonly Route[],
    { key, cert }: Certificate,
  ) {
    this.https = createServer({ key, cert }, (request, response) => void this.answer(request, response));
  }

  static async start({ certificate, organization: name, worker = {}, listener }: TerraformCloudProps) {
    const organization = new Organization(name);
    const queue = new RunQueue(new Worker(worker));
    const routes = [
      ...discoveryRoutes(organization),
      ...projectRoutes(organization),
      ...workspaceRoutes(organization, queue),
      ...variableRoutes(organization),
      ...stateVersionRoutes(organization),
      ...configurationVersionRoutes(organization),
      ...runRoutes(organization, queue),
    ];
    const cloud = new TerraformCloud(organization, queue, routes, certificate);
    if (listener === undefined) await new Promise<void>((resolve) => cloud.https.listen(0, '127.0.0.1', resolve));
    else listener.on('connection', (socket) => cloud.https.emit('connection', socket));
    return cloud;
  }

  /** Of a server without a listener of its own: the host name, with the port, by which a client finds it. */
  get hostname(): string {
    return `localhost:${(this.https.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.https.closeAllConnections();
    this.https.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(`https://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`);
    const { status, body, type: own } = await this.reply(request, url, Buffer.concat(chunks));
    const type = own ?? (Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/vnd.api+json');
    // The client of the `cloud` block wants version 2.5 or later.
    response.writeHead(status, { 'tfp-api-version': '2.5', ...(body !== undefined && { 'content-type': type }) });
    response.end(Buffer.isBuffer(body) ? body : body === undefined ? undefined : JSON.stringify(body));
  }

  private async reply(request: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
    const call = `${request.method ?? 'GET'} ${url.pathname}`;
    const [route, params] = this.find(request.method, url.pathname);
    if (route === undefined) {
      this.unknown.push(call);
      return new ApiError(404, `${call} is not known`).answer();
    }
    this.calls.push(`${route.method} ${route.path}`);
    if (route.open !== true && request.headers.authorization !== `Bearer ${this.token}`) {
      return new ApiError(401, 'unauthorized').answer();
    }
    try {
      const answer = await route.handle({ params, query: url.searchParams, body, origin: url.origin });
      this.note(answer);
      return answer;
    } catch (error) {
      if (error instanceof ApiError) return error.answer();
      return new ApiError(500, String(error)).answer();
    }
  }

  private note({ body }: Answer): void {
    const { data = [] } = (body ?? {}) as { readonly data?: Resource | readonly Resource[] };
    for (const { type, attributes, relationships = {} } of [data].flat() as readonly Resource[]) {
      for (const name of Object.keys({ ...attributes, ...relationships })) this.shown.add(`${type}.${name}`);
    }
  }

  private find(method: string | undefined, path: string): [Route | undefined, Readonly<Record<string, string>>] {
    const parts = path.split('/');
    for (const route of this.routes) {
      const names = route.path.split('/');
      const matches =
        route.method === method &&
        names.length === parts.length &&
        names.every((name, index) => name.startsWith(':') || name === parts[index]);
      if (!matches) continue;
      const params = names.flatMap((name, index): [string, string][] =>
        name.startsWith(':') ? [[name.slice(1), decodeURIComponent(parts[index] ?? '')]] : [],
      );
      return [route, Object.fromEntries(params)];
    }
    return [undefined, {}];
  }
}
