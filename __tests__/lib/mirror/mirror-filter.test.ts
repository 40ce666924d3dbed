import { TerraformVariable } from 'cdktf';
import { MirrorFilter, type MirrorFilterProps } from '../../../lib/mirror/mirror-filter';
import { MirrorRule, type MirrorRuleProps } from '../../../lib/mirror/mirror-rule';
import { annotations, emptyStack, only, resources, synthOf } from '../../synth';

const RULE = 'huaweicloud_vpc_traffic_mirror_filter_rule';
const accept = (props: Partial<MirrorRuleProps> = {}): MirrorRule =>
  MirrorRule.accept({ direction: 'ingress', priority: 1, ...props });
const filterOf = (props: Partial<MirrorFilterProps> = {}): MirrorFilter =>
  new MirrorFilter(emptyStack(), 'filter', { name: 'mirror-filter-A', ...props });

describe('synthesized', () => {
  test('a filter has its name and description', () => {
    // WHEN
    const template = synthOf((stack) => {
      new MirrorFilter(stack, 'filter', { name: 'mirror-filter-A', description: 'What comes in.', rules: [accept()] });
    });
    // THEN
    expect(only(template, 'huaweicloud_vpc_traffic_mirror_filter')).toEqual({
      name: 'mirror-filter-A',
      description: 'What comes in.',
    });
  });

  test('a rule with everything has all of it, and belongs to its filter', () => {
    // GIVEN
    const rule = MirrorRule.reject({
      direction: 'egress',
      priority: 7,
      protocol: 'udp',
      source: '192.168.0.230/32',
      destination: '10.0.0.0/8',
      sourcePorts: 53,
      destinationPorts: '80-200',
      description: 'Not this.',
    });
    // WHEN
    const template = synthOf((stack) => {
      new MirrorFilter(stack, 'filter', { name: 'mirror-filter-A', rules: [rule] });
    });
    // THEN
    const [filterName] = Object.keys(resources(template, 'huaweicloud_vpc_traffic_mirror_filter'));
    expect(only(template, RULE)).toEqual({
      traffic_mirror_filter_id: `\${huaweicloud_vpc_traffic_mirror_filter.${String(filterName)}.id}`,
      direction: 'egress',
      priority: 7,
      protocol: 'udp',
      ethertype: 'IPv4',
      action: 'reject',
      source_cidr_block: '192.168.0.230/32',
      source_port_range: '53-53',
      destination_cidr_block: '10.0.0.0/8',
      destination_port_range: '80-200',
      description: 'Not this.',
    });
  });

  // Provider: an empty string is never sent, but shows as a difference for ever.
  test('"All" is said by leaving a field out, never by an empty string', () => {
    // WHEN
    const template = synthOf((stack) => {
      new MirrorFilter(stack, 'filter', { name: 'mirror-filter-A', rules: [accept()] });
    });
    // THEN
    expect(Object.keys(only(template, RULE)).sort()).toEqual([
      'action',
      'direction',
      'ethertype',
      'priority',
      'protocol',
      'traffic_mirror_filter_id',
    ]);
  });

  test('rules are numbered within their direction, so that a changed priority keeps the address', () => {
    // WHEN
    const template = synthOf((stack) => {
      new MirrorFilter(stack, 'filter', {
        name: 'mirror-filter-A',
        rules: [accept({ priority: 50 }), accept({ direction: 'egress', priority: 9 }), accept({ priority: 20 })],
      });
    });
    // THEN
    const names = Object.keys(resources(template, RULE)).map((name) => name.replace(/_[0-9A-F]{8}$/, ''));
    expect(names.sort()).toEqual(['filter_egress-1', 'filter_ingress-1', 'filter_ingress-2']);
  });
});

describe('priorities', () => {
  test('are unique per direction', () => {
    expect(() => filterOf({ rules: [accept(), accept({ protocol: 'tcp' })] })).toThrow(
      new Error(
        'mirror filter "mirror-filter-A": priority 1 is used twice for ingress: ' +
          '"ingress 1: accept all any -> any" and "ingress 1: accept tcp any -> any"',
      ),
    );
  });

  test('may be the same in both directions', () => {
    expect(filterOf({ rules: [accept(), accept({ direction: 'egress' })] }).rules).toHaveLength(2);
  });
});

describe('a filter without a rule', () => {
  test('stops the synthesis', () => {
    expect(() =>
      synthOf((stack) => {
        new MirrorFilter(stack, 'filter', { name: 'mirror-filter-A' });
      }),
    ).toThrow('mirror filter "mirror-filter-A" has no rule, so nothing would be mirrored');
  });

  test('may get one later', () => {
    // WHEN
    const template = synthOf((stack) => {
      new MirrorFilter(stack, 'filter', { name: 'mirror-filter-A' }).addRule(accept());
    });
    // THEN
    expect(only(template, RULE)).toMatchObject({ action: 'accept' });
  });
});

describe('a rule that never decides', () => {
  const rejectAll = MirrorRule.reject({ direction: 'ingress', priority: 1 });
  const tcp = accept({ priority: 2, protocol: 'tcp' });
  const WARNING =
    'mirror filter "mirror-filter-A": rule "ingress 2: accept tcp any -> any" can never decide, ' +
    'because "ingress 1: reject all any -> any" comes first and matches all that it matches';

  test.each([
    ['behind', [rejectAll, tcp]],
    ['before', [tcp, rejectAll]],
  ])('draws a warning, also when it is written %s the other', (_, rules) => {
    expect(annotations(filterOf({ rules }), 'warn')).toEqual([WARNING]);
  });

  test.each<[string, MirrorRule]>([
    ['is of the other direction', accept({ direction: 'egress', priority: 2 })],
    ['comes first', accept({ priority: 1, protocol: 'udp' })],
  ])('draws none if it %s', (_, rule) => {
    // GIVEN
    const other = rule.direction === 'egress' ? rejectAll : MirrorRule.reject({ direction: 'ingress', priority: 2 });
    // THEN
    expect(annotations(filterOf({ rules: [other, rule] }), 'warn')).toEqual([]);
  });
});

test.each<[string, Partial<MirrorFilterProps>, string]>([
  [
    'name',
    { name: 'mirror filter' },
    'mirror filter "mirror filter": name must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: "mirror filter"',
  ],
  [
    'description',
    { description: '<' },
    'mirror filter "mirror-filter-A": description must be at most 255 characters without "<" or ">", got: "<"',
  ],
])('a wrong %s is refused', (_, props, message) => {
  expect(() => filterOf(props)).toThrow(new Error(message));
});

test('a name that only Terraform knows is left to it', () => {
  // WHEN
  const template = synthOf((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    new MirrorFilter(stack, 'filter', { name: text, description: text, rules: [accept()] });
  });
  // THEN
  expect(only(template, 'huaweicloud_vpc_traffic_mirror_filter')).toEqual({
    name: '${var.text}',
    description: '${var.text}',
  });
});

test('what a session must wait for is the filter and each of its rules', () => {
  // GIVEN
  const filter = filterOf({ rules: [accept(), accept({ direction: 'egress' })] });
  // THEN
  expect(filter.dependables).toHaveLength(3);
  expect(filter.dependables.slice(1)).toEqual(filter.ruleResources);
});

test('a filter that exists already is known by its id and adds nothing', () => {
  expect(MirrorFilter.fromFilterId('filter-1')).toEqual({ filterId: 'filter-1', dependables: [] });
});
