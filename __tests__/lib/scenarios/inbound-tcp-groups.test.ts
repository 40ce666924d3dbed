import { type SettingsInput } from '../../../lib/settings/settings';
import { resources, synth, type Block } from '../../synth';

/** Rules as sentences, by name and without their descriptions; the guide's own values are in guide.test.ts. */
function rules(settings: SettingsInput): Record<string, string> {
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
