import { type GuideLab, makeGuideLab } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

const v1 = () => '/v1/{p}/security-group-rules';
const v3 = () => '/v3/{p}/vpc/security-group-rules';
const rule = (fields: object) => (made: GuideLab) => ({
  security_group_rule: { security_group_id: made.group, direction: 'ingress', ethertype: 'IPv4', ...fields },
});
const defaultEgress = rule({ direction: 'egress', remote_ip_prefix: '0.0.0.0/0' });
const none = () => undefined;

const refusals: Refusal<GuideLab>[] = [
  ['a rule like a default one (v1)', 'POST', v1, defaultEgress, 409, '"type":"SecurityGroupRuleExists"'],
  [
    'a rule like a default one (v2.0)',
    'POST',
    () => '/v2.0/security-group-rules',
    defaultEgress,
    409,
    'SecurityGroupRuleExists',
  ],
  ['a rule like a default one (v3)', 'POST', v3, defaultEgress, 409, '"error_msg":"security group rule already exists'],
  [
    'a rule like a default one, spelled without block',
    'POST',
    v1,
    rule({ direction: 'egress' }),
    409,
    'already exists',
  ],
  ['a rule of no group', 'POST', v1, rule({ security_group_id: 'none' }), 400, 'security group none does not exist'],
  ['a rule from no group', 'POST', v1, rule({ remote_group_id: 'none' }), 400, 'remote_group_id: security group none'],
  [
    'a rule from a group and a block',
    'POST',
    v1,
    (made) => rule({ remote_group_id: made.group, remote_ip_prefix: '10.0.0.0/8' })(made),
    400,
    'cannot be given together',
  ],
  [
    'an IPv6 block in an IPv4 rule',
    'POST',
    v1,
    rule({ remote_ip_prefix: '2001:db8::/64' }),
    400,
    'is not an IPv4 block',
  ],
  ['a block without prefix', 'POST', v1, rule({ remote_ip_prefix: '10.0.0.1' }), 400, 'not a block in CIDR notation'],
  ['ports without protocol', 'POST', v3, rule({ multiport: '22' }), 400, 'security_group_rule.protocol: missing'],
  ['ports of ICMP', 'POST', v3, rule({ protocol: 'icmp', multiport: '8' }), 400, 'icmp has no ports'],
  [
    'an ICMP type and code',
    'POST',
    v1,
    rule({ protocol: 'icmp', port_range_min: 8, port_range_max: 0 }),
    400,
    'security_group_rule.protocol: icmp has no ports; ICMP types and codes are not emulated',
  ],
  [
    'port 0 as the last',
    'POST',
    v1,
    rule({ protocol: 'tcp', port_range_max: 0 }),
    400,
    'security_group_rule.port_range_max: 1 to 65535, got 0',
  ],
  ['port 65536', 'POST', v3, rule({ protocol: 'tcp', multiport: '65536' }), 400, 'security_group_rule.multiport'],
  ['port 0', 'POST', v1, rule({ protocol: 'tcp', port_range_min: 0 }), 400, 'security_group_rule.port_range_min'],
  ['a range upside down (v3)', 'POST', v3, rule({ protocol: 'tcp', multiport: '30-20' }), 400, 'multiport'],
  [
    'a range upside down (v1)',
    'POST',
    v1,
    rule({ protocol: 'tcp', port_range_min: 30, port_range_max: 20 }),
    400,
    'above port_range_max',
  ],
  ['21 ports', 'POST', v3, rule({ protocol: 'tcp', multiport: Array(21).fill('22').join() }), 400, 'at most 20'],
  ['an unknown protocol', 'POST', v1, rule({ protocol: 'tpc' }), 400, 'security_group_rule.protocol: one of tcp, udp'],
  ['an unknown direction', 'POST', v1, rule({ direction: 'in' }), 400, 'security_group_rule.direction'],
  ['priority 101', 'POST', v3, rule({ priority: 101 }), 400, 'priority: a whole number from 1 to 100'],
  ['priority true', 'POST', v3, rule({ priority: true }), 400, 'priority: a whole number from 1 to 100'],
  ['a list as priority', 'POST', v3, rule({ priority: [5] }), 400, 'priority: a whole number from 1 to 100'],
  ['priority 1.5', 'POST', v3, rule({ priority: 1.5 }), 400, 'priority: a whole number from 1 to 100'],

  ['an unknown action', 'POST', v3, rule({ action: 'accept' }), 400, 'security_group_rule.action'],
  ['multiport by v1', 'POST', v1, rule({ multiport: '22' }), 400, 'security_group_rule.multiport: unknown field'],
  [
    'an address group',
    'POST',
    v3,
    rule({ remote_address_group_id: 'x' }),
    400,
    'remote_address_group_id: address group x does not exist',
  ],
  [
    'deleting a group in use (v1)',
    'DELETE',
    (made) => `/v1/{p}/security-groups/${made.group}`,
    none,
    409,
    'in use by the port',
  ],
  [
    'deleting a group in use (v2.0)',
    'DELETE',
    (made) => `/v2.0/security-groups/${made.group}`,
    none,
    409,
    '{"NeutronError"',
  ],
  [
    'deleting a group in use (v3)',
    'DELETE',
    (made) => `/v3/{p}/vpc/security-groups/${made.group}`,
    none,
    409,
    '"error_code"',
  ],
  [
    'a group without name',
    'POST',
    () => '/v3/{p}/vpc/security-groups',
    () => ({ security_group: {} }),
    400,
    'security_group.name: missing',
  ],
  [
    'a port without group',
    'PUT',
    (made) => `/v1/{p}/ports/${made.ports.test}`,
    () => ({ port: { security_groups: [] } }),
    400,
    'at least one',
  ],
  [
    'a port of no group',
    'PUT',
    (made) => `/v1/{p}/ports/${made.ports.test}`,
    () => ({ port: { security_groups: ['none'] } }),
    400,
    'port.security_groups',
  ],
  [
    'a port of a group twice',
    'PUT',
    (made) => `/v1/{p}/ports/${made.ports.test}`,
    (made) => ({ port: { security_groups: [made.group, made.group] } }),
    400,
    'port.security_groups: a group is listed twice',
  ],
  [
    'a port without source check',
    'PUT',
    (made) => `/v1/{p}/ports/${made.ports.test}`,
    () => ({ port: { allowed_address_pairs: [{ ip_address: '1.1.1' }] } }),
    400,
    'port.allowed_address_pairs.0.ip_address: neither an address nor a block',
  ],
];

describe('GIVEN the security group of the guide', () => {
  let lab: RegionUnderTest;
  let made: GuideLab;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    made = await makeGuideLab(lab);
  });
  afterAll(() => lab.close());

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );
});

describe('GIVEN a new security group', () => {
  let lab: RegionUnderTest;
  let group: string;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    group = await newGroup('Sg-A');
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  const newGroup = (name: string) =>
    lab.make('POST', '/v3/{p}/vpc/security-groups', { security_group: { name } }, 'security_group.id');
  const rulesOf = (id: string) => lab.region.topology().securityGroups.find((one) => one.id === id)?.rules;

  test('WHEN it is looked at THEN it lets everything out and everything in from its members', () => {
    const shared = { action: 'allow', priority: 100 };
    expect(rulesOf(group)).toEqual([
      { direction: 'ingress', ethertype: 'IPv4', remoteGroupId: group, ...shared },
      { direction: 'egress', ethertype: 'IPv4', remoteCidr: '0.0.0.0/0', ...shared },
      { direction: 'ingress', ethertype: 'IPv6', remoteGroupId: group, ...shared },
      { direction: 'egress', ethertype: 'IPv6', remoteCidr: '::/0', ...shared },
    ]);
  });

  test('WHEN a rule is made by v3 THEN v1 shows it, and deletes it', async () => {
    const fields = {
      security_group_id: group,
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'TCP',
      multiport: '22-25',
    };
    const id = await lab.make(
      'POST',
      '/v3/{p}/vpc/security-group-rules',
      { security_group_rule: fields },
      'security_group_rule.id',
    );
    expect((await lab.call('GET', `/v1/{p}/security-group-rules/${id}`)).body).toMatchObject({
      security_group_rule: { protocol: 'tcp', port_range_min: 22, port_range_max: 25, remote_ip_prefix: null },
    });
    expect(await lab.call('DELETE', `/v1/{p}/security-group-rules/${id}`)).toMatchObject({ status: 204 });
    expect(await lab.call('GET', `/v3/{p}/vpc/security-group-rules/${id}`)).toMatchObject({ status: 404 });
    expect(rulesOf(group)).toHaveLength(4);
  });

  test('WHEN a deny rule of priority 5 is made THEN the data plane gets both', async () => {
    const fields = {
      security_group_id: group,
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'udp',
      multiport: '4789',
    };
    await lab.call('POST', '/v3/{p}/vpc/security-group-rules', {
      // The SDK types it as text, the provider sends a number.
      security_group_rule: { ...fields, action: 'deny', priority: '5' },
    });
    expect(rulesOf(group)).toContainEqual({
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'udp',
      ports: [{ from: 4789, to: 4789 }],
      action: 'deny',
      priority: 5,
    });
  });

  test("WHEN another group's rule names it THEN it cannot be deleted until that is gone", async () => {
    const other = await newGroup('Sg-B');
    const fields = { security_group_id: other, direction: 'ingress', ethertype: 'IPv4', remote_group_id: group };
    await lab.call('POST', '/v1/{p}/security-group-rules', { security_group_rule: fields });
    expect(await lab.call('DELETE', `/v1/{p}/security-groups/${group}`)).toMatchObject({ status: 409 });
    await lab.call('DELETE', `/v1/{p}/security-groups/${other}`);
    expect(await lab.call('DELETE', `/v1/{p}/security-groups/${group}`)).toMatchObject({ status: 204 });
    expect(lab.region.isEmpty()).toBe(true);
  });

  test('WHEN the default group is deleted THEN it is refused', async () => {
    const id = await lab.make('GET', '/v1/{p}/security-groups?name=default', undefined, 'security_groups.0.id');
    expect(await lab.call('DELETE', `/v1/{p}/security-groups/${id}`)).toMatchObject({ status: 409 });
  });

  test('WHEN it is described by v2.0 THEN v3 shows it', async () => {
    await lab.call('PUT', `/v2.0/security-groups/${group}`, { security_group: { description: 'members only' } });
    expect((await lab.call('GET', `/v3/{p}/vpc/security-groups/${group}`)).body).toMatchObject({
      security_group: { name: 'Sg-A', description: 'members only' },
    });
  });
});
