import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOf } from '../../review/findings';
import { parsePlan } from '../../review/plan/plan';
import { planned, reviewOf, stackFor } from './stacks';

const sentences = (...given: Parameters<typeof reviewOf>): string[] =>
  findingsOf(reviewOf(...given)).map(({ gravity, sentence }) => `${gravity}: ${sentence}`);

const plan = (changes: readonly object[], variables: object = {}): object => ({ resource_changes: changes, variables });

test('the default stack has nothing to look at but what differs from the guide', () => {
  expect(sentences()).toEqual(['note: 2 values other than in the guide']);
  expect(findingsOf(reviewOf())[0]?.details).toEqual([
    'TCP 22 from: variable trusted_cidr, in the guide 0.0.0.0/0',
    'TCP 3389 from: variable trusted_cidr, in the guide 0.0.0.0/0',
  ]);
});

test('every value of the guide is compared: another one is a difference', () => {
  const { differences } = reviewOf({
    network: { vpcName: 'VPC-B', vpcCidr: '10.0.0.0/8', subnetCidr: '10.0.0.0/24', subnetName: 'S' },
    servers: {
      source: { name: 'a', privateIp: '10.0.0.10' },
      target: { name: 'b', privateIp: '10.0.0.11' },
      test: { name: 'c', privateIp: '10.0.0.12' },
    },
    image: 'Debian 12',
    systemDisk: { type: 'SSD', sizeGib: 80 },
    elasticIp: { name: 'E' },
    mirrorFilter: { name: 'f' },
    mirrorSession: { name: 's', priority: 2, vni: 3, packetLength: 200, enabled: true },
    securityGroups: { sharedName: 'g' },
  });
  expect(differences?.map(({ what }) => what)).toEqual([
    ...['VPC', 'block of the VPC', 'subnet', 'block of the subnet', 'EIP'],
    ...['mirror source', 'mirror target', 'test server'].flatMap((role) =>
      ['name', 'address', 'image', 'disk'].map((what) => `${what} of the ${role}`),
    ),
    ...['mirror filter', 'rules of the filter', 'mirror session', 'priority of the session', 'VNI', 'packet length'],
    ...['security groups', 'TCP 22 from', 'TCP 3389 from'],
  ]);
});

describe('what is open to the Internet is seen first', () => {
  test.each(['0.0.0.0/0', '0.0.0.0/1'])('by the value that a plan has of a variable: %s', (value) => {
    expect(sentences({}, plan([], { trusted_cidr: { value } })).slice(0, 2)).toEqual([
      `danger: security group Sg-X lets TCP 3389 in from ${value}, as the plan's trusted_cidr says: ECS-test has EIP-A`,
      `danger: security group Sg-X lets TCP 22 in from ${value}, as the plan's trusted_cidr says: ECS-test has EIP-A`,
    ]);
  });

  test("not by an address of one's own", () => {
    expect(sentences({}, plan([], { trusted_cidr: { value: '198.51.100.7/32' } }))).toEqual(sentences());
  });
});

describe('what a plan would destroy is seen first', () => {
  const address = 'huaweicloud_compute_instance.ecs_source';
  const before = { name: 'ECS-source', availability_zone: 'a', id: '1' };

  test('a server that is replaced, with what forces it', () => {
    const replaced = planned(
      address,
      ['delete', 'create'],
      before,
      { ...before, availability_zone: 'b' },
      {
        replace_paths: [['availability_zone']],
        action_reason: 'replace_because_cannot_update',
      },
    );
    expect(sentences({}, plan([replaced]))[0]).toBe(
      'danger: ECS-source is destroyed and made anew: its disk is lost (availability_zone changes from a to b)',
    );
  });

  test('a server that is destroyed', () => {
    const destroyed = planned(address, ['delete'], before, null, {
      action_reason: 'delete_because_no_resource_config',
    });
    expect(sentences({}, plan([destroyed]))[0]).toBe('danger: ECS-source is destroyed (it is no longer in the stack)');
  });

  test('not the verification, which is made anew whenever it has something to prove', () => {
    const again = planned('null_resource.verification_traffic', ['delete', 'create'], { id: '1' }, {});
    expect(sentences({}, plan([again]))).toEqual(sentences());
  });
});

describe('a changed order of rules', () => {
  const rule = (priority: number, action: string, source: string) => ({
    traffic_mirror_filter_id: 'f',
    direction: 'ingress',
    ethertype: 'IPv4',
    protocol: 'tcp',
    priority,
    action,
    source_cidr_block: source,
  });
  const [first, second] = [1, 2].map(
    (n) => `huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_${n}`,
  ) as [string, string];
  const settings = {
    verification: { enabled: false },
    mirrorFilter: { rules: [{ priority: 1 }, { priority: 2, action: 'reject' as const }] },
  };
  const swapped = plan([
    planned(first, ['update'], rule(1, 'accept', '10.0.0.0/8'), rule(5, 'accept', '10.0.0.0/8')),
    planned(second, ['no-op'], rule(2, 'reject', '10.1.0.0/16'), rule(2, 'reject', '10.1.0.0/16')),
  ]);

  test('is seen, with the rules before and after', () => {
    const found = findingsOf(reviewOf(settings, swapped)).find(({ sentence }) => sentence.includes('order'));
    expect(found?.sentence).toBe('mirror filter mirror-filter-A decides in another order');
    expect(found?.details).toEqual([
      'before: inbound 1: mirror TCP over IPv4 from 10.0.0.0/8 to anywhere',
      'before: inbound 2: do not mirror TCP over IPv4 from 10.1.0.0/16 to anywhere',
      'after: inbound 2: do not mirror TCP over IPv4 from 10.1.0.0/16 to anywhere',
      'after: inbound 5: mirror TCP over IPv4 from 10.0.0.0/8 to anywhere',
    ]);
  });

  test('other priorities in the same order are none', () => {
    const moved = plan([
      planned(first, ['update'], rule(1, 'accept', '10.0.0.0/8'), rule(10, 'accept', '10.0.0.0/8')),
      planned(second, ['update'], rule(2, 'reject', '10.1.0.0/16'), rule(20, 'reject', '10.1.0.0/16')),
    ]);
    expect(sentences(settings, moved).filter((sentence) => sentence.includes('decides'))).toEqual([
      expect.stringContaining('never decides'),
    ]);
  });
});

test('warnings of synth are told, a rule that never decides only once', () => {
  const settings = {
    verification: { enabled: false },
    mirrorFilter: { rules: [{ priority: 1 }, { priority: 2, protocol: 'tcp' as const }] },
  };
  const warnings = [
    'mirror filter "mirror-filter-A": rule "…" can never decide, because "…" comes first',
    'something else',
  ];
  expect(sentences(settings, undefined, warnings).filter((one) => one.startsWith('warning'))).toEqual([
    'warning: something else',
    'warning: mirror filter mirror-filter-A: inbound rule 2 never decides, because rule 1 comes first and matches all that it matches',
    'warning: no verification: a deploy does not prove that the mirror works',
  ]);
});

test('a session that is disabled mirrors nothing', () => {
  expect(sentences({ verification: { enabled: false }, mirrorSession: { enabled: false } })).toContain(
    'warning: mirror session mirror-session-A is disabled and mirrors nothing',
  );
});

describe("plans of the real provider, in the form that Terraform's own JSON has", () => {
  const read = (name: string) => {
    const text = readFileSync(join(__dirname, '../lab/provider/plans', `${name}.json`), 'utf8');
    const changes = (JSON.parse(text) as { address: string }[]).map(({ address, ...change }) => {
      return { address, type: address.split('.')[0], mode: 'managed', change };
    });
    return parsePlan(JSON.stringify({ resource_changes: changes }), name);
  };

  test.each([
    ['create', 'create'],
    ['update', 'update'],
    ['replace', 'replace'],
  ])('%s.json', (name, kind) => {
    expect(read(name).changes.map((change) => change.kind)).toContain(kind);
  });

  test('secrets in them are not shown', () => {
    const secret = planned(
      'huaweicloud_compute_instance.a',
      ['update'],
      { admin_pass: 'S3cret' },
      { admin_pass: 'N3wer' },
      {
        before_sensitive: { admin_pass: true },
        after_sensitive: { admin_pass: true },
      },
    );
    const { changes } = parsePlan(JSON.stringify(plan([secret])), 'plan.json');
    expect(changes[0]?.attributes).toMatchObject([{ path: 'admin_pass', before: '(secret)', after: '(secret)' }]);
    expect(parsePlan(JSON.stringify(plan([], { key: { value: 'S3cret' } })), 'p', ['key']).variables).toEqual({});
  });

  test.each([
    ['not JSON', 'plan.json must be JSON: '],
    ['[]', 'plan.json must hold a JSON object'],
    ['{"values":{}}', 'plan.json must be what terraform show -json prints of a plan'],
  ])('what is none is refused: %s', (text, told) => {
    expect(() => parsePlan(text, 'plan.json')).toThrow(told);
  });
});

test('the secret variable of the stack is known as one', () => {
  expect(stackFor().variables.find(({ name }) => name === 'ssh_private_key')?.isSecret).toBe(true);
});

describe('what was changed outside of Terraform', () => {
  const address = 'huaweicloud_vpc_traffic_mirror_session.mirror_session';
  const drift = (before: object, after: object | null): object => ({ address, change: { before, after } });
  const told = (resource_drift: readonly object[], more: object = {}): string[] =>
    sentences({}, { ...plan([]), relevant_attributes: [], resource_drift, ...more }).filter((each) =>
      each.includes('outside of Terraform'),
    );
  const said = [`warning: ${address} was changed outside of Terraform`];

  test('is told when the plan changes it back, uses it, or it is gone', () => {
    const vni = drift({ vni: 1 }, { vni: 2 });
    const back = planned(address, ['update'], { vni: 2 }, { vni: 1 });
    expect(told([vni], { resource_changes: [back] })).toEqual(said);
    expect(told([vni], { relevant_attributes: [{ resource: address, attribute: ['vni'] }] })).toEqual(said);
    expect(told([drift({ vni: 1 }, null)])).toEqual(said);
  });

  test('is not told of what a provider only learnt after the deploy, such as the EIP of a server', () => {
    const status = drift({ status: 'UNBOUND' }, { status: 'BOUND' });
    expect(told([status], { relevant_attributes: [{ resource: address, attribute: ['id'] }] })).toEqual([]);
    expect(told([status], { resource_changes: [planned(address, ['update'], { vni: 2 }, { vni: 1 })] })).toEqual([]);
  });
});
