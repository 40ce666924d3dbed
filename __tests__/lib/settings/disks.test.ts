import { parseSettings, type SettingsInput } from '../../../lib/settings/settings';
import { resources, synth } from '../../synth';

type Disk = NonNullable<SettingsInput['systemDisk']>;

const instances = (settings: SettingsInput) => resources(synth(settings), 'huaweicloud_compute_instance');

test.each<[string, Disk, object]>([
  [
    'GPSSD2 with both',
    { type: 'GPSSD2', iops: 3000, throughput: 125 },
    { system_disk_type: 'GPSSD2', system_disk_iops: 3000, system_disk_throughput: 125 },
  ],
  [
    'GPSSD2 at the most that 40 GiB allow',
    { type: 'GPSSD2', iops: 20_000, throughput: 1000 },
    { system_disk_iops: 20_000, system_disk_throughput: 1000 },
  ],
  ['ESSD2', { type: 'ESSD2', iops: 100 }, { system_disk_type: 'ESSD2', system_disk_iops: 100 }],
  ['ESSD2 of a large disk', { type: 'ESSD2', sizeGib: 256, iops: 256_000 }, { system_disk_iops: 256_000 }],
])('a disk of type %s is made so', (_, systemDisk, expected) => {
  expect(instances({ systemDisk })['ecs_target']).toMatchObject(expected);
});

test('a disk of another type has neither iops nor throughput', () => {
  expect(Object.keys(instances({})['ecs_target'] ?? {}).filter((key) => /iops|throughput/.test(key))).toEqual([]);
});

test.each<[string, Disk, string[]]>([
  [
    'GPSSD2 without its numbers',
    { type: 'GPSSD2' },
    [
      'trafficMirroring.systemDisk.iops must be given for type GPSSD2: a whole number between 3000 and 20000 (at most 500 for each GiB)',
      'trafficMirroring.systemDisk.throughput must be given for type GPSSD2: a whole number between 125 and 1000',
    ],
  ],
  [
    'ESSD2 without iops',
    { type: 'ESSD2', sizeGib: 1024 },
    ['trafficMirroring.systemDisk.iops must be given for type ESSD2: a whole number between 100 and 256000'],
  ],
  [
    'more iops than the size allows',
    { type: 'GPSSD2', iops: 20_001, throughput: 125 },
    [
      'trafficMirroring.systemDisk.iops must be a whole number between 3000 and 20000, got: 20001 (at most 500 for each GiB)',
    ],
  ],
  [
    'fewer iops than the type has',
    { type: 'GPSSD2', iops: 2999, throughput: 125 },
    [
      'trafficMirroring.systemDisk.iops must be a whole number between 3000 and 20000, got: 2999 (at most 500 for each GiB)',
    ],
  ],
  [
    'more throughput than the iops allow',
    { type: 'GPSSD2', iops: 3000, throughput: 751 },
    [
      'trafficMirroring.systemDisk.throughput must be a whole number between 125 and 750, got: 751 (at most a quarter of iops)',
    ],
  ],
  [
    'throughput of ESSD2',
    { type: 'ESSD2', iops: 100, throughput: 125 },
    ['trafficMirroring.systemDisk.throughput must be left out for type ESSD2: only GPSSD2 can have it'],
  ],
  [
    'iops of the default type',
    { iops: 3000 },
    ['trafficMirroring.systemDisk.iops must be left out for type GPSSD: only GPSSD2 and ESSD2 can have it'],
  ],
  [
    'iops of no type',
    { type: 'ESSD2', iops: 99 },
    ['trafficMirroring.systemDisk.iops must be a whole number between 100 and 256000, got: 99'],
  ],
])('%s: refused', (_, systemDisk, sentences) => {
  expect(refusal({ systemDisk })).toEqual(sentences);
});

function refusal(settings: SettingsInput): readonly string[] {
  try {
    parseSettings(settings);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

describe("a server's own disk", () => {
  const systemDisk: Disk = { type: 'GPSSD2', iops: 4000, throughput: 200 };

  test('takes the performance of the shared one, but for what it sets', () => {
    const { ecs_source: source } = instances({
      systemDisk,
      servers: { source: { systemDisk: { sizeGib: 100, iops: 50_000 } } },
    });
    expect(source).toMatchObject({ system_disk_size: 100, system_disk_iops: 50_000, system_disk_throughput: 200 });
  });

  test('of another type has nothing of it', () => {
    const { ecs_source: source } = instances({ systemDisk, servers: { source: { systemDisk: { type: 'SSD' } } } });
    expect(source).toMatchObject({ system_disk_type: 'SSD' });
    expect(source).not.toHaveProperty('system_disk_iops');
    expect(source).not.toHaveProperty('system_disk_throughput');
  });

  test('is refused by its own name', () => {
    expect(refusal({ servers: { test: { systemDisk: { type: 'ESSD2' } } } })).toEqual([
      'trafficMirroring.servers.test.systemDisk.iops must be given for type ESSD2: a whole number between 100 and 40000 (at most 1000 for each GiB)',
    ]);
  });

  test('is not said to be wrong where the shared one is', () => {
    expect(refusal({ systemDisk: { type: 'ESSD2' }, servers: { test: { systemDisk: { sizeGib: 50 } } } })).toHaveLength(
      1,
    );
  });
});
