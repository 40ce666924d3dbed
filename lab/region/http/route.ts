import { type z } from 'zod';
import { type Region } from '../context';
import { type ErrorDialect } from '../errors';

/** The services by their endpoint names, as a provider configuration has them (`eip` and `kps` are only documentation). */
export type Service = 'iam' | 'vpc' | 'eip' | 'ecs' | 'evs' | 'ims' | 'kms' | 'dns';

/** Names in braces: `/v1/{project_id}/vpcs/{vpc_id}` gives `project_id` and `vpc_id`. */
type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

export interface Call<Path extends string, Body, Query> {
  readonly region: Region;
  readonly params: Readonly<Record<ParameterNames<Path>, string>>;
  readonly body: Body;
  readonly query: Query;
}

interface RouteDescription<Path extends string, Body, Query> {
  readonly service: Service;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the API reference writes it. */
  readonly path: Path;
  /** One line for the generated list. */
  readonly summary: string;
  readonly errors: ErrorDialect;
  /** The cloud's code for 400, where it is published. */
  readonly invalidCode?: string;
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204;
  /** Strict: unknown fields are refused. */
  readonly body?: z.ZodType<Body>;
  /** Names of query parameters that are understood; others are refused. */
  readonly query?: z.ZodType<Query>;
}

/**
 * A call that is answered from the store, or that queues its changes itself. GET is answered from the store without the
 * change that runs meanwhile.
 */
interface ReadingRoute<Path extends string, Body, Query> extends RouteDescription<Path, Body, Query> {
  readonly handle: (call: Call<Path, Body, Query>) => unknown;
}

/** A call that changes the store, and the data plane with it, before it is answered. It must not wait for anything. */
interface ChangingRoute<Path extends string, Body, Query> extends RouteDescription<Path, Body, Query> {
  readonly change: (call: Call<Path, Body, Query>) => unknown;
}

/** A route whose types are checked and no longer needed. */
export interface Route extends RouteDescription<string, unknown, unknown> {
  /** Runs the call, through the change queue if it changes anything. */
  readonly run: (call: Call<string, unknown, unknown>) => unknown;
}

/** States one emulated call. */
export function route<const Path extends string, Body = undefined, Query = Record<string, never>>(
  definition: ReadingRoute<Path, Body, Query> | ChangingRoute<Path, Body, Query>,
): Route {
  const run = (call: Call<Path, Body, Query>): unknown => {
    if ('change' in definition) return call.region.changes.run(() => definition.change(call));
    if (definition.method !== 'GET') return definition.handle(call);
    return definition.handle({ ...call, region: { ...call.region, store: call.region.changes.visible } });
  };
  return { ...definition, run: run as Route['run'] };
}
