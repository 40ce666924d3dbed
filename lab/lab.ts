import { request } from 'node:http';
import { join } from 'node:path';
import { afterwards } from './aftermath';
import { API_PORT } from './endpoints';
import { conditionOf, Problems, serveCondition } from './condition';
import { CUSTOMER, HEALTH_CHECK, inProject, makeCustomer, type CallRegion, type CustomerPlace } from './customer';
import { startFabric, type KernelFabric } from './fabric/fabric';
import { type Operator } from './fabric/operator';
import { moreThan } from './fabric/remains';
import { startProviders } from './provider/start-providers';
import { risingIds } from './region/ids';
import { startRegion, type RegionOptions, type RunningRegion } from './region/start-region';
import { startAgent } from './ssh-agent';

/** A running lab: an emulated region whose servers are on this machine, and the providers that lead to it. */
export interface Lab {
  readonly region: RunningRegion;
  readonly fabric: KernelFabric;
  /** Value of TF_REATTACH_PROVIDERS for a Terraform in the operator's place. */
  readonly reattach: string;
  /** The ssh-agent that has the operator's key, made for this lab: its socket, a path in the operator's place. */
  readonly agentSocket: string;
  readonly publicKey: string;
  /** Calls the region's API as a customer does. */
  readonly call: CallRegion;
  /** What a customer has, if there is one. */
  readonly customer?: CustomerPlace;
  /** What was there before any stack, see `whatIsLeft`; nothing unless there is a customer. */
  readonly before: Inventory;
  /** Takes everything down; nothing is left. Safe to call twice. */
  close(): Promise<void>;
}

export interface LabOptions {
  /** Told what fails by itself, outside of any call. */
  readonly onProblem: (problem: Error) => void;
  /** Told when the lab is over although nobody has closed it: it must be closed then. @default - as a problem */
  readonly onEnd?: (reason: Error) => void;
  /** What the region is to be like. @default - as `startRegion` has it */
  readonly region?: Pick<RegionOptions, 'mirrorSourceFamilies'>;
  /** Whether somebody has servers in the region before any stack: `customer.ts`. @default false */
  readonly customer?: boolean;
}

/**
 * Starts fabric, region and providers. Sockets are in the operator's own memory file system, and the key is with a process
 * there, so that the kernel frees them with the lab even when this process is killed.
 * Rejects with one sentence for each thing that this machine lacks.
 */
export async function startLab({
  onProblem: tell,
  onEnd = tell,
  region: options,
  customer = false,
}: LabOptions): Promise<Lab> {
  const problems = new Problems();
  const onProblem = (problem: Error): void => {
    problems.add(problem.message);
    tell(problem);
  };
  const fabric = await startFabric({ onProblem, onEnd });
  const closers: (() => Promise<void>)[] = [() => fabric.close()];
  const close = async (): Promise<void> => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const { operator } = fabric;
    const inside = (name: string): string => join(operator.privateDirectory, name);

    const apiSocket = operator.path(inside('region.sock'));
    const region = await startRegion({
      ...options,
      // So that which of its servers are mirrored by which session is known to `customer.ts`.
      ...(customer && { ids: risingIds() }),
      fabric,
      listen: { socketPath: apiSocket },
      warn: (message) => {
        onProblem(new Error(message));
      },
    });
    closers.push(() => region.close());
    await operator.forward(apiSocket, API_PORT);

    const providers = await startProviders({
      socketDir: operator.path(operator.privateDirectory),
      regionSocket: apiSocket,
      environment: {},
    });
    closers.push(() => {
      providers.close();
      return Promise.resolve();
    });

    const agentSocket = inside('agent.sock');
    const publicKey = await startAgent(operator, agentSocket);

    const condition = await serveCondition(operator.path(inside('lab.sock')), async () =>
      conditionOf(await fabric.condition(), region.topology(), operator.path(agentSocket), problems),
    );
    closers.push(() => {
      condition.closeAllConnections();
      condition.close();
      return Promise.resolve();
    });
    const call = callOf(apiSocket);
    const place = customer ? await makeCustomer(call, publicKey) : undefined;
    if (customer) {
      const client = region.topology().servers.find(({ name }) => name === CUSTOMER.client.name);
      await fabric.exec(client?.id ?? '', ['bash', '-c', HEALTH_CHECK]);
    }
    const reattach = insideOperator(providers.reattach, operator);
    const before = customer ? await inventory({ region, fabric, call }) : NOTHING;
    const more = place === undefined ? {} : { customer: place };
    return { region, fabric, reattach, agentSocket, publicKey, call, before, close, ...more };
  } catch (error) {
    const cause = (await fabric.whyEnded()) ?? error;
    await close();
    throw cause;
  }
}

/** What a region has, and the kernel of it. */
interface Inventory {
  readonly counts: Readonly<Record<string, number>>;
  readonly remains: readonly string[];
  /** Servers and network interfaces as the API shows them, by id. */
  readonly objects: ReadonlyMap<string, string>;
}

/**
 * Milliseconds in which a customer's server is as it was after a proof: its steps remove the text that Terraform has
 * uploaded ten seconds after their end.
 */
const AFTERMATH_LIMIT = 15_000;

const NOTHING: Inventory = { counts: {}, remains: [], objects: new Map() };

async function inventory({ region, fabric, call }: Pick<Lab, 'region' | 'fabric' | 'call'>): Promise<Inventory> {
  const lists = await Promise.all([
    call('GET', '/v1/{p}/cloudservers/detail?limit=1000'),
    call('GET', '/v1/{p}/ports'),
    call('GET', '/v1/{p}/security-group-rules'),
  ]);
  const objects = lists.flatMap((list) =>
    Object.values(list as Record<string, unknown>).flatMap((all) =>
      Array.isArray(all) ? all.map((one: { id: string }): [string, string] => [one.id, JSON.stringify(one)]) : [],
    ),
  );
  return { counts: region.counts(), remains: await fabric.remains(), objects: new Map(objects) };
}

/**
 * What a destroy should have removed, in words: objects in the region's store, and what the kernel has of them. Of a
 * customer's, what is not as it was before.
 */
export async function whatIsLeft(lab: Lab): Promise<readonly string[]> {
  return lab.before === NOTHING ? leftNow(lab) : afterwards(() => leftNow(lab), AFTERMATH_LIMIT);
}

async function leftNow(lab: Lab): Promise<readonly string[]> {
  const { before } = lab;
  const now = before === NOTHING ? { ...NOTHING, ...(await plainInventory(lab)) } : await inventory(lab);
  const counts = Object.entries(now.counts)
    .filter(([kind, count]) => count !== (before.counts[kind] ?? 0))
    .map(([kind, count]) => `${count - (before.counts[kind] ?? 0)} ${kind} in the region`);
  const changed = [...before.objects].filter(([id, text]) => now.objects.get(id) !== text);
  return [
    ...counts,
    ...changed.map(([id]) => `${id} of the customer's, which is not as it was`),
    ...now.remains.flatMap((line) => moreThan(before.remains, line)),
  ];
}

async function plainInventory({ region, fabric }: Lab): Promise<Pick<Inventory, 'counts' | 'remains'>> {
  return { counts: region.counts(), remains: await fabric.remains() };
}

/** The region's API behind a socket. Rejects with what it says when it refuses. */
function callOf(socketPath: string): CallRegion {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const length = text === undefined ? 0 : Buffer.byteLength(text);
      const headers = { 'content-type': 'application/json', 'content-length': length };
      const sent = request({ socketPath, method, path: inProject(path), headers }, (answer) => {
        let got = '';
        answer.on('data', (part: Buffer) => (got += part.toString()));
        answer.on('end', () => {
          const { statusCode = 0 } = answer;
          if (statusCode >= 300) reject(new Error(`${method} ${path} was answered ${statusCode}: ${got}`));
          else resolve(got === '' ? undefined : JSON.parse(got));
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
}

/** The attachment as a Terraform in the operator's place sees it: its own paths, and a process that lives there. */
function insideOperator(reattach: string, operator: Operator): string {
  const attachments = JSON.parse(reattach) as Record<string, { Pid: number; Addr: { String: string } }>;
  const host = operator.path('');
  const inside = Object.entries(attachments).map(([address, attachment]) => [
    address,
    {
      ...attachment,
      Pid: operator.livingPid,
      Addr: { ...attachment.Addr, String: attachment.Addr.String.replace(host, '') },
    },
  ]);
  return JSON.stringify(Object.fromEntries(inside));
}
