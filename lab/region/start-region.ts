import { type AddressInfo } from 'node:net';
import { PROJECT_ID, REGION_NAME } from '../endpoints';
import { type Fabric, type Topology } from '../topology/topology';
import { createUsualThings } from './api/vpc/usual-things';
import { routes } from './api/routes';
import { ChangeQueue } from './change-queue';
import { type Clock } from './clock';
import { type RegionSettings } from './context';
import { type Fault, Faults, type RemoveFault } from './faults';
import { type ClientLimits, createServer } from './http/server';
import { type IdSource, randomIds } from './ids';
import { imageCatalogue } from './image-catalogue';
import { defaultQuotas, type Quotas } from './quotas';
import { Store } from './store/store';
import { topologyOf } from './topology-of';

/** Where the region listens: a unix socket, or a TCP port of 127.0.0.1 (0 = a free one). It is never reachable from outside. */
export type Listen = { readonly socketPath: string } | { readonly port: number };

export interface RegionOptions {
  /** Follows the region's changes. It stays the caller's: closing the region does not close it. */
  readonly fabric: Pick<Fabric, 'apply'>;
  readonly listen: Listen;
  /** @default {@link REGION_NAME} */
  readonly regionName?: string;
  /** @default {@link PROJECT_ID} */
  readonly projectId?: string;
  /** IPv4 block for EIPs. @default '203.0.113.0/24' (RFC 5737) */
  readonly eipPool?: string;
  /** Addresses of the pool that no EIP may get. @default none */
  readonly reservedEips?: readonly string[];
  /** Whether it has the VPC and the subnet that a new account has. @default true */
  readonly defaultNetwork?: boolean;
  /** @default {@link defaultQuotas} */
  readonly quotas?: Partial<Quotas>;
  /** Flavor families whose servers can be mirror sources. @default c7t alone */
  readonly mirrorSourceFamilies?: readonly string[];
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** @default random UUIDs */
  readonly ids?: IdSource;
  /** How long clients may take. @default half a minute for a request, five minutes of silence */
  readonly clients?: ClientLimits;
  /** Faults in force from the start. @default none */
  readonly faults?: readonly Fault[];
  /** Told what no client could be told. @default a line on stderr */
  readonly warn?: (message: string) => void;
}

export interface RunningRegion {
  /** Base of every service's URL, such as `http://127.0.0.1:41799`, or `unix:<path>`. */
  readonly url: string;
  readonly settings: RegionSettings;
  /** How many of each kind a user has made and not deleted; what a new account has does not count. */
  counts(): Readonly<Record<string, number>>;
  /** Whether a destroy has removed all that was made. */
  isEmpty(): boolean;
  /** What the fabric was last asked to be, or is about to be. */
  topology(): Topology;
  injectFault(fault: Fault): RemoveFault;
  /** Huawei Cloud, or the owner, takes back the images of a name: nobody finds them any more. Servers made of them stay. */
  withdrawImage(name: string): Promise<void>;
  /** Remembers all that there is. The function given brings it back, and forgets what was made since. */
  remember(): () => Promise<void>;
  /** Resolves when no job runs any more. */
  idle(): Promise<void>;
  /** Lets the running change finish, refuses all others, ends open connections and stops listening. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts a region in which there is what a new account has: a default VPC with its subnet, a default security group. Rejects when the address is taken. */
export async function startRegion(options: RegionOptions): Promise<RunningRegion> {
  const settings: RegionSettings = {
    regionName: options.regionName ?? REGION_NAME,
    projectId: options.projectId ?? PROJECT_ID,
    domainId: 'd0000000000000000000000000000001',
    domainName: 'lab',
    eipPool: options.eipPool ?? '203.0.113.0/24',
    reservedEips: options.reservedEips ?? [],
    quotas: { ...defaultQuotas, ...options.quotas },
    mirrorSourceFamilies: options.mirrorSourceFamilies ?? ['c7t'],
  };
  const store = new Store();
  for (const image of imageCatalogue) store.images.insert(image);
  const clock = options.clock ?? (() => new Date());
  const ids = options.ids ?? randomIds();
  const warn = options.warn ?? ((message) => void process.stderr.write(`region: ${message}\n`));
  createUsualThings({ store, clock, ids }, options.defaultNetwork ?? true);
  const changes = new ChangeQueue(store, options.fabric, warn);
  const faults = new Faults();
  options.faults?.forEach((fault) => faults.inject(fault));

  const server = createServer({ settings, store, changes, clock, ids }, routes, faults, options.clients);
  if ('port' in options.listen) await server.listen({ host: '127.0.0.1', port: options.listen.port });
  else await server.listen({ path: options.listen.socketPath });

  return {
    url: urlOf(server.server.address()),
    settings,
    counts: () => store.counts(),
    isEmpty: () => Object.values(store.counts()).every((count) => count === 0),
    topology: () => topologyOf(store),
    injectFault: (fault) => faults.inject(fault),
    withdrawImage: (name) =>
      changes.run(() => {
        for (const { id } of store.images.filter((image) => image.name === name)) store.images.delete(id);
      }),
    remember: () => {
      const then = store.snapshot();
      return async () => {
        await changes.idle();
        await changes.run(() => {
          store.become(then);
        });
      };
    },
    idle: () => changes.idle(),
    close: async () => {
      await changes.close();
      await server.close();
    },
  };
}

const urlOf = (address: AddressInfo | string | null): string =>
  typeof address === 'string' || address === null ? `unix:${address ?? ''}` : `http://127.0.0.1:${address.port}`;
