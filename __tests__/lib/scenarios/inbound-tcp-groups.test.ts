import { type Scenario, type SettingsInput } from '../../../lib/settings/settings';
import { resources, synth, type Block } from '../../synth';

/** Rules as sentences, by name and without their descriptions; the guide's own values are in guide.test.ts. */
function rules(settings: SettingsInput | SettingsInput<Scenario>): Record<string, string> {
  const all = resources(synth(settings), 'huaweicloud_networking_secgroup_rule');
  return Object.fromEntries(
    Object.entries(all).map(([name, rule]) => [name.replace('security_group_', ''), sentence(rule)]),
  );
}

/** Such as `source: ingress IPv4 tcp:1234 192.168.0.161/32`: group, direction, version, traffic, peer. */
function sentence(rule: Block): string {
  const { security_group_id, direction, ethertype, protocol, ports, remote_ip_prefix, remote_group_id } =
    rule as Record<string, string | undefined>;
  const traffic = protocol === undefined ? 'all' : `${protocol}:${ports ?? ''}`;
  return [`${security_group_id ?? ''}:`, direction, ethertype, traffic, remote_ip_prefix, remote_group_id]
    .filter((word) => word !== undefined)
    .join(' ')
    .replace(/\$\{huaweicloud_networking_secgroup\.security_group_(\w+)\.id\}/g, '$1');
}

const SPLIT: SettingsInput = { securityGroups: { mode: 'split' } };
const EGRESS = {
  source_egress_ipv4: 'source: egress IPv4 all 0.0.0.0/0',
  source_egress_ipv6: 'source: egress IPv6 all ::/0',
  target_egress_ipv4: 'target: egress IPv4 all 0.0.0.0/0',
  target_egress_ipv6: 'target: egress IPv6 all ::/0',
  test_egress_ipv4: 'test: egress IPv4 all 0.0.0.0/0',
  test_egress_ipv6: 'test: egress IPv6 all ::/0',
};
const MIRRORED = {
  source_ingress_traffic: 'source: ingress IPv4 tcp:1234 192.168.0.161/32',
  target_ingress_vxlan: 'target: ingress IPv4 udp:4789 192.168.0.230/32',
};
const LOGIN = {
  test_ingress_ssh: 'test: ingress IPv4 tcp:22 ${var.trusted_cidr}',
  source_ingress_ssh: 'source: ingress IPv4 tcp:22 192.168.0.161/32',
  target_ingress_ssh: 'target: ingress IPv4 tcp:22 192.168.0.161/32',
};

test('shared: one group, whose members may talk to each other, with logins from the trusted block', () => {
  expect(rules({})).toEqual({
    shared_egress_ipv4: 'shared: egress IPv4 all 0.0.0.0/0',
    shared_egress_ipv6: 'shared: egress IPv6 all ::/0',
    shared_ingress_rdp: 'shared: ingress IPv4 tcp:3389 ${var.trusted_cidr}',
    shared_ingress_self_ipv4: 'shared: ingress IPv4 all shared',
    shared_ingress_self_ipv6: 'shared: ingress IPv6 all shared',
    shared_ingress_ssh: 'shared: ingress IPv4 tcp:22 ${var.trusted_cidr}',
  });
});

test('split: each group has just what its server needs', () => {
  expect(rules(SPLIT)).toEqual({
    ...EGRESS,
    ...MIRRORED,
    ...LOGIN,
    source_ingress_control_tcp: 'source: ingress IPv4 tcp:1235 192.168.0.161/32',
    source_ingress_control_udp: 'source: ingress IPv4 udp:1234 192.168.0.161/32',
    test_ingress_proxy: 'test: ingress IPv4 tcp:3128 192.168.0.230/32',
  });
});

test('split, without verification: nothing for controls and proxy', () => {
  expect(rules({ ...SPLIT, verification: { enabled: false } })).toEqual({ ...EGRESS, ...MIRRORED, ...LOGIN });
});

test('split, without public access: nobody may log in', () => {
  expect(rules({ ...SPLIT, publicAccess: false })).toEqual({ ...EGRESS, ...MIRRORED });
});

test('split: the rules follow the settings', () => {
  // WHEN
  const changed = rules({
    ...SPLIT,
    servers: { source: { privateIp: '192.168.0.10' }, test: { privateIp: '192.168.0.11' } },
    listeningPort: 8080,
    verification: { controlPort: 9090, proxyPort: 8888 },
  });
  // THEN
  expect(changed).toMatchObject({
    source_ingress_traffic: 'source: ingress IPv4 tcp:8080 192.168.0.11/32',
    target_ingress_vxlan: 'target: ingress IPv4 udp:4789 192.168.0.10/32',
    source_ingress_control_tcp: 'source: ingress IPv4 tcp:9090 192.168.0.11/32',
    source_ingress_control_udp: 'source: ingress IPv4 udp:8080 192.168.0.11/32',
    test_ingress_proxy: 'test: ingress IPv4 tcp:8888 192.168.0.10/32',
  });
});

test.each([
  ['shared', { shared: 'Sg-1' }],
  ['split', { source: 'Sg-2', target: 'Sg-3', test: 'Sg-1' }],
] as const)('%s: the groups have the names of the settings', (mode, names) => {
  // WHEN
  const template = synth({
    securityGroups: { mode, sharedName: 'Sg-1', sourceName: 'Sg-2', targetName: 'Sg-3' },
    tags: { owner: 'netops' },
    enterpriseProjectId: 'eps-1',
  });
  // THEN
  const groups = resources(template, 'huaweicloud_networking_secgroup');
  expect(Object.keys(groups)).toHaveLength(Object.keys(names).length);
  expect(groups).toMatchObject(
    Object.fromEntries(
      Object.entries(names).map(([id, name]) => [
        `security_group_${id}`,
        { name, delete_default_rules: true, tags: { owner: 'netops' }, enterprise_project_id: 'eps-1' },
      ]),
    ),
  );
});

describe('split: what the verification sends beside has rules of its own', () => {
  const added = (settings: SettingsInput | SettingsInput<Scenario>): string[] =>
    Object.entries(rules({ ...settings, securityGroups: { mode: 'split' } } as SettingsInput))
      .filter(([name]) => name.includes('ingress_verification'))
      .map(([name, rule]) => `${name} = ${rule}`)
      .sort();
  const mirror = { filterName: 'f', sessionName: 's', priority: 2, vni: 2 };

  test('nothing, where the settings have no rules of their own', () => {
    expect(
      [{}, { scenario: 'tcp-and-udp' }, { scenario: 'other-vpc' }].map((each) => added(each as SettingsInput)),
    ).toEqual([[], [], []]);
  });

  test('for an additional session', () => {
    const rules = [
      { priority: 1, action: 'reject', protocol: 'udp', destinationPorts: 53 },
      { priority: 2, protocol: 'udp', destination: '192.168.0.230/32' },
    ] as const;
    expect(added({ additionalMirrors: [{ ...mirror, rules: [...rules] }] })).toEqual([
      'source_ingress_verification_icmp_from_test = source: ingress IPv4 icmp: 192.168.0.161/32',
      'source_ingress_verification_udp_53_from_test = source: ingress IPv4 udp:53 192.168.0.161/32',
    ]);
  });

  test('for an additional session of what ECS-source sends', () => {
    const rules = [{ priority: 1, direction: 'egress', protocol: 'udp', destinationPorts: 53 }] as const;
    expect(added({ additionalMirrors: [{ ...mirror, rules: [...rules] }] })).toEqual([
      'test_ingress_verification_tcp_53_from_source = test: ingress IPv4 tcp:53 192.168.0.230/32',
      'test_ingress_verification_udp_1235_from_source = test: ingress IPv4 udp:1235 192.168.0.230/32',
      'test_ingress_verification_udp_53_from_source = test: ingress IPv4 udp:53 192.168.0.230/32',
    ]);
  });

  test('not for the proxy, which has its rule', () => {
    const rules = [{ priority: 1, direction: 'egress', protocol: 'tcp', destinationPorts: 3128 }] as const;
    expect(added({ additionalMirrors: [{ ...mirror, rules: [...rules] }] }).join()).not.toContain('tcp_3128');
  });

  test.each([{ publicAccess: false }, { verification: { enabled: false } }])('not with %j', (off) => {
    const rules = [{ priority: 1, protocol: 'icmp' }] as const;
    expect(added({ ...off, additionalMirrors: [{ ...mirror, rules: [...rules] }] })).toEqual([]);
  });

  test('for rules that another scenario does not have by default', () => {
    const rules = [
      { priority: 1, protocol: 'tcp', destinationPorts: 1234 },
      { priority: 1, direction: 'egress', protocol: 'tcp', destinationPorts: 1234 },
      { priority: 2, direction: 'egress', protocol: 'udp', destinationPorts: 53, action: 'reject' },
    ] as const;
    expect(added({ scenario: 'other-vpc', tcpMirror: { rules: [...rules] } })).toEqual([
      'test_ingress_verification_udp_53_from_source = test: ingress IPv4 udp:53 192.168.0.230/32',
    ]);
  });
});
