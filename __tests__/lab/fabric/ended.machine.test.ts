import { readFileSync } from 'node:fs';
import { startFabric, type KernelFabric } from '../../../lab/fabric/fabric';
import { familyOf, livingProcesses, type LivingProcess } from '../../../lab/processes';
import { victimsOf } from '../../e2e/killed-run';
import { livingAfter, sleep, treeBelow } from '../../process-tree';
import { describeUnless } from '../../needs';
import { guideTopology, SOURCE, TARGET } from './guide-topology';
import { missing } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

const mirrored = () => ({
  ...guideTopology(),
  mirrorSessions: [
    {
      ...{ id: 'session', enabled: true, priority: 1, vni: 1, packetLength: 96 },
      rules: [{ direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'all', action: 'accept' } as const],
      sourceInterfaceIds: [SOURCE.port],
      targetInterfaceId: TARGET.port,
    },
  ],
});

/** Each kind of process without which a place of the lab is none, by its program. */
const HOLDERS = [
  ['the lab', 'unshare', /lab-init\.sh\0lab/],
  ['the operator’s place', 'nsenter', /lab-init\.sh\0operator/],
  ['a VPC’s router', 'nsenter', /lab-init\.sh\0router/],
] as const;

let problems: string[] = [];
const onProblem = ({ message }: Error): void => void problems.push(message);

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !condition() && Date.now() < deadline;) await sleep(20);
}

/** The child of this process that runs a program, and has a descendant with such a command line. */
function child(name: string, commandLine: RegExp): LivingProcess {
  const all = livingProcesses();
  const found = all.find(
    (each) =>
      each.parent === process.pid &&
      each.name === name &&
      familyOf(new Set([each.pid]), all).some(({ pid }) => commandLine.test(commandLineOf(pid))),
  );
  if (found === undefined) throw new Error(`no ${name} of this process has ${commandLine.source}`);
  return found;
}

const tests = (fabric: () => KernelFabric): void => {
  beforeEach(async () => {
    await fabric().apply(mirrored());
    problems = [];
  });

  test('GIVEN a guest’s nsenter is killed THEN the guest ends, is named, and boots again with the next change', async () => {
    const guest = fabric().guestPid(SOURCE.id) ?? 0;
    const parents = new Map(livingProcesses().map(({ pid, parent }) => [pid, parent]));
    const entered = parents.get(parents.get(guest) ?? 0) ?? 0;
    expect(parents.get(entered)).toBe(process.pid);
    const tree = treeBelow(entered);
    expect(tree.processes.has(guest)).toBe(true);
    process.kill(entered, 'SIGKILL');
    await until(() => problems.length > 0);
    expect(problems).toEqual(['server ECS-source has ended by itself (SIGKILL); it boots again with the next change']);
    expect((await fabric().condition()).endedGuests).toEqual(new Map([[SOURCE.id, 'SIGKILL']]));
    // Its network namespace stays, for its ports; no process of it does.
    expect(await livingAfter({ ...tree, namespaces: new Set() }, 10_000)).toEqual([]);

    await fabric().apply(mirrored());
    expect((await fabric().condition()).endedGuests).toEqual(new Map());
    expect(await fabric().exec(SOURCE.id, ['hostname'])).toMatchObject({ status: 0, stdout: 'ecs-source\n' });
  });

  test('GIVEN a tap dies again and again THEN its condition says that it does not mirror', async () => {
    expect((await fabric().condition()).taps).toEqual([
      { interfaceId: SOURCE.port, mirrored: expect.any(Number) as number, sent: expect.any(Number) as number },
    ]);
    const deaths = ['perl inject.pl', 'perl guard.pl', 'tcpdump', 'perl inject.pl'];
    for (const [before, kind] of deaths.entries()) {
      const victim = victimsOf(treeBelow(process.pid)).find((each) => each.kind === kind);
      if (victim === undefined) throw new Error(`there is no ${kind}`);
      process.kill(victim.pid, 'SIGKILL');
      await until(() => problems.length > before);
    }
    for (const problem of problems.slice(0, 3)) expect(problem).toMatch(/^mirror tap on p\d: .*; it runs again$/);
    expect(problems.at(-1)).toMatch(
      /^mirror tap on p\d: injector ended: .*; after 3 restarts it is started again only/,
    );
    const [tap] = (await fabric().condition()).taps;
    expect(tap?.failure).toMatch(/^mirror tap on p\d: injector ended: /);
  });
};

describeWithFabric('a process of the fabric that is killed', tests, { onProblem });

describeUnless(missing, 'a process of the fabric that is killed', () => {
  let fabric: KernelFabric;
  let ends: string[];
  beforeEach(async () => {
    ends = [];
    fabric = await startFabric({ onProblem, onEnd: ({ message }) => ends.push(message) });
    await fabric.apply(mirrored());
  });
  afterEach(() => fabric.close());

  test.each(HOLDERS)('GIVEN the holder of %s is killed THEN all that fails says so', async (_, name, commandLine) => {
    process.kill(child(name, commandLine).pid, 'SIGKILL');
    const sentence = /^the process that holds .* has ended by itself \(.*\), and the lab with it$/;
    await until(() => ends.length > 0);
    expect(ends[0]).toMatch(sentence);
    const without = { ...guideTopology(), servers: [], interfaces: [], eips: [], subnets: [] };
    await expect(fabric.apply(without)).rejects.toThrow(sentence);
  });
});

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
