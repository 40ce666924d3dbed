import { ApiConnection } from '../../../lab/provider/huaweicloud/api-connection';
import { type Topology } from '../../../lab/topology/topology';
import { type RegionOptions, type RunningRegion, startRegion } from '../../../lab/region/start-region';

/** A fabric that does nothing but remember what it was asked to be, and fail when told to. */
export class RecordingFabric {
  readonly applied: Topology[] = [];
  /** Decides about each apply: a reason makes it fail. */
  refuse!: (topology: Topology) => string | undefined;
  /** Decides how long each apply takes. @default no time */
  hold!: (topology: Topology) => Promise<void>;

  constructor() {
    this.obey();
  }

  /** From now on it neither fails nor takes time. */
  obey(): void {
    this.refuse = () => undefined;
    this.hold = () => Promise.resolve();
  }

  async apply(topology: Topology): Promise<void> {
    this.applied.push(topology);
    await this.hold(topology);
    const reason = this.refuse(topology);
    if (reason !== undefined) throw new Error(reason);
  }

  get last(): Topology {
    const topology = this.applied.at(-1);
    if (!topology) throw new Error('nothing was applied');
    return topology;
  }
}

export interface Answer {
  readonly status: number;
  /** Undefined when the answer has no body. */
  readonly body: unknown;
}

/** A region on a free port, with a fabric that records. */
export class RegionUnderTest {
  private bringBack: () => Promise<void>;
  /** The stand-in provider's, which takes half of what `fetch` does. */
  private readonly connection = new ApiConnection();

  private constructor(
    readonly region: RunningRegion,
    readonly fabric: RecordingFabric,
    readonly warnings: readonly string[],
  ) {
    this.bringBack = region.remember();
  }

  static async start(options: Partial<RegionOptions> = {}): Promise<RegionUnderTest> {
    const fabric = new RecordingFabric();
    const warnings: string[] = [];
    const region = await startRegion({
      fabric,
      listen: { port: 0 },
      warn: (message) => void warnings.push(message),
      ...options,
    });
    return new RegionUnderTest(region, fabric, warnings);
  }

  /** `{p}` in the path stands for the project id. */
  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const { status, text } = await this.connection.send({
      method,
      url: new URL(this.region.url + path.replaceAll('{p}', this.region.settings.projectId)),
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Calls, insists on success and gives the field of the answer at `field`, such as `vpc.id`. */
  async make(method: string, path: string, body: unknown, field: string): Promise<string> {
    const answer = await this.call(method, path, body);
    const value = field.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], answer.body);
    if (answer.status >= 300 || typeof value !== 'string') {
      throw new Error(`${method} ${path} gave ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    }
    return value;
  }

  /** What there is now is what {@link again} brings back, instead of what there was at the start. */
  keep(): void {
    this.bringBack = this.region.remember();
  }

  /** For the next test: cheaper by far than a region of its own. Faults stay. */
  again(): Promise<void> {
    this.fabric.obey();
    return this.bringBack();
  }

  close(): Promise<void> {
    this.connection.close();
    return this.region.close();
  }
}
