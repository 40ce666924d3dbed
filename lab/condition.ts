import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { type FabricCondition } from './fabric/fabric';
import { type Topology } from './topology/topology';

/** A problem of a lab, which nobody had called for. */
export interface Problem {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly message: string;
}

/** What a lab is like: where it is not what its region says, how it mirrors, and what has gone wrong so far. */
export interface LabCondition {
  /** Servers whose guest has ended by itself: name, and how. */
  readonly ended: readonly { readonly server: string; readonly how: string }[];
  readonly taps: readonly (Omit<FabricCondition['taps'][number], 'interfaceId'> & { readonly server: string })[];
  /** Whether the agent that has the key of all servers answers. */
  readonly hasAgent: boolean;
  /** How many there have been. */
  readonly problemCount: number;
  /** The last of them. */
  readonly problems: readonly Problem[];
}

/** As many of the last problems as are shown. */
const SHOWN = 10;

/** Milliseconds for an answer: taps that are busy say how they do when they have done what was to be done before. */
const PATIENCE = 10_000;

/** Remembers what went wrong. */
export class Problems {
  private count = 0;
  private last: readonly Problem[] = [];

  add(message: string): Problem {
    const problem = { time: new Date().toISOString(), message };
    this.count += 1;
    this.last = [...this.last, problem].slice(-SHOWN);
    return problem;
  }

  get all(): Pick<LabCondition, 'problemCount' | 'problems'> {
    return { problemCount: this.count, problems: this.last };
  }
}

/** In the names of the region's servers. */
export async function conditionOf(
  fabric: FabricCondition,
  topology: Topology,
  agentSocket: string,
  problems: Problems,
): Promise<LabCondition> {
  const names = new Map(topology.servers.map(({ id, name }) => [id, name]));
  const owners = new Map(topology.interfaces.map(({ id, serverId }) => [id, names.get(serverId)]));
  return {
    ended: [...fabric.endedGuests].map(([id, how]) => ({ server: names.get(id) ?? id, how })),
    taps: fabric.taps.map(({ interfaceId, ...tap }) => ({ server: owners.get(interfaceId) ?? interfaceId, ...tap })),
    hasAgent: await answers(agentSocket),
    ...problems.all,
  };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

/** Answers whoever can reach the socket. */
export async function serveCondition(socketPath: string, condition: () => Promise<LabCondition>): Promise<Server> {
  const server = createServer((_, response) => {
    condition().then(
      (found) => response.end(JSON.stringify(found)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: socketPath }, resolve);
  });
  return server;
}

/** Asks a lab of another process. Rejects with a sentence. */
export function askCondition(socketPath: string): Promise<LabCondition> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`the lab does not say how it is: ${reason}`));
    };
    const call = request({ socketPath, path: '/', timeout: PATIENCE }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (answer.statusCode === 200) resolve(JSON.parse(text) as LabCondition);
        else fail(text);
      });
    });
    call.on('timeout', () => call.destroy(new Error(`no answer within ${PATIENCE} ms`)));
    call.on('error', ({ message }) => {
      fail(message);
    });
    call.end();
  });
}
