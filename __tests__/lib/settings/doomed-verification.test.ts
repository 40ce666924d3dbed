import { problemsOf } from '../../problems';

const WILL_FAIL = 'the verification will fail with these settings: ';
const REMEDY = '; to deploy without it, set trafficMirroring.verification.enabled to false';
const FLOW = 'TCP from 192.168.0.161 to 192.168.0.230:1234';
const NO_RULE = `no rule of mirror filter mirror-filter-A accepts ${FLOW}: `;

const DOOMED: readonly (readonly [what: string, settings: object, why: string])[] = [
  [
    'a disabled session',
    { mirrorSession: { enabled: false } },
    'mirror session mirror-session-A is disabled (mirrorSession.enabled is false)',
  ],
  [
    'the least packet length',
    { mirrorSession: { packetLength: 1 } },
    'mirrorSession.packetLength must be at least 78 for the nonce to be read, is 1',
  ],
  [
    'a packet length one too short',
    { mirrorSession: { packetLength: 77 } },
    'mirrorSession.packetLength must be at least 78 for the nonce to be read, is 77',
  ],
  [
    'a rule that rejects',
    { mirrorFilter: { rules: [{ priority: 1, action: 'reject' }] } },
    `rule "ingress 1: reject all any -> any" of mirror filter mirror-filter-A rejects ${FLOW}`,
  ],
  [
    'rules for another direction',
    { mirrorFilter: { rules: [{ priority: 1, direction: 'egress' }] } },
    `${NO_RULE}"egress 1: accept all any -> any" is for egress traffic`,
  ],
  [
    'rules for another port',
    { mirrorFilter: { rules: [{ priority: 1, protocol: 'tcp', destinationPorts: 1300 }] } },
    `${NO_RULE}"ingress 1: accept tcp any -> any:1300-1300" is for another port`,
  ],
];

test.each(DOOMED)('%s ends synth with why the verification would fail, and how to go without', (_, settings, why) => {
  expect(problemsOf(settings)).toEqual([WILL_FAIL + why + REMEDY]);
});

test.each(DOOMED)('%s may be deployed without a verification', (_, settings) => {
  expect(problemsOf({ ...settings, verification: { enabled: false } })).toEqual([]);
  expect(problemsOf({ ...settings, publicAccess: false })).toEqual([]);
});

test('the shortest packet length that can be verified is taken', () => {
  expect(problemsOf({ mirrorSession: { packetLength: 78 } })).toEqual([]);
});

test('it is said once the settings are right in themselves', () => {
  expect(problemsOf({ region: 'x y', mirrorSession: { enabled: false } })).toEqual([
    expect.stringContaining('trafficMirroring.region must be'),
  ]);
});
