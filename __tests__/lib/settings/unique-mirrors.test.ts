import { problemsOf } from '../../problems';

const mirror = (own: object): object => ({
  filterName: 'filter-B',
  sessionName: 'session-B',
  priority: 2,
  vni: 2,
  rules: [{ priority: 1, protocol: 'udp' }],
  ...own,
});

test.each([
  [{ filterName: 'mirror-filter-A' }, 'filterName', 'filters', '"mirror-filter-A"', 'mirrorFilter.name'],
  [{ sessionName: 'mirror-session-A' }, 'sessionName', 'sessions', '"mirror-session-A"', 'mirrorSession.name'],
  [{ priority: 1 }, 'priority', 'sessions', '1', 'mirrorSession.priority'],
])('an additional mirror must not have what the first has: %j', (own, key, kind, got, twin) => {
  expect(problemsOf({ additionalMirrors: [mirror(own)] })).toEqual([
    `trafficMirroring.additionalMirrors[0].${key} must be unique among the ${kind}, got: ${got}, as in trafficMirroring.${twin}`,
  ]);
});

// The output additional_mirror_sessions goes by name, and would have one of them only.
test('nor what another additional mirror has', () => {
  expect(problemsOf({ additionalMirrors: [mirror({}), mirror({ vni: 3 })] })).toEqual(
    [
      ['filterName', 'filters', '"filter-B"'],
      ['sessionName', 'sessions', '"session-B"'],
      ['priority', 'sessions', '2'],
    ].map(
      ([key, kind, got]) =>
        `trafficMirroring.additionalMirrors[1].${String(key)} must be unique among the ${String(kind)}, got: ${String(got)}, as in trafficMirroring.additionalMirrors[0].${String(key)}`,
    ),
  );
});

test('a session may have the name of a filter', () => {
  expect(problemsOf({ additionalMirrors: [mirror({ sessionName: 'mirror-filter-A' })] })).toEqual([]);
});
