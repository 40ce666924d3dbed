import { SCENARIO_NAMES } from '../../../lib/settings/scenario-names';
import { parseSettings } from '../../../lib/settings/settings';
import { problemsOf } from '../../problems';

test("without a word, it is the guide's first scenario", () => {
  expect(parseSettings({}).scenario).toBe('inbound-tcp');
});

test.each([
  ['other-vcp', '; did you mean other-vpc'],
  ['tcp', ''],
  [7, ''],
  [null, ''],
])('the unknown scenario %j is refused, and nothing else is said', (scenario, remedy) => {
  expect(problemsOf({ scenario, nonsense: true })).toEqual([
    `trafficMirroring.scenario must be one of ${SCENARIO_NAMES.join(', ')}, got: ${JSON.stringify(scenario)}${remedy}`,
  ]);
});

test.each([
  ['tcp-and-udp', { mirrorSession: { vni: 5 } }, 'mirrorSession'],
  ['tcp-and-udp', { targetNetwork: {} }, 'targetNetwork'],
  ['other-vpc', { udpMirror: {} }, 'udpMirror'],
  ['other-vpc', { additionalMirrors: [] }, 'additionalMirrors'],
  ['inbound-tcp', { peeringName: 'p' }, 'peeringName'],
])('of %s, the key of another scenario %j is refused by its name', (scenario, input, key) => {
  expect(problemsOf({ scenario, ...input })).toEqual([expect.stringContaining(key)]);
});
