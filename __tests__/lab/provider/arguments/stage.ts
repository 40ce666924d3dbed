import { isList, isValues, type Value, type Values } from '../../../../lab/provider/codec/value';
import { Engine, type Outcome } from '../../../../lab/provider/engine/engine';
import { emptyState } from '../../../../lab/provider/engine/state';
import { ApiConnection, type Answer, type Exchange } from '../../../../lab/provider/huaweicloud/api-connection';
import { type Huaweicloud } from '../../../../lab/provider/huaweicloud/huaweicloud';
import { huaweicloudProvider } from '../../../../lab/provider/huaweicloud/huaweicloud-provider';
import { type Block, type ProviderSchema } from '../../../../lab/provider/schema/schema';
import { sequentialIds } from '../../../../lab/region/ids';
import { RegionUnderTest } from '../../region/region-under-test';

const SERVICES = ['vpc', 'ecs', 'evs', 'ims', 'iam', 'kms', 'dns'];

/** What becomes of a call instead of being answered by the region; undefined lets it through. */
export type Meddle = (exchange: Exchange) => Answer | undefined;

/** What was asked of the region, each call once: how often something is polled says nothing. */
class RecordingConnection extends ApiConnection {
  meddle: Meddle = () => undefined;
  private calls = new Set<string>();

  override async send(exchange: Exchange): Promise<Answer> {
    const { method, url, body = '' } = exchange;
    this.calls.add(`${method} ${url.pathname}${url.search} ${body}`.trim());
    return this.meddle(exchange) ?? super.send(exchange);
  }

  taken(): readonly string[] {
    const calls = [...this.calls];
    this.calls = new Set();
    return calls;
  }
}

/** What an operation came to, and the calls that it took. */
export interface Deed extends Outcome {
  readonly calls: readonly string[];
}

/** What a play begins with: makes what a configuration refers to, and gives the configuration. */
export type MakeConfiguration = (stage: Stage) => Values | Promise<Values>;

/** Where the ids begin of what is made for a stage, and of what is made in a play: before either there is less. */
const IDS_OF_STAGES = 0x1000;
const IDS_OF_PLAYS = 0x10000;

/** The region of all stages, which takes longer to start than many a play: one stage is set on it at a time. */
let house: RegionUnderTest | undefined;
let ids = sequentialIds();
afterAll(() => house?.close());

async function emptyHouse(): Promise<RegionUnderTest> {
  house ??= await RegionUnderTest.start({
    ids: { uuid: () => ids.uuid(), hex: () => ids.hex(), mac: () => ids.mac() },
    clock: () => new Date('2026-01-01T00:00:00Z'),
  });
  await house.again();
  ids = sequentialIds(IDS_OF_STAGES);
  return house;
}

/**
 * A stand-in and a region whose ids and clock are the same each time: what differs between two plays was caused by what
 * they were given. The region is brought back to how it was before each.
 */
export class Stage {
  private readonly connection = new RecordingConnection();
  private engine!: Engine<Huaweicloud>;
  private region!: RegionUnderTest;
  private bringBack!: () => Promise<void>;
  /** The configuration that its region was made ready for. */
  base: Values = {};

  private constructor(private readonly schema: ProviderSchema) {}

  static async set(schema: ProviderSchema, configuration: MakeConfiguration = () => ({})): Promise<Stage> {
    const stage = new Stage(schema);
    stage.region = await emptyHouse();
    await stage.startEngine();
    stage.base = await configuration(stage);
    stage.bringBack = stage.region.region.remember();
    return stage;
  }

  /** Everything as it was when the stage was set, whatever was played on it. */
  async again(): Promise<void> {
    this.meddle(() => undefined);
    await this.bringBack();
    ids = sequentialIds(IDS_OF_PLAYS);
    await this.startEngine();
  }

  private async startEngine(): Promise<void> {
    const { url, settings } = this.region.region;
    this.engine = new Engine({ ...huaweicloudProvider(this.connection, {}), schema: this.schema });
    const endpoints = Object.fromEntries(SERVICES.map((service) => [service, url]));
    await this.engine.configure({ region: settings.regionName, project_id: settings.projectId, endpoints });
  }

  async create(type: string, given: Values): Promise<Deed> {
    const config = filled(this.block(type), given);
    const plan = await this.engine.plan(type, null, config, config);
    return this.recorded(() => this.engine.apply(type, null, plan.state, config));
  }

  /** Undefined when the plan is to replace it, or to do nothing. */
  async update(type: string, prior: Values, given: Values): Promise<Deed | undefined> {
    const config = filled(this.block(type), given);
    const plan = await this.engine.plan(type, prior, proposal(this.block(type), prior, config), config);
    if (plan.requiresReplace.length > 0 || plan.state === prior) return undefined;
    return this.recorded(() => this.engine.apply(type, prior, plan.state, config));
  }

  delete(type: string, state: Value): Promise<Deed> {
    return this.recorded(() => this.engine.apply(type, state, null, null));
  }

  readData(type: string, given: Values): Promise<Deed> {
    return this.recorded(() => this.engine.readData(type, this.criteria(type, given)));
  }

  /** From now on `meddle` decides about each call. */
  meddle(meddle: Meddle): void {
    this.connection.meddle = meddle;
  }

  /** Tells the provider what Terraform tells it when it is interrupted. */
  stop(): void {
    this.engine.stop();
  }

  /** How many of each kind the region holds. */
  counts(): Readonly<Record<string, number>> {
    return this.region.region.counts();
  }

  /** Makes what a test needs beside what it looks at. */
  async make(type: string, given: Values): Promise<Values> {
    const { state, diagnostics } = await this.create(type, given);
    if (!isValues(state) || diagnostics.length > 0) throw new Error(`no ${type}: ${diagnostics[0]?.summary ?? ''}`);
    return state;
  }

  close(): void {
    this.connection.close();
  }

  private async recorded(deed: () => Promise<Outcome>): Promise<Deed> {
    this.connection.taken();
    const outcome = await deed();
    return { ...outcome, calls: this.connection.taken() };
  }

  private block(type: string): Block {
    const found = this.engine.schema.resources[type];
    if (!found) throw new Error(`no resource type ${type}`);
    return found.block;
  }

  private criteria(type: string, given: Values): Values {
    const found = this.engine.schema.dataSources[type];
    if (!found) throw new Error(`no data source ${type}`);
    return filled(found.block, given);
  }
}

/** A configuration as Terraform sends it: with null for what it leaves out. */
function filled(block: Block, given: Values): Values {
  const nested = Object.entries(block.blocks).flatMap(([name, inner]): [string, Value][] => {
    const value = given[name];
    return isList(value) ? [[name, value.map((item) => filled(inner.block, isValues(item) ? item : {}))]] : [];
  });
  return { ...emptyState(block), ...given, ...Object.fromEntries(nested) };
}

/** Terraform's merge of a configuration with what there is: what the provider may choose stays as it was. */
function proposal(block: Block, prior: Values, config: Values): Values {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]): [string, Value] => {
      const before = prior[name] ?? null;
      const inner = block.blocks[name];
      if (inner) return [name, isList(value) && isList(before) ? pairs(inner.block, before, value) : value];
      return [name, value === null && block.attributes[name]?.computed === true ? before : value];
    }),
  );
}

const pairs = (block: Block, before: readonly Value[], after: readonly Value[]): readonly Value[] =>
  after.map((item, index) => {
    const prior = before[index];
    return isValues(item) && isValues(prior) ? proposal(block, prior, item) : item;
  });
