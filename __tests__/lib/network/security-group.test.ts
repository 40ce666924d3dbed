import { TerraformVariable } from 'cdktf';
import { SecurityGroup, type SecurityGroupProps } from '../../../lib/network/security-group';
import { Peer } from '../../../lib/network/peer';
import { Port } from '../../../lib/network/port';
import { annotations, emptyStack, only, reference, resources, synthOf, type Block, type Template } from '../../synth';

const GROUP = 'huaweicloud_networking_secgroup';
const RULE = 'huaweicloud_networking_secgroup_rule';

const synthesized = (build: (group: SecurityGroup) => void, props: Partial<SecurityGroupProps> = {}): Template =>
  synthOf((stack) => {
    build(new SecurityGroup(stack, 'group', { name: 'Sg-Y', ...props }));
  });
const ruleOf = (peer: Peer, port: Port): Block =>
  only(
    synthesized((group) => group.allowIngress('it', peer, port, 'Allows it.')),
    RULE,
  );
const groupReference = expect.stringMatching(/^\$\{huaweicloud_networking_secgroup\.\w+\.id\}$/) as string;

// Provider: a new group has four rules, and declaring one of them again is answered with 409.
test('the default rules are deleted, so that the declared ones are all there are', () => {
  expect(
    only(
      synthesized(() => undefined),
      GROUP,
    ),
  ).toMatchObject({ name: 'Sg-Y', delete_default_rules: true });
});

// An imported group has none in the state: a difference would replace the group and all that hangs on it.
test('that the default rules were deleted is not compared later', () => {
  expect(
    only(
      synthesized(() => undefined),
      GROUP,
    ),
  ).toEqual({
    name: 'Sg-Y',
    delete_default_rules: true,
    lifecycle: { ignore_changes: ['delete_default_rules'] },
  });
});

test('a group takes a description, tags and an enterprise project', () => {
  // GIVEN
  const props = { description: 'For the lab.', tags: { owner: 'netops' }, enterpriseProjectId: 'eps-1' };
  // THEN
  expect(
    only(
      synthesized(() => undefined, props),
      GROUP,
    ),
  ).toMatchObject({
    description: 'For the lab.',
    tags: { owner: 'netops' },
    enterprise_project_id: 'eps-1',
  });
});

describe('a rule', () => {
  test('for a port from a block', () => {
    expect(ruleOf(Peer.ipv4('198.51.100.0/24'), Port.tcp(22))).toEqual({
      security_group_id: groupReference,
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      ports: '22',
      remote_ip_prefix: '198.51.100.0/24',
      description: 'Allows it.',
    });
  });

  // API: "All" is an absent protocol and port; an empty string is not.
  test('for all protocols leaves protocol and ports out', () => {
    expect(Object.keys(ruleOf(Peer.anyIpv6(), Port.all())).sort()).toEqual([
      'description',
      'direction',
      'ethertype',
      'remote_ip_prefix',
      'security_group_id',
    ]);
  });

  test('for the group itself names that group and no block', () => {
    // WHEN
    const rule = ruleOf(Peer.self('IPv6'), Port.all());
    // THEN
    expect(rule).toMatchObject({ ethertype: 'IPv6', remote_group_id: groupReference });
    expect(rule['remote_group_id']).toBe(rule['security_group_id']);
    expect(rule).not.toHaveProperty('remote_ip_prefix');
  });

  test('may be for what goes out', () => {
    // WHEN
    const template = synthesized((group) => group.allowEgress('web', Peer.anyIpv4(), Port.tcp(443), 'Allows HTTPS.'));
    // THEN
    expect(only(template, RULE)).toMatchObject({ direction: 'egress', ports: '443' });
  });

  test('with a wrong description is refused', () => {
    // GIVEN
    const group = new SecurityGroup(emptyStack(), 'group', { name: 'Sg-Y' });
    // THEN
    expect(() => group.allowIngress('it', Peer.anyIpv4(), Port.all(), 'a -> b')).toThrow(
      new Error(
        'security group rule "it": description must be at most 255 characters without "<" or ">", got: "a -> b"',
      ),
    );
  });
});

describe('a rule that is open to the whole Internet', () => {
  const warningsOf = (build: (group: SecurityGroup) => void): string[] => {
    const group = new SecurityGroup(emptyStack(), 'group', { name: 'Sg-Y' });
    build(group);
    return annotations(group, 'warn');
  };

  test.each([
    [Peer.anyIpv4(), '0.0.0.0/0'],
    [Peer.ipv4('0.0.0.0/0'), '0.0.0.0/0'],
    [Peer.anyIpv6(), '::/0'],
  ])('%#: draws a warning', (peer, block) => {
    expect(warningsOf((group) => group.allowIngress('web', peer, Port.tcp(443), 'Allows HTTPS.'))).toEqual([
      `security group "Sg-Y": rule "web" is open to the whole Internet (${block}); name the addresses that need it`,
    ]);
  });

  test.each([
    ['a narrower block', Peer.ipv4('198.51.100.0/24')],
    ['the group itself', Peer.self('IPv4')],
    ['a variable, of which only Terraform knows', Peer.ipv4Token('${var.trusted_cidr}')],
  ])('is not one for %s', (_, peer) => {
    expect(warningsOf((group) => group.allowIngress('web', peer, Port.tcp(443), 'Allows HTTPS.'))).toEqual([]);
  });

  test('may let things out', () => {
    expect(
      warningsOf((group) => {
        group.allowAllEgress();
      }),
    ).toEqual([]);
  });
});

test('all egress is one rule for each IP version', () => {
  // WHEN
  const rules = Object.values(
    resources(
      synthesized((group) => {
        group.allowAllEgress();
      }),
      RULE,
    ),
  );
  // THEN
  expect(rules).toHaveLength(2);
  expect(rules).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ direction: 'egress', ethertype: 'IPv4', remote_ip_prefix: '0.0.0.0/0' }),
      expect.objectContaining({ direction: 'egress', ethertype: 'IPv6', remote_ip_prefix: '::/0' }),
    ]),
  );
});

test('what waits for a group waits for each of its rules', () => {
  // GIVEN
  const group = new SecurityGroup(emptyStack(), 'group', { name: 'Sg-Y' });
  // WHEN
  const rules = [
    group.allowIngress('a', Peer.anyIpv4(), Port.tcp(1), 'a'),
    group.allowEgress('a', Peer.anyIpv4(), Port.tcp(1), 'a'),
  ];
  // THEN
  expect(group.dependables).toEqual(rules);
});

test('a changed rule shows in the ids of the rules', () => {
  // WHEN
  const ids = reference((stack) => {
    const group = new SecurityGroup(stack, 'group', { name: 'Sg-Y' });
    group.allowIngress('a', Peer.anyIpv4(), Port.tcp(1), 'a');
    group.allowEgress('b', Peer.anyIpv4(), Port.tcp(1), 'b');
    return group.ruleIds.join(' ');
  });
  // THEN
  expect(ids).toMatch(/^\$\{\S+ingress-a_\w+\.id\} \$\{\S+egress-b_\w+\.id\}$/);
});

test('a wrong name is refused', () => {
  expect(() => new SecurityGroup(emptyStack(), 'group', { name: 'Sg X' })).toThrow(
    new Error(
      'security group "Sg X": name must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: "Sg X"',
    ),
  );
});

test.each<[string, Partial<SecurityGroupProps>, string]>([
  ['description', { description: '<' }, 'description must be at most 255 characters without "<" or ">", got: "<"'],
  ['enterpriseProjectId', { enterpriseProjectId: '' }, 'enterpriseProjectId must not be empty, got: ""'],
  ['tags', { tags: { '': '' } }, 'tags must have keys of 1 to 36 and values of at most 43 characters, got: "" = ""'],
])('a wrong %s is refused', (_, props, message) => {
  expect(() => new SecurityGroup(emptyStack(), 'group', { name: 'Sg-Y', ...props })).toThrow(
    new Error(`security group "Sg-Y": ${message}`),
  );
});

test('what only Terraform knows is left to it', () => {
  // WHEN
  const template = synthOf((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const props = { name: text, description: text, enterpriseProjectId: text, tags: { owner: text } };
    new SecurityGroup(stack, 'group', props);
  });
  // THEN
  expect(only(template, GROUP)).toMatchObject({ name: '${var.text}', description: '${var.text}' });
});
