import { type CgroupView, findParents } from '../../../lab/fabric/cgroup-parents';

const v1 = (controller: string, root = '/') =>
  `30 24 0:26 ${root} /sys/fs/cgroup/${controller} rw,relatime shared:9 - cgroup cgroup rw,${controller}`;
const v2 = (point: string, root = '/') => `40 24 0:30 ${root} ${point} rw,nosuid - cgroup2 cgroup2 rw,nsdelegate`;

const view = (
  mounts: readonly string[],
  own: string,
  controllers: Readonly<Record<string, string>> = {},
): CgroupView => ({
  mounts: ['24 1 8:1 / / rw - ext4 /dev/sda rw', ...mounts].join('\n'),
  own,
  controllersIn: (directory) => controllers[directory]?.split(' ') ?? [],
});

test('GIVEN cgroup v1 THEN groups are made below the own ones, of each controller', () => {
  const own = '9:name=systemd:/\n8:pids:/\n4:memory:/service/a\n0::/';
  expect(findParents(view([v1('memory'), v1('pids'), v2('/sys/fs/cgroup/unified')], own))).toEqual({
    memory: { directory: '/sys/fs/cgroup/memory/service/a', version: 1 },
    pids: { directory: '/sys/fs/cgroup/pids', version: 1 },
  });
});

test('GIVEN cgroup v2 THEN they are made in the nearest one above that hands both controllers on', () => {
  const own = '0::/user.slice/user-0.slice/session-3.scope';
  const slice = '/sys/fs/cgroup/user.slice/user-0.slice';
  const controllers = {
    '/sys/fs/cgroup': 'cpu memory pids',
    '/sys/fs/cgroup/user.slice': 'memory pids',
    [slice]: 'memory pids',
  };
  const directory = { directory: slice, version: 2 };
  expect(findParents(view([v2('/sys/fs/cgroup')], own, controllers))).toEqual({ memory: directory, pids: directory });
});

test('GIVEN a container that sees its own groups only THEN they are made there', () => {
  const own = '4:memory:/docker/abc/inner\n8:pids:/docker/abc';
  expect(findParents(view([v1('memory', '/docker/abc'), v1('pids', '/docker/abc')], own))).toEqual({
    memory: { directory: '/sys/fs/cgroup/memory/inner', version: 1 },
    pids: { directory: '/sys/fs/cgroup/pids', version: 1 },
  });
});

test.each([
  ['no cgroups', view([], ''), 'no cgroup with the controller memory can be made here'],
  ['cgroup v2 that hands nothing on', view([v2('/sys/fs/cgroup')], '0::/a'), 'controller memory'],
  [
    'cgroup v2 that hands on one of them',
    view([v2('/sys/fs/cgroup')], '0::/', { '/sys/fs/cgroup': 'memory' }),
    'no cgroup with the controller pids can be made here',
  ],
])('GIVEN %s THEN what is missing is said', (_, given, words) => {
  expect(() => findParents(given)).toThrow(words);
});
