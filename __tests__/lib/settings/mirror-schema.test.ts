import { parseSettings, type SettingsInput } from '../../../lib/settings/settings';
import { at, problemsOf, written } from '../../problems';

describe.each(['mirrorSession.vni', 'additionalMirrors.0.vni'])('%s', (path) => {
  test.each([1, 16777215])('may be %d', (vni) => {
    // The verification would want two VNIs.
    expect(problemsOf({ ...at(path, vni), publicAccess: false })).toEqual([]);
  });

  test.each([
    [0, '0 (the provider does not send 0, so the API would use 1)'],
    [16777216, '16777216'],
    [-1, '-1'],
    [1.5, '1.5'],
  ])('must not be %d', (vni, got) => {
    expect(problemsOf(at(path, vni))).toEqual([
      `${written(path)} must be a whole number between 1 and 16777215, got: ${got}`,
    ]);
  });
});

test('the protocol icmpv6 goes with IPv6', () => {
  expect(problemsOf({ ...at('mirrorFilter.rules.0', { protocol: 'icmpv6', ethertype: 'IPv6' }) })).toEqual([]);
});

test('a rule accepts, comes in, and is for every IPv4 packet, unless it says otherwise', () => {
  expect(parseSettings({ mirrorFilter: { rules: [{ priority: 3 }] } }).mirror.rules.map(String)).toEqual([
    'ingress 3: accept all any -> any',
  ]);
});

test('an additional mirror is enabled and copies 96 bytes, unless it says otherwise', () => {
  // GIVEN
  const mirror = { filterName: 'f', sessionName: 's', priority: 2, vni: 2, rules: [{ priority: 1 }] };
  // WHEN
  const settings: SettingsInput = {
    additionalMirrors: [
      mirror,
      { ...mirror, filterName: 'g', sessionName: 't', priority: 3, enabled: false, packetLength: 200 },
    ],
  };
  // THEN
  expect(parseSettings(settings).additionalMirrors).toMatchObject([
    { enabled: true, packetLength: 96 },
    { enabled: false, packetLength: 200 },
  ]);
});
