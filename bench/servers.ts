import { App } from 'cdktf';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { withLabRegion } from '../lab/cli/settings';
import { terraformProgram } from '../lab/cli/terraform-version';
import { addServer, CUSTOMER, inProject, makeCustomer, type CallRegion } from '../lab/customer';
import { startProviders } from '../lab/provider/start-providers';
import { startRegion } from '../lab/region/start-region';
import { readScenario } from '../lib/scenarios/read-scenario';
import { scenarioStack } from '../lib/scenarios/scenarios';
import { SOURCES_PER_SESSION } from '../lib/values/limits';
import { median, milliseconds, printTable } from './measure';

const COUNTS = [100, 500, 1000] as const;
const ROUNDS = 2;
/** How many servers are asked for at a time. */
const AT_ONCE = 50;
/** No server of the customer's other ones. */
const TAG = 'bench';

/**
 * Synthesis, and Terraform's plan with the stand-in provider, of `existing-servers` by the number of sources that are
 * found by their tag. Linear when the last column does not grow. A plan of 1000 takes some seconds, and making the servers
 * half a minute.
 */
export async function benchServers(): Promise<void> {
  const most = Math.max(...COUNTS);
  const region = await startRegion({
    fabric: { apply: () => Promise.resolve() },
    listen: { port: 0 },
    quotas: { servers: 2 * most, ports: 3 * most, volumes: 2 * most },
  });
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const providers = await startProviders({ socketDir: folder, environment: {} });
  const env = {
    ...process.env,
    ...{ CHECKPOINT_DISABLE: '1', TF_INPUT: '0', TF_REATTACH_PROVIDERS: providers.reattach },
    TF_CLI_CONFIG_FILE: resolve(__dirname, '../tools/terraform.rc'),
  };
  try {
    await makeServers(callOf(region.url), most);
    const stacks = new Map<number, string>();
    for (const count of COUNTS) {
      const stack = mkdtempSync(join(folder, 'stack-'));
      stacks.set(count, stack);
      writeFileSync(join(stack, 'main.tf.json'), synthesized(count, region.url));
      await terraform(['init'], stack, env);
    }
    const measured = await inTurns(COUNTS, async (count) => {
      const [began, before] = [performance.now(), cpuTimes()];
      synthesized(count, region.url);
      const synth = performance.now() - began;
      await terraform(['plan'], stacks.get(count) ?? '', env);
      const [own = 0, childrens = 0] = cpuTimes().map((time, index) => time - (before[index] ?? 0));
      return { synth, 'stand-in': own - synth, terraform: childrens };
    });
    print(measured);
  } finally {
    providers.close();
    await region.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Times = Readonly<Record<'synth' | 'stand-in' | 'terraform', number>>;

/** Medians. The first turn warms caches and is not counted. */
async function inTurns(
  counts: readonly number[],
  measure: (count: number) => Promise<Times>,
): Promise<ReadonlyMap<number, Times>> {
  const times = new Map<number, Times[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const count of counts) {
      const one = await measure(count);
      if (round > 0) times.set(count, [...(times.get(count) ?? []), one]);
    }
  }
  const medianOf = (all: readonly Times[], what: keyof Times): number => median(all.map((one) => one[what]));
  return new Map(
    [...times].map(([count, all]) => [
      count,
      { synth: medianOf(all, 'synth'), 'stand-in': medianOf(all, 'stand-in'), terraform: medianOf(all, 'terraform') },
    ]),
  );
}

function print(measured: ReadonlyMap<number, Times>): void {
  const plan = (count: number): number =>
    (measured.get(count)?.terraform ?? Number.NaN) + (measured.get(count)?.['stand-in'] ?? 0);
  console.log(`existing-servers by number of sources found by a tag, processor time, median of ${ROUNDS}:`);
  printTable(
    ['sources', 'sessions', 'synth', 'stand-in', 'terraform', 'plan', 'a source'],
    [...measured].map(([count, { synth, 'stand-in': standIn, terraform: terraforms }]) => [
      ...[String(count), String(Math.ceil(count / SOURCES_PER_SESSION.max))],
      ...[synth, standIn, terraforms, plan(count)].map(milliseconds),
      `${(plan(count) / count).toFixed(1)} ms`,
    ]),
  );
}

/** Milliseconds of this process, and of its children that have ended: what else the machine does is in neither. */
function cpuTimes(): readonly [number, number] {
  // Behind the name: utime, stime, cutime and cstime are the 12th to the 15th, in hundredths of a second (proc(5)).
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 15)
    .map(Number);
  const [user = 0, system = 0, childrensUser = 0, childrensSystem = 0] = fields;
  return [10 * (user + system), 10 * (childrensUser + childrensSystem)];
}

/** So many web servers beside what a customer has; the tag of a number has the first of them. */
async function makeServers(call: CallRegion, most: number): Promise<void> {
  const place = await makeCustomer(
    call,
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ000000000000000000000000000000000000000000 lab',
  );
  const subnet = { name: 'Subnet-bench', cidr: '10.20.128.0/17', gateway_ip: '10.20.128.1', vpc_id: place.vpc };
  const made = (await call('POST', '/v1/{p}/subnets', { subnet })) as { subnet: { id: string } };
  const numbers = Array.from({ length: most }, (_, index) => index);
  for (let first = 0; first < most; first += AT_ONCE) {
    const some = numbers.slice(first, first + AT_ONCE);
    await Promise.all(
      some.map((number) => {
        const tags = Object.fromEntries(
          COUNTS.filter((count) => number < count).map((count) => [`${TAG}-${count}`, 'yes']),
        );
        const address = `10.20.${128 + Math.floor(number / 200)}.${10 + (number % 200)}`;
        const server = { name: `bench-${number}`, address, flavor: 'c7t.large.2', tags };
        return addServer(call, { ...place, subnet: made.subnet.id }, server);
      }),
    );
  }
}

function synthesized(count: number, url: string): string {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    const app = new App({ outdir, stackTraces: false });
    const settings = withLabRegion({
      scenario: 'existing-servers',
      sources: { tags: { [`${TAG}-${count}`]: 'yes' } },
      target: { name: CUSTOMER.target.name },
    });
    const stack = scenarioStack(
      app,
      readScenario({ ...settings, stateBackend: { type: 'local', path: 'terraform.tfstate' } }),
    );
    app.synth();
    const text = readFileSync(join(outdir, 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8');
    return text.replaceAll(/http:\/\/127\.0\.0\.1:\d+\/(?!v3)[a-z]+\//g, `${url}/`);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function callOf(url: string): CallRegion {
  return async (method, path, body) => {
    const answer = await fetch(`${url}${inProject(path)}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

/** Beside this process, which has to answer it. */
async function terraform(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(terraformProgram(), [...args, '-no-color', '-input=false'], { cwd, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const status = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  if (status !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${String(status)}:\n${said}`);
}
