import { type Scenario, type SettingsInput } from '../../../lib/settings/settings';
import { synth } from '../../synth';

const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_sessions';
const RULE = 'huaweicloud_networking_secgroup_rule.target_rule';

function wordsOf(more: object = {}): Record<string, Record<string, string>> {
  const settings = {
    scenario: 'existing-servers',
    sources: { tags: { mirror: 'yes' } },
    target: { name: 'analyzer' },
    ...more,
  };
  const template = synth(settings as SettingsInput<Scenario>);
  return template.locals?.['mirrored_in_words'] as Record<string, Record<string, string>>;
}

test('the JSON says in words what only a plan knows', () => {
  expect(wordsOf({ exclude: { names: ['web-legacy'] } })).toEqual({
    [SESSION]: {
      name: 'mirror-session-servers-01, -02, …',
      priority: 'counted from 1000',
      vni: 'counted from 1000',
      sources: 'ECSs with the tag mirror=yes, but web-legacy',
      each: 'read at plan, in sessions of ten',
      target: 'analyzer',
    },
    [RULE]: { group: "the first group of analyzer's network interface", from: 'each source' },
  });
});

test.each<[object, object, string]>([
  [{ names: ['web-1'] }, {}, 'ECS web-1'],
  [{ names: ['web-1', 'web-2'] }, {}, 'ECSs web-1, web-2'],
  [{ tags: { mirror: 'yes', tier: 'web' } }, {}, 'ECSs with the tags mirror=yes, tier=web'],
  [
    { names: ['web-1'], addresses: [{ address: '10.0.1.11', subnet: 'app' }], networkInterfaceIds: ['port-1'] },
    {},
    'ECS web-1 and network interfaces 10.0.1.11 of subnet app, port-1',
  ],
  [
    { tags: { mirror: 'yes' } },
    { tags: { old: 'yes' }, addresses: [{ address: '10.0.1.11', subnet: 'app' }] },
    'ECSs with the tag mirror=yes, but ECSs with the tag old=yes and 10.0.1.11 of subnet app',
  ],
])('sources %j without %j are: %3$s', (sources, exclude, words) => {
  expect(wordsOf({ sources, exclude })[SESSION]?.['sources']).toBe(words);
});

test.each<[object, object, object | undefined]>([
  [
    { address: '10.0.1.50', subnet: 'app' },
    { target: 'network interface 10.0.1.50 of subnet app' },
    { group: 'the first group of network interface 10.0.1.50 of subnet app', from: 'each source' },
  ],
  [
    { networkInterfaceId: 'port-1', securityGroupId: 'group-1' },
    { target: 'network interface port-1' },
    { from: 'each source' },
  ],
  [{ loadBalancerId: 'elb-1' }, {}, undefined],
  [{ loadBalancerId: 'elb-1', securityGroupId: 'group-1' }, {}, { from: 'each source' }],
  [{ name: 'analyzer', isOpen: true }, { target: 'analyzer' }, undefined],
])('target %j', (target, session, rule) => {
  const words = wordsOf({ target });
  const { target: found } = words[SESSION] ?? {};
  expect(found === undefined ? {} : { target: found }).toEqual(session);
  expect(words[RULE]).toEqual(rule);
});

test('one VNI for all is counted from nothing', () => {
  expect(wordsOf({ serverMirror: { oneVni: true } })[SESSION]).not.toHaveProperty('vni');
});
