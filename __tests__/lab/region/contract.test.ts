import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { routes } from '../../../lab/region/api/routes';
import { RegionUnderTest } from './region-under-test';

// One run makes some 200 calls, which takes some seconds on a busy machine.
jest.setTimeout(60_000);

interface Exchange {
  readonly call: string;
  readonly endpoint?: string;
  readonly note?: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: unknown;
  readonly status: number;
  readonly values?: Readonly<Record<string, readonly unknown[]>>;
  readonly errorKeys?: readonly string[];
}

const load = (name: string): string => readFileSync(join(__dirname, 'contract', name), 'utf8');
const exchanges = load('exchanges.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Exchange);
const fields = JSON.parse(load('fields.json')) as Readonly<Record<string, readonly string[]>>;

/** Whether a field such as `images/＊/id` is there, with a value; one that ends in `?` may be null. */
function isThere(body: unknown, field: string): boolean {
  if (!field.endsWith('?')) return valuesAt(body, field.split('/')).length > 0;
  const path = field.slice(0, -1).split('/');
  const holders = valuesAt(body, path.slice(0, -1));
  const name = path.at(-1) ?? '';
  return holders.length > 0 && holders.every((holder) => Object.hasOwn(holder as object, name));
}

/** The values at a path such as `images/＊/id`; what is absent or null gives none. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === undefined || value === null) return [];
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  if (typeof value !== 'object') return [];
  if (head === '*') return Object.values(value).flatMap((item: unknown) => valuesAt(item, rest));
  return valuesAt((value as Record<string, unknown>)[head], rest);
}

/** What the recorded run called `$id7` and what this region calls it. */
class Names {
  private readonly known = new Map<string, string>();

  /** Replaces the recorded names in a request; each must have been met in an answer before. */
  translate(text: string): string {
    return text.replaceAll(/\$(?:id|eip)\d+/g, (name) => {
      const own = this.known.get(name);
      if (own === undefined) throw new Error(`${name} is used before any answer gave it`);
      return own;
    });
  }

  /** Learns a name that is new; gives back what the recorded value must be called here. */
  expectation(recorded: unknown, actual: unknown): unknown {
    if (typeof recorded === 'string' && /^\$(id|eip)\d+$/.test(recorded) && !this.known.has(recorded)) {
      this.known.set(recorded, String(actual));
    }
    return JSON.parse(this.translate(JSON.stringify(recorded))) as unknown;
  }
}

/** Empty text says the same as no value (recorded), and tags are a set. */
function comparable(path: string, values: readonly unknown[]): unknown[] {
  const meaningful = values.flat().filter((value) => value !== '');
  return path.includes('tags') ? meaningful.sort() : meaningful;
}

/** An answer without a subnet's own ports, which the recording server had not. */
function withoutSubnetPorts(body: unknown): unknown {
  const { ports } = (body ?? {}) as { readonly ports?: readonly { readonly device_owner: string }[] };
  return ports ? { ports: ports.filter(({ device_owner }) => !device_owner.startsWith('network:')) } : body;
}

function check(exchange: Exchange, body: unknown, names: Names): string[] {
  const problems: string[] = [];
  for (const [path, recorded] of Object.entries(exchange.values ?? {})) {
    const actual = comparable(path, valuesAt(body, path.split('/')));
    const wanted = comparable(path, recorded).map((value, index) => names.expectation(value, actual[index]));
    // The region has more flavors than the recording server had, and the subnet of a new account: having the recorded ones is enough.
    const isMet = /^(flavors|subnets)\//.test(path)
      ? wanted.every((value) => actual.includes(value))
      : isDeepStrictEqual(actual, wanted);
    if (!isMet) problems.push(`${path} is ${JSON.stringify(actual)}, recorded ${JSON.stringify(wanted)}`);
  }
  return problems;
}

describe('the exchanges of the real provider', () => {
  let lab: RegionUnderTest;
  const failures: string[] = [];
  const seenFields = new Map<string, Set<string>>();

  // One run of the whole life: every later call depends on what earlier ones made.
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    const names = new Names();
    for (const [index, exchange] of exchanges.entries()) {
      const where = `line ${String(index + 1)}, ${exchange.call}`;
      const [method = '', path = ''] = names.translate(exchange.call).split(' ');
      const query = new URLSearchParams(
        (exchange.query ?? []).map(([key, value]): [string, string] => [key, names.translate(value)]),
      );
      const body =
        exchange.body === undefined
          ? undefined
          : (JSON.parse(names.translate(JSON.stringify(exchange.body))) as unknown);
      const answer = await lab.call(method, query.size > 0 ? `${path}?${query.toString()}` : path, body);
      if (answer.status !== exchange.status) {
        failures.push(
          `${where}: ${String(answer.status)} ${JSON.stringify(answer.body)}, recorded ${String(exchange.status)}`,
        );
        break;
      }
      if (
        exchange.errorKeys &&
        JSON.stringify(Object.keys(answer.body as object).sort()) !== JSON.stringify(exchange.errorKeys)
      ) {
        failures.push(
          `${where}: an error with ${Object.keys(answer.body as object).join()}, recorded ${exchange.errorKeys.join()}`,
        );
      }
      failures.push(
        ...check(exchange, withoutSubnetPorts(answer.body), names).map((problem) => `${where}: ${problem}`),
      );
      const endpoint = exchange.endpoint ?? '';
      const seen = seenFields.get(endpoint) ?? new Set();
      fields[endpoint]?.filter((field) => isThere(answer.body, field)).forEach((field) => seen.add(field));
      seenFields.set(endpoint, seen);
    }
  });
  afterAll(() => lab.close());

  test('WHEN they are replayed in order THEN each is answered with the recorded status and the values that the provider needs', () => {
    expect(failures).toEqual([]);
  });

  test.each(Object.keys(fields))(
    'WHEN %s is answered THEN every field that the provider reads is there',
    (endpoint) => {
      expect([...(seenFields.get(endpoint) ?? [])].sort()).toEqual([...(fields[endpoint] ?? [])].sort());
    },
  );

  test('WHEN the recorded destroy is over THEN the region is empty', () => {
    expect(lab.region.counts()).toEqual(Object.fromEntries(Object.keys(lab.region.counts()).map((kind) => [kind, 0])));
  });

  test('WHEN the recorded destroy is over THEN the data plane is bare', () => {
    const { servers, interfaces, eips, subnets, peerings, routes, mirrorSessions } = lab.fabric.last;
    expect({ servers, interfaces, eips, subnets, peerings, routes, mirrorSessions }).toEqual({
      servers: [],
      interfaces: [],
      eips: [],
      subnets: [],
      peerings: [],
      routes: [],
      mirrorSessions: [],
    });
  });
});

/** Parameters differ in name only. */
const shape = (path: string): string => path.replaceAll(/\{\w+\}/g, '{}');

/** `{t}` in the recorded templates stands for several kinds that have tags. */
const kindsOf = (endpoint: string): string[] =>
  endpoint.includes('/{t}/')
    ? (endpoint.includes('/v1/') ? ['cloudservers'] : ['vpcs', 'subnets', 'security-groups']).map((kind) =>
        endpoint.replace('{t}', kind),
      )
    : [endpoint];

test('every endpoint of the recording is among the routes', () => {
  const offered = new Set(routes.map((route) => `${route.method} ${shape(route.path)}`));
  const recorded = new Set(
    exchanges.flatMap((exchange) => (exchange.endpoint === undefined ? [] : kindsOf(exchange.endpoint))),
  );
  expect([...recorded].filter((endpoint) => !offered.has(shape(endpoint)))).toEqual([]);
});

describe('GIVEN a body that the provider sends', () => {
  const calls = exchanges.filter((exchange) => exchange.endpoint !== undefined && exchange.body !== undefined);
  const first = calls.filter((call, index) => calls.findIndex((other) => other.endpoint === call.endpoint) === index);

  test.each(first.map((call) => [call.endpoint ?? '', call.body] as const))(
    'WHEN %s has a field more in its outermost or innermost object THEN the schema refuses that field',
    (endpoint, body) => {
      const route = routes.find((one) =>
        kindsOf(endpoint)
          .map(shape)
          .includes(`${one.method} ${shape(one.path)}`),
      );
      const [inner] = Object.entries(body as object).filter(
        ([, value]) => !Array.isArray(value) && typeof value === 'object',
      );
      const altered: [unknown, string][] = [[{ ...(body as object), unheardOf: 1 }, '']];
      if (inner)
        altered.push([{ ...(body as object), [inner[0]]: { ...(inner[1] as object), unheardOf: 1 } }, inner[0]]);
      for (const [sent, path] of altered) {
        const issues = route?.body?.safeParse(sent).error?.issues ?? [];
        expect(issues).toContainEqual(
          expect.objectContaining({ code: 'unrecognized_keys', keys: ['unheardOf'], path: path === '' ? [] : [path] }),
        );
      }
    },
  );
});
