import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { API_PORT } from './endpoints';
import { conditionOf, Problems, serveCondition } from './condition';
import { startFabric, type KernelFabric } from './fabric/fabric';
import { type Operator } from './fabric/operator';
import { startProviders } from './provider/start-providers';
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
}

/**
 * Starts fabric, region and providers. Sockets are in the operator's own memory file system, and the key is with a process
 * there, so that the kernel frees them with the lab even when this process is killed.
 * Rejects with one sentence for each thing that this machine lacks.
 */
export async function startLab({ onProblem: tell, onEnd = tell, region: options }: LabOptions): Promise<Lab> {
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
    mkdirSync(operator.path(operator.privateDirectory), { recursive: true, mode: 0o700 });

    const apiSocket = operator.path(inside('region.sock'));
    const region = await startRegion({
      ...options,
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
    return { region, fabric, reattach: insideOperator(providers.reattach, operator), agentSocket, publicKey, close };
  } catch (error) {
    const cause = (await fabric.whyEnded()) ?? error;
    await close();
    throw cause;
  }
}

/** What a destroy should have removed, in words: objects in the region's store, and what the kernel has of them. */
export async function whatIsLeft({ region, fabric }: Lab): Promise<readonly string[]> {
  const objects = Object.entries(region.counts())
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind} in the region`);
  return [...objects, ...(await fabric.remains())];
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
