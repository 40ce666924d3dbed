import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { type z } from 'zod';
import { type Region } from '../context';
import { ApiError, errorBody, invalid, universalErrorBody } from '../errors';
import { type Faults } from '../faults';
import { type Route } from './route';
import { validationMessage } from './validation-message';

/** Path prefixes that a provider configuration may put before each service's paths, so that one address serves all. */
const servicePrefix = /^\/(?:bss|dns|ecs|eip|elb|evs|iam|ims|kms|vpc)(?=\/)/;

/** How long a client may take, in milliseconds. */
export interface ClientLimits {
  /** From its connection, or its last answer, until the whole of a request has come. */
  readonly request: number;
  /** Without a byte in either direction: more than the longest change of the data plane takes. */
  readonly silence: number;
  /** How often requests are looked at. */
  readonly interval: number;
}

const defaultLimits: ClientLimits = { request: 30_000, silence: 300_000, interval: 5_000 };

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly route?: Route;
  }
}

/** The HTTP side of a region. It listens nowhere yet. */
export function createServer(
  region: Region,
  routes: readonly Route[],
  faults: Faults,
  limits: ClientLimits = defaultLimits,
): FastifyInstance {
  const server = Fastify({
    requestTimeout: limits.request,
    connectionTimeout: limits.silence,
    http: { headersTimeout: limits.request, connectionsCheckingInterval: limits.interval },
    // A client that keeps its connections open must not hold up close().
    forceCloseConnections: true,
    genReqId: () => region.ids.hex(),
    // Fastify adds a HEAD to each GET; no reference of the API has one.
    exposeHeadRoutes: false,
    rewriteUrl: (request) => (request.url ?? '/').replace(servicePrefix, ''),
    routerOptions: { ignoreTrailingSlash: true },
  });
  server.removeContentTypeParser('application/json');
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    // The official SDKs label requests without a body as JSON, too.
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
  server.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (data) => {
    const result = schema.safeParse(data, { reportInput: true });
    if (result.success) return { value: result.data };
    const part = httpPart === 'querystring' ? 'querystring' : 'body';
    return { error: new ApiError(400, validationMessage(result.error, part)) };
  });
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    await actOutFaults(faults, request, reply);
  });
  routes.forEach((route) => {
    register(server, region, route);
  });
  server.setNotFoundHandler((request, reply) => sendUnknown(request, reply));
  server.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  return server;
}

function register(server: FastifyInstance, region: Region, route: Route): void {
  server.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { route },
    schema: {
      ...(route.body && { body: route.body }),
      ...(route.query && { querystring: route.query }),
    },
    handler: async (request, reply) => {
      const params = request.params as Readonly<Record<string, string>>;
      checkProject(region, params['project_id']);
      if (!route.query) refuseQuery(request);
      const answer = await route.run({ region, params: params, body: request.body, query: request.query });
      void reply.code(route.status);
      if (route.status === 204) return reply.send();
      return reply.send(route.errors === 'v3' ? { request_id: request.id, ...(answer as object) } : answer);
    },
  });
}

function checkProject(region: Region, projectId: string | undefined): void {
  if (projectId === undefined || projectId === region.settings.projectId) return;
  throw new ApiError(403, `project ${projectId} is not of this region, whose only one is ${region.settings.projectId}`);
}

function refuseQuery(request: FastifyRequest): void {
  const [key] = Object.keys(request.query as object);
  if (key === undefined) return;
  throw invalid(key, 'unknown query parameter, or one that the lab does not emulate');
}

async function actOutFaults(faults: Faults, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const path = request.url.split('?')[0] ?? '';
  for (const fault of faults.hit(request.method, request.routeOptions.config.route?.path ?? path, path)) {
    if (fault.latencyMs !== undefined) await delay(fault.latencyMs);
    if (fault.status !== undefined) {
      const error = new ApiError(fault.status, `injected fault: ${request.method} ${path}`);
      await send(error, request, reply);
      return;
    }
  }
}

function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (thrown instanceof ApiError) return send(thrown, request, reply);
  const { statusCode, message } = thrown as { statusCode?: number; message?: string };
  return send(new ApiError(statusCode ?? 500, message ?? 'unknown error'), request, reply);
}

function sendUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  return send(new ApiError(501, `${request.method} ${path} is not emulated by the lab`), request, reply);
}

function send(error: ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { route } = request.routeOptions.config;
  const body = route ? errorBody(error, route, request.id) : universalErrorBody(error, request.id);
  return reply.code(error.status).send(body);
}
