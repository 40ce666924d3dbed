import { type Topology } from '../../../lab/topology/topology';
import { type BackgroundChange, ChangeQueue } from '../../../lab/region/change-queue';
import { conflict } from '../../../lab/region/errors';
import { Store } from '../../../lab/region/store/store';
import { RecordingFabric } from './region-under-test';

const now = new Date('2026-11-23T05:43:16Z');

/** A group is the smallest thing that shows in the topology. */
const addGroup = (store: Store, id: string) => {
  store.securityGroups.insert({
    id,
    name: id,
    description: '',
    enterpriseProjectId: '0',
    isDefault: false,
    tags: [],
    createdAt: now,
    updatedAt: now,
  });
};

const groupIds = (topology: Topology): string[] => topology.securityGroups.map((group) => group.id);

function setUp() {
  const store = new Store();
  const fabric = new RecordingFabric();
  const warnings: string[] = [];
  const queue = new ChangeQueue(store, fabric, (message) => void warnings.push(message));
  const outcomes: string[] = [];
  const background = (id: string): BackgroundChange => ({
    change: () => {
      addGroup(store, id);
    },
    done: () => void outcomes.push(`${id} done`),
    failed: (reason) => void outcomes.push(`${id} failed: ${reason}`),
  });
  return { store, fabric, warnings, queue, outcomes, background };
}

describe('GIVEN a change', () => {
  test('WHEN it shows in the data plane THEN it is answered after the fabric has followed', async () => {
    const { store, fabric, queue } = setUp();
    const events: string[] = [];
    let follow: () => void = () => undefined;
    jest.spyOn(fabric, 'apply').mockImplementation(() => new Promise((resolve) => (follow = resolve)));
    const change = queue
      .run(() => {
        addGroup(store, 'a');
      })
      .then(() => events.push('answered'));
    await new Promise(setImmediate);
    events.push('followed');
    follow();
    await change;
    expect(events).toEqual(['followed', 'answered']);
  });

  test('WHEN it does not show in the data plane THEN the fabric is left alone', async () => {
    const { fabric, queue } = setUp();
    expect(await queue.run(() => 'value')).toBe('value');
    expect(fabric.applied).toEqual([]);
  });

  test('WHEN it throws halfway THEN its first half is taken back and the fabric is left alone', async () => {
    const { store, fabric, queue } = setUp();
    const half = queue.run(() => {
      addGroup(store, 'a');
      throw conflict('no');
    });
    await expect(half).rejects.toMatchObject({ status: 409, message: 'no' });
    expect(store.securityGroups.size).toBe(0);
    expect(fabric.applied).toEqual([]);
  });

  test('WHEN the fabric cannot follow THEN it is taken back on both sides, and the reason is told', async () => {
    const { store, fabric, queue } = setUp();
    fabric.refuse = (topology) => (groupIds(topology).includes('bad') ? 'no room for bad' : undefined);
    const failing = queue.run(() => {
      addGroup(store, 'bad');
    });
    await expect(failing).rejects.toMatchObject({
      status: 500,
      message: expect.stringContaining('no room for bad') as string,
    });
    expect(store.securityGroups.size).toBe(0);
    expect(fabric.applied.map(groupIds)).toEqual([['bad'], []]);
  });

  test('WHEN the fabric cannot even be put back THEN it is warned of, and asked again by the next change', async () => {
    const { store, fabric, queue, warnings } = setUp();
    fabric.refuse = () => 'gone';
    await expect(
      queue.run(() => {
        addGroup(store, 'a');
      }),
    ).rejects.toMatchObject({ status: 500 });
    expect(warnings).toEqual(['the data plane could not be put back: gone']);
    fabric.refuse = () => undefined;
    await queue.run(() => {
      addGroup(store, 'b');
    });
    expect(groupIds(fabric.last)).toEqual(['b']);
  });

  test('WHEN one of two at once fails THEN the other stays', async () => {
    const { store, fabric, queue } = setUp();
    fabric.refuse = (topology) => (groupIds(topology).includes('bad') ? 'no' : undefined);
    const bad = queue.run(() => {
      addGroup(store, 'bad');
    });
    const good = queue.run(() => {
      addGroup(store, 'good');
    });
    await expect(bad).rejects.toMatchObject({ status: 500 });
    await good;
    expect(store.securityGroups.all().map((group) => group.id)).toEqual(['good']);
  });
});

describe('GIVEN a change that the data plane has still to follow', () => {
  const visible = (queue: ChangeQueue) => queue.visible.securityGroups.all().map((group) => group.id);

  test.each([
    ['in the foreground', (queue: ChangeQueue, add: () => void) => void queue.run(add).catch(() => undefined)],
    [
      'in the background',
      (queue: ChangeQueue, change: () => void) => {
        queue.runInBackground({ change, done: () => undefined, failed: () => undefined });
      },
    ],
  ])(
    'WHEN it runs %s THEN it is visible once the fabric has followed, and never if it fails',
    async (_where, start) => {
      const { store, fabric, queue } = setUp();
      let settle: (error?: Error) => void = () => undefined;
      jest.spyOn(fabric, 'apply').mockImplementation(
        () =>
          new Promise(
            (resolve, reject) =>
              (settle = (error) => {
                if (error) reject(error);
                else resolve();
              }),
          ),
      );
      start(queue, () => {
        addGroup(store, 'a');
      });
      await new Promise(setImmediate);
      expect([visible(queue), store.securityGroups.size]).toEqual([[], 1]);
      settle();
      await queue.idle();
      expect(visible(queue)).toEqual(['a']);

      start(queue, () => {
        addGroup(store, 'bad');
        store.securityGroups.delete('a');
      });
      await new Promise(setImmediate);
      expect(visible(queue)).toEqual(['a']);
      settle(new Error('no'));
      await new Promise(setImmediate);
      expect(visible(queue)).toEqual(['a']);
      settle();
      await queue.idle();
      expect(visible(queue)).toEqual(['a']);
    },
  );
});

describe('GIVEN changes in the background', () => {
  test('WHEN several wait THEN the fabric gets them together', async () => {
    const { fabric, queue, outcomes, background } = setUp();
    queue.runInBackground(background('a'));
    queue.runInBackground(background('b'));
    await queue.idle();
    expect(fabric.applied.map(groupIds)).toEqual([['a', 'b']]);
    expect(outcomes).toEqual(['a done', 'b done']);
  });

  test('WHEN one of several cannot be followed THEN it alone fails', async () => {
    const { store, fabric, queue, outcomes, background } = setUp();
    fabric.refuse = (topology) => (groupIds(topology).includes('bad') ? 'no room for bad' : undefined);
    ['a', 'bad', 'c'].forEach((id) => {
      queue.runInBackground(background(id));
    });
    await queue.idle();
    expect(outcomes).toEqual(['a done', 'bad failed: no room for bad', 'c done']);
    expect(store.securityGroups.all().map((group) => group.id)).toEqual(['a', 'c']);
    expect(groupIds(fabric.last)).toEqual(['a', 'c']);
  });

  test('WHEN the last one has ended THEN a later one still runs', async () => {
    const { queue, outcomes, background } = setUp();
    queue.runInBackground(background('a'));
    await queue.idle();
    queue.runInBackground(background('b'));
    await queue.idle();
    expect(outcomes).toEqual(['a done', 'b done']);
  });

  test('WHEN one adds another at its end THEN that one runs, too', async () => {
    const { queue, outcomes, background } = setUp();
    queue.runInBackground({
      ...background('a'),
      done: () => {
        queue.runInBackground(background('b'));
      },
    });
    await queue.idle();
    expect(outcomes).toEqual(['b done']);
  });
});

describe('GIVEN a change that runs and two that wait', () => {
  test('WHEN the queue is closed THEN the first ends well and the others, and later ones, are refused', async () => {
    const { store, fabric, queue, outcomes, background } = setUp();
    let follow: () => void = () => undefined;
    jest.spyOn(fabric, 'apply').mockImplementation(() => new Promise((resolve) => (follow = resolve)));
    const change = (id: string) =>
      queue
        .run(() => {
          addGroup(store, id);
        })
        .then(
          () => outcomes.push(`${id} done`),
          (error: unknown) => outcomes.push(`${id}: ${(error as Error).message}`),
        );
    const first = change('first');
    await new Promise(setImmediate);
    const second = change('second');
    queue.runInBackground(background('third'));
    const closed = queue.close();
    const late = change('late');
    follow();
    await Promise.all([first, second, closed, late]);
    expect(outcomes.sort()).toEqual([
      'first done',
      'late: the region is closing',
      'second: the region is closing',
      'third failed: the region is closing',
    ]);
    expect(store.securityGroups.all().map((group) => group.id)).toEqual(['first']);
  });
});
