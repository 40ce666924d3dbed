import { LatestQueue } from '../../../lab/fabric/latest-queue';

/** A task that ends when told to, and a log of what has run. */
function tasks() {
  const log: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const task = (name: string) => () => {
    log.push(name);
    return new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }));
  };
  return {
    log,
    task,
    end: (name: string) => ends.get(name)?.resolve(),
    fail: (name: string, error: Error) => ends.get(name)?.reject(error),
  };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

describe('LatestQueue', () => {
  test('GIVEN a running task WHEN others are added THEN none of them starts before it ends', async () => {
    const queue = new LatestQueue();
    const { log, task, end } = tasks();
    const first = queue.add(task('first'));
    const second = queue.add(task('second'));
    await settle();
    expect(log).toEqual(['first']);
    end('first');
    await first;
    await settle();
    expect(log).toEqual(['first', 'second']);
    end('second');
    await second;
  });

  test('GIVEN two waiting tasks WHEN the first ends THEN only the latest runs, and both get its outcome', async () => {
    const queue = new LatestQueue();
    const { log, task, end, fail } = tasks();
    const first = queue.add(task('first'));
    const superseded = queue.add(task('superseded'));
    const latest = queue.add(task('latest'));
    end('first');
    await first;
    await settle();
    expect(log).toEqual(['first', 'latest']);
    fail('latest', new Error('the latest failed'));
    await expect(superseded).rejects.toThrow('the latest failed');
    await expect(latest).rejects.toThrow('the latest failed');
  });

  test('GIVEN a task that fails WHEN another waits THEN it runs all the same', async () => {
    const queue = new LatestQueue();
    const { log, task, end, fail } = tasks();
    const first = queue.add(task('first'));
    const second = queue.add(task('second'));
    fail('first', new Error('no'));
    await expect(first).rejects.toThrow('no');
    await settle();
    end('second');
    await second;
    expect(log).toEqual(['first', 'second']);
  });

  test('GIVEN a task added while the waiting one runs WHEN that ends THEN the added one runs alone', async () => {
    const queue = new LatestQueue();
    const { log, task, end } = tasks();
    const first = queue.add(task('first'));
    const second = queue.add(task('second'));
    end('first');
    await first;
    await settle();
    const third = queue.add(task('third'));
    await settle();
    expect(log).toEqual(['first', 'second']);
    end('second');
    await second;
    await settle();
    expect(log).toEqual(['first', 'second', 'third']);
    end('third');
    await third;
    await queue.idle();
  });
});
