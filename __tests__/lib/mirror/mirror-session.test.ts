import { TerraformVariable } from 'cdktf';
import { DataHuaweicloudNetworkingPort } from '../../../.gen/providers/huaweicloud/data-huaweicloud-networking-port';
import { Vpc } from '../../../.gen/providers/huaweicloud/vpc';
import { MirrorFilter } from '../../../lib/mirror/mirror-filter';
import { MirrorRule } from '../../../lib/mirror/mirror-rule';
import { MirrorSession, type MirrorSessionProps } from '../../../lib/mirror/mirror-session';
import { MirrorTarget } from '../../../lib/mirror/mirror-target';
import { emptyStack, only, synthOf, type Block } from '../../synth';

const SESSION = 'huaweicloud_vpc_traffic_mirror_session';
const TARGET = MirrorTarget.networkInterface('port-target');
const PROPS: MirrorSessionProps = {
  name: 'mirror-session-A',
  filter: MirrorFilter.fromFilterId('filter-1'),
  sources: ['port-source'],
  target: TARGET,
  priority: 1,
};
const synthesized = (props: Partial<MirrorSessionProps> = {}): Block =>
  only(
    synthOf((stack) => new MirrorSession(stack, 'session', { ...PROPS, ...props })),
    SESSION,
  );
const sources = (count: number): string[] => Array.from({ length: count }, (_, index) => `port-${index + 1}`);

describe('synthesized', () => {
  test('a session between network interfaces that somebody else owns, with the defaults of the guide', () => {
    expect(synthesized()).toEqual({
      name: 'mirror-session-A',
      traffic_mirror_filter_id: 'filter-1',
      traffic_mirror_sources: ['port-source'],
      traffic_mirror_target_id: 'port-target',
      traffic_mirror_target_type: 'eni',
      priority: 1,
      virtual_network_id: 1,
      packet_length: 96,
      enabled: true,
      depends_on: [],
    });
  });

  test('everything that can be set', () => {
    expect(
      synthesized({
        priority: 32766,
        vni: 16777215,
        packetLength: 1460,
        enabled: false,
        description: 'For the IDS.',
        target: MirrorTarget.loadBalancer('elb-1'),
      }),
    ).toMatchObject({
      priority: 32766,
      virtual_network_id: 16777215,
      packet_length: 1460,
      enabled: false,
      description: 'For the IDS.',
      traffic_mirror_target_id: 'elb-1',
      traffic_mirror_target_type: 'elb',
    });
  });

  test.each([1, 10])('%d sources, in their order', (count) => {
    expect(synthesized({ sources: sources(count) })['traffic_mirror_sources']).toEqual(sources(count));
  });

  test('a load balancer as target is no network interface, whatever its id', () => {
    expect(synthesized({ sources: ['id-1'], target: MirrorTarget.loadBalancer('id-1') })).toMatchObject({
      traffic_mirror_target_type: 'elb',
    });
  });

  test('a source that is known only to Terraform', () => {
    // WHEN
    const template = synthOf((stack) => {
      const port = new TerraformVariable(stack, 'port', { type: 'string' });
      new MirrorSession(stack, 'session', { ...PROPS, sources: [port.stringValue] });
    });
    // THEN
    expect(only(template, SESSION)['traffic_mirror_sources']).toEqual(['${var.port}']);
  });
});

test('what only Terraform knows is left to it', () => {
  // WHEN
  const template = synthOf((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
    const props = { name: text, description: text, priority: number, vni: number, packetLength: number };
    new MirrorSession(stack, 'session', { ...PROPS, ...props });
  });
  // THEN
  expect(only(template, SESSION)).toMatchObject({
    name: '${var.text}',
    description: '${var.text}',
    priority: '${var.number}',
    virtual_network_id: '${var.number}',
    packet_length: '${var.number}',
  });
});

describe('a session waits', () => {
  test('for its filter and for rules that were added after it', () => {
    // WHEN
    const template = synthOf((stack) => {
      const filter = new MirrorFilter(stack, 'filter', { name: 'mirror-filter-A' });
      new MirrorSession(stack, 'session', { ...PROPS, filter });
      filter.addRule(MirrorRule.accept({ direction: 'ingress', priority: 1 }));
      filter.addRule(MirrorRule.accept({ direction: 'egress', priority: 1 }));
    });
    // THEN
    const waited = only(template, SESSION)['depends_on'] as string[];
    expect(waited.map((address) => address.replace(/_[0-9A-F]{8}$/, ''))).toEqual([
      'huaweicloud_vpc_traffic_mirror_filter.filter',
      'huaweicloud_vpc_traffic_mirror_filter_rule.filter_ingress-1',
      'huaweicloud_vpc_traffic_mirror_filter_rule.filter_egress-1',
    ]);
  });

  test('for what the caller names', () => {
    // WHEN
    const template = synthOf((stack) => {
      const other = new Vpc(stack, 'other', { name: 'VPC-B', cidr: '10.0.0.0/8' });
      new MirrorSession(stack, 'session', { ...PROPS, dependsOn: [other] });
    });
    // THEN
    expect(only(template, SESSION)['depends_on']).toEqual(['huaweicloud_vpc.other']);
  });
});

describe('a wrong session is refused:', () => {
  test.each<[string, Partial<MirrorSessionProps>, string]>([
    ['priority 0', { priority: 0 }, 'priority must be a whole number between 1 and 32766, got: 0'],
    ['priority 32767', { priority: 32767 }, 'priority must be a whole number between 1 and 32766, got: 32767'],
    [
      'VNI 0',
      { vni: 0 },
      'vni must be a whole number between 1 and 16777215, got: 0 (the provider does not send 0, so the API would use 1)',
    ],
    ['VNI 2^24', { vni: 16777216 }, 'vni must be a whole number between 1 and 16777215, got: 16777216'],
    ['packet length 0', { packetLength: 0 }, 'packetLength must be a whole number between 1 and 1460, got: 0'],
    ['packet length 1461', { packetLength: 1461 }, 'packetLength must be a whole number between 1 and 1460, got: 1461'],
    ['no source', { sources: [] }, 'sources must be 1 to 10 network interfaces, got: 0'],
    ['11 sources', { sources: sources(11) }, 'sources must be 1 to 10 network interfaces, got: 11'],
    ['empty sources', { sources: ['', ' '] }, 'sources must be ids of network interfaces, got: ""'],
    ['a blank source', { sources: ['port-1', ' '] }, 'sources must be ids of network interfaces, got: " "'],
    [
      'a source twice',
      { sources: ['port-1', 'port-2', 'port-1'] },
      'sources must not name a network interface twice, got: port-1 twice',
    ],
    [
      'the target among the sources',
      { sources: ['port-1', 'port-target'] },
      'sources must not include the mirror target, got: port-target as both',
    ],
    ['description', { description: '>' }, 'description must be at most 255 characters without "<" or ">", got: ">"'],
  ])('%s', (_, props, message) => {
    expect(() => new MirrorSession(emptyStack(), 'session', { ...PROPS, ...props })).toThrow(
      new Error(`mirror session "mirror-session-A": ${message}`),
    );
  });

  test('name', () => {
    expect(() => new MirrorSession(emptyStack(), 'session', { ...PROPS, name: '' })).toThrow(
      'mirror session "": name must be 1 to 64 letters, digits',
    );
  });

  // CDKTF gives a reference another token each time that it is read, so the tokens alone say nothing.
  test('a network interface as source and target that is known only to Terraform', () => {
    // GIVEN
    const stack = emptyStack();
    const port = new DataHuaweicloudNetworkingPort(stack, 'port', { fixedIp: '192.168.0.230' });
    // THEN
    expect(
      () =>
        new MirrorSession(stack, 'session', {
          ...PROPS,
          sources: [port.id],
          target: MirrorTarget.networkInterface(port.id),
        }),
    ).toThrow('sources must not include the mirror target, got: ${data.huaweicloud_networking_port.port.id} as both');
  });

  test('a source twice that is known only to Terraform', () => {
    // GIVEN
    const stack = emptyStack();
    const port = new DataHuaweicloudNetworkingPort(stack, 'port', { fixedIp: '192.168.0.230' });
    // THEN
    expect(() => new MirrorSession(stack, 'session', { ...PROPS, sources: [port.id, port.id] })).toThrow(
      'sources must not name a network interface twice, got: ${data.huaweicloud_networking_port.port.id} twice',
    );
  });
});
