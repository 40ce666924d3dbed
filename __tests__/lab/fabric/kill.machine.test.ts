import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  guestGroupsOf,
  hostState,
  livingAfter,
  sleep,
  together,
  treeBelow,
  type ProcessTree,
} from '../../process-tree';
import { GuestGroups } from '../../../lab/fabric/guest-groups';
import { CompiledLab } from './compiled-lab';
import { FosteredProcess } from './foster-parent';
import { describeUnless } from '../../needs';
import { missing } from './test-lab';

jest.setTimeout(120_000);

const LAB = '__tests__/lab/fabric/killed-lab.ts';

/** A lab that is up has at least this many namespaces: five of each of three guests, and those of the places. */
const NAMESPACES = 20;

/** While the kernel is tried, before anything is made that stays, there are never so many. */
const TRIAL_NAMESPACES = 8;

/** Milliseconds after which a lab is taken for stuck. */
const LIMIT = 90_000;

/** Where labs are started. */
interface Ground {
  readonly lab: CompiledLab;
  /** Their folder for temporary files. */
  readonly temporary: string;
}

/** A lab of its own process, which can be stopped, looked at, and killed. */
class Victim {
  readonly phases: string[] = [];

  private constructor(private readonly lab: FosteredProcess) {
    lab.lines.on('line', (phase) => this.phases.push(phase));
  }

  /** Every other one is a whole lab, the rest a fabric alone, which spares the machine some seconds. */
  static async start({ lab, temporary }: Ground, round: number, activity = 'traffic'): Promise<Victim> {
    const argv = lab.argv(LAB, round % 2 === 0 ? 'lab' : 'fabric', activity);
    return new Victim(await FosteredProcess.start(argv, { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary }));
  }

  get pid(): number {
    return this.lab.pid;
  }

  get phase(): string | undefined {
    return this.phases.at(-1);
  }

  get tree(): ProcessTree {
    return treeBelow(this.lab.pid);
  }

  async until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + LIMIT;
    while (!condition()) {
      if (!existsSync(`/proc/${this.pid}`)) throw new Error(`the lab has ended in phase ${String(this.phase)}`);
      if (Date.now() > deadline) throw new Error(`the lab is still in phase ${String(this.phase)} after ${LIMIT} ms`);
      await sleep(10);
    }
  }

  /**
   * Stops the owner where it is, so that it starts nothing more while what there is is written down, and kills it. What it
   * had just started goes on meanwhile, so it is looked at several times.
   */
  async kill(): Promise<ProcessTree> {
    process.kill(this.lab.pid, 'SIGSTOP');
    const trees = [this.tree];
    for (let look = 0; look < 3; look += 1) {
      await sleep(10);
      trees.push(this.tree);
    }
    process.kill(this.lab.pid, 'SIGKILL');
    return together(trees);
  }

  /** What lives of it some time after its death, whether it has been seen before or not. */
  async left(seen: ProcessTree): Promise<readonly string[]> {
    const known = await livingAfter(seen, 10_000);
    const orphans = await livingAfter(treeBelow(this.lab.fosterPid), 10_000);
    return [...new Set([...known, ...orphans]), ...guestGroupsOf(this.lab.pid)];
  }

  end(): Promise<void> {
    return this.lab.end();
  }
}

function namesOf({ processes }: ProcessTree): readonly string[] {
  return [...processes.keys()].flatMap((pid) => {
    try {
      return [readFileSync(`/proc/${pid}/comm`, 'utf8').trim()];
    } catch {
      return [];
    }
  });
}

describeUnless(missing, 'a lab whose owner is killed', () => {
  let canLimit = true;
  let ground: Ground;
  let host: ReturnType<typeof hostState>;

  beforeAll(() => {
    ground = { lab: new CompiledLab(), temporary: mkdtempSync(join(tmpdir(), 'killed-lab-')) };
    host = hostState();
    void GuestGroups.start((reason) => {
      console.warn(reason);
      canLimit = false;
    }).close();
  });

  afterEach(() => {
    expect(hostState()).toEqual(host);
    expect(readdirSync(ground.temporary)).toEqual([]);
  });

  afterAll(() => {
    ground.lab.remove();
    rmSync(ground.temporary, { recursive: true });
  });

  test('GIVEN five random moments of its creation WHEN the owner gets SIGKILL THEN nothing is left each time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const victim = await Victim.start(ground, round);
      try {
        const namespaces = TRIAL_NAMESPACES + Math.floor(Math.random() * (NAMESPACES + 1 - TRIAL_NAMESPACES));
        // It only loads until then: to look at all processes of the machine is not cheap.
        await victim.until(() => victim.phase === 'creation');
        let reached = victim.tree;
        await victim.until(() => (reached = victim.tree).namespaces.size >= namespaces);
        const stopped = await victim.kill();
        expect({ namespaces, phases: victim.phases }).toEqual({ namespaces, phases: ['creation'] });
        // Of those reached some can be of commands that have just ended; the lab's own are there.
        expect(stopped.namespaces.size).toBeGreaterThan(0);
        const left = await victim.left(together([reached, stopped]));
        expect({ namespaces, left }).toEqual({ namespaces, left: [] });
      } finally {
        await victim.end();
      }
    }
  });

  test('GIVEN five random moments of mirrored traffic WHEN the owner gets SIGKILL THEN nothing is left each time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const victim = await Victim.start(ground, round);
      try {
        await victim.until(() => victim.phase === 'traffic');
        const moment = Math.round(Math.random() * 500);
        await sleep(moment);
        const names = namesOf(victim.tree);
        const groups = guestGroupsOf(victim.pid);
        const seen = await victim.kill();
        expect(names.filter((name) => name === 'ping')).toHaveLength(2);
        expect(names.filter((name) => name === 'tcpdump')).toHaveLength(2);
        if (canLimit) expect(groups.length).toBeGreaterThanOrEqual(3);
        expect(names.filter((name) => name === 'sshd').length).toBeGreaterThanOrEqual(3);
        expect(seen.namespaces.size).toBeGreaterThanOrEqual(NAMESPACES);
        expect({ moment, left: await victim.left(seen) }).toEqual({ moment, left: [] });
      } finally {
        await victim.end();
      }
    }
  });

  test('GIVEN random moments at which servers go and come WHEN the owner gets SIGKILL THEN nothing is left', async () => {
    for (let round = 0; round < 2; round += 1) {
      const victim = await Victim.start(ground, round, 'removal');
      try {
        await victim.until(() => victim.phase === 'removal');
        const moment = Math.round(Math.random() * 1500);
        await sleep(moment);
        const seen = await victim.kill();
        expect(seen.namespaces.size).toBeGreaterThan(0);
        expect({ moment, left: await victim.left(seen) }).toEqual({ moment, left: [] });
      } finally {
        await victim.end();
      }
    }
  });
});
