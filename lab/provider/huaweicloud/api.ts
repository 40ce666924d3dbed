import { z } from 'zod';
import { type ApiConnection } from './api-connection';
import { apiError, isGone } from './api-error';
import { type Endpoints, type Service } from './endpoints';

export interface ApiCall {
  readonly service: Service;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Such as `v1/{p}/vpcs`; `{p}` stands for the project id. Put ids in with {@link segment}. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Statuses that are success. @default any of 200 to 299 */
  readonly success?: readonly number[];
}

/** An id as a part of a path. */
export const segment = (id: string): string => encodeURIComponent(id);

/** The region's HTTP API, as one provider configuration reaches it. */
export class Api {
  constructor(
    private readonly connection: ApiConnection,
    private readonly settings: { readonly endpoints: Endpoints; readonly projectId: string },
  ) {}

  /** Calls and reads the answer as `shape`. Rejects with an ApiError, or naming the field that the answer lacks. */
  async read<Shape extends z.ZodType>(call: ApiCall, shape: Shape): Promise<z.infer<Shape>> {
    const text = await this.send(call);
    const parsed = shape.safeParse(text === '' ? undefined : JSON.parse(text));
    if (parsed.success) return parsed.data;
    throw new Error(`${call.method} ${call.path} was answered with something else:\n${z.prettifyError(parsed.error)}`);
  }

  /** As {@link read}; undefined when the answer is 404. */
  async find<Shape extends z.ZodType>(call: ApiCall, shape: Shape): Promise<z.infer<Shape> | undefined> {
    try {
      return await this.read(call, shape);
    } catch (thrown) {
      if (isGone(thrown)) return undefined;
      throw thrown;
    }
  }

  /** Calls, and gives the answer's text. */
  async send({ service, method, path, query, body, success }: ApiCall): Promise<string> {
    const url = new URL(path.replace('{p}', segment(this.settings.projectId)), this.base(service));
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const { status, text } = await this.connection.send({
      method,
      url,
      headers: {
        accept: 'application/json',
        'user-agent': 'lab-stand-in-provider',
        'x-project-id': this.settings.projectId,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (success ? success.includes(status) : status >= 200 && status < 300) return text;
    throw apiError(method, url.pathname, status, text);
  }

  /** As {@link send}, and done as well when it is gone already. */
  async remove(call: Omit<ApiCall, 'method'>): Promise<void> {
    try {
      await this.send({ ...call, method: 'DELETE' });
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown;
    }
  }

  private base(service: Service): string {
    const endpoint = this.settings.endpoints[service];
    if (endpoint !== undefined) return endpoint;
    if (this.connection.isSocket) return 'http://lab.invalid/';
    throw new Error(`endpoints.${service} is missing in the provider block: the stand-in provider calls the lab only`);
  }
}
