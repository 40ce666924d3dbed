import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { Internet } from '../../../lab/fabric/internet';
import { LabNamespaces } from '../../../lab/fabric/lab-namespaces';
import { Remains } from '../../../lab/fabric/remains';
import { describeUnless } from '../../needs';
import { sleep } from '../../process-tree';
import { missing } from './test-lab';

describeUnless(missing, 'what a region has left in the kernel', () => {
  let lab: LabNamespaces;
  let remains: Remains;
  beforeAll(async () => {
    lab = await LabNamespaces.start();
    await Internet.start(lab);
    remains = await Remains.since(lab);
  });
  afterAll(() => lab.close());
  // Each test takes away what it has made: the next one begins, and the last one ends, with nothing.
  beforeEach(async () => {
    expect(await remains.list()).toEqual([]);
  });
  afterEach(async () => {
    expect(await remains.list()).toEqual([]);
  });

  /** Runs a program of this machine, in a network namespace of the lab, for as long as `work` takes. */
  async function whileRunning(argv: readonly string[], work: (pid: number) => Promise<void>): Promise<void> {
    const [program, ...args] = ['env', ...argv, 'sh', '-c', 'read -r pid _ </proc/self/stat; echo "$pid"; exec cat'];
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const pid = await new Promise<number>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => {
        resolve(Number(chunk.toString()));
      });
    });
    try {
      await work(pid);
    } finally {
      child.stdin.end();
      await ended;
    }
  }

  test('GIVEN a network namespace THEN it is named, as long as it is there', async () => {
    await lab.addNet('server-1');
    expect(await remains.list()).toEqual(['network namespace server-1']);
    await lab.deleteNet('server-1');
  });

  test('GIVEN a process in the lab whose network namespace has lost its name THEN both are told', async () => {
    await lab.addNet('server-1');
    await whileRunning(lab.enter('server-1'), async (pid) => {
      expect(await remains.list()).toEqual([expect.stringContaining(`server-1 with process `)]);
      await lab.deleteNet('server-1');
      const [told, ...more] = await remains.list();
      expect(told).toMatch(/^network namespace without a name with process /);
      expect(told).toContain(`process ${pid} (cat)`);
      expect(more).toEqual([]);
    });
  });

  test('GIVEN a process of the owner’s in a network namespace of the lab, as a tap is, THEN it is told', async () => {
    await lab.addNet('vpc-0');
    await whileRunning(['nsenter', `--net=${lab.netPath('vpc-0')}`], async (pid) => {
      await lab.deleteNet('vpc-0');
      expect(await remains.list()).toEqual([`network namespace without a name with process ${pid} (cat)`]);
    });
  });

  test('GIVEN a process in a place that an empty region has THEN it is none of its remains', async () => {
    await whileRunning(lab.enterOnHostFiles('operator'), async () => {
      expect(await remains.list()).toEqual([]);
    });
  });

  test('GIVEN a link in the lab’s Internet THEN it is told', async () => {
    await lab.ip('internet', ['link add vpc-0 type bridge']);
    expect(await remains.list()).toEqual(['link vpc-0 of internet']);
    await lab.ip('internet', ['link delete vpc-0']);
  });

  test('GIVEN a disk THEN it is told', async () => {
    mkdirSync(lab.path('/run/servers/server-1'));
    expect(await remains.list()).toEqual(['disk of server-1']);
    rmSync(lab.path('/run/servers/server-1'), { recursive: true });
  });
});

describeUnless(missing, 'a lab that ends while it is asked what is left', () => {
  test('THEN that fails as a whole: nothing of it goes on to fail where nobody hears of it', async () => {
    const lab = await LabNamespaces.start();
    await Internet.start(lab);
    const remains = await Remains.since(lab);
    try {
      process.kill(lab.pid, 'SIGKILL');
      // It is over before this process can know it.
      for (const deadline = Date.now() + 10_000; existsSync(`/proc/${lab.pid}/root/run`) && Date.now() < deadline;);
      await expect(remains.list()).rejects.toThrow('ENOENT');
      // Jest fails a test in which a rejection is handled by nobody.
      await sleep(500);
    } finally {
      await lab.close();
    }
  });
});
