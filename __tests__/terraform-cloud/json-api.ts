import { randomBytes } from 'node:crypto';

/** A resource object of JSON:API, in which Terraform Cloud's API is written. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, { readonly data: Reference | readonly Reference[] | null }>>;
}

export interface Reference {
  readonly type: string;
  readonly id: string;
}

export interface Request {
  /** What stands in the path for `:name`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  /** Scheme, host and port by which the client has come: links in answers begin with it. */
  readonly origin: string;
}

export interface Answer {
  readonly status: number;
  /** A JSON:API document, bytes as they are, or nothing. */
  readonly body?: object | Buffer;
  /** Content type, where it is not that of the body. */
  readonly type?: string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Such as `/api/v2/workspaces/:id`. */
  readonly path: string;
  /** Reached without a token: what in the real service is a signed link, or public. */
  readonly open?: boolean;
  readonly handle: (request: Request) => Answer | Promise<Answer>;
}

/** Becomes an answer of JSON:API: what the client shows is the detail, or its own words for the status. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  answer(): Answer {
    const title = TITLES[this.status] ?? 'error';
    return { status: this.status, body: { errors: [{ status: String(this.status), title, detail: this.message }] } };
  }
}

const TITLES: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  404: 'not found',
  409: 'conflict',
  422: 'invalid attribute',
};

/** The service answers 404 also to what a token may not see. */
export const notFound = (what: string): ApiError => new ApiError(404, `${what} not found`);

/** Ids look like those of the service: `ws-` and 16 letters and digits. */
export function newId(prefix: string): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789';
  return `${prefix}-${[...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}

export function one(resource: Resource, status = 200, included: readonly Resource[] = []): Answer {
  return { status, body: { data: resource, ...(included.length > 0 && { included }) } };
}

/** A list; the lists of tests are short, so all of it is on the first page. */
export function many(resources: readonly Resource[], status = 200): Answer {
  const pagination = {
    'current-page': 1,
    'prev-page': null,
    'next-page': null,
    'total-pages': 1,
    'total-count': resources.length,
  };
  return { status, body: { data: resources, meta: { pagination } } };
}

/** The body of a request about one resource. */
export interface Given {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships: Readonly<Record<string, { readonly data?: unknown } | undefined>>;
}

export function given({ body }: Request): Given {
  const { data } = JSON.parse(body.toString('utf8') || '{}') as { data?: Partial<Given> };
  return { attributes: data?.attributes ?? {}, relationships: data?.relationships ?? {} };
}

/** The body of a request about several. */
export function givenList({ body }: Request): readonly Pick<Given, 'attributes'>[] {
  return (JSON.parse(body.toString('utf8')) as { data: readonly Pick<Given, 'attributes'>[] }).data;
}

/** The id of the resource that a request relates to. */
export function related({ relationships }: Given, name: string): string | undefined {
  return (relationships[name]?.data as Partial<Reference> | null | undefined)?.id;
}
