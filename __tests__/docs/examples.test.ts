import { Testing } from 'cdktf';
import { ExistingServersStack } from '../../docs/examples/existing-servers';
import { OneMoreSessionStack } from '../../docs/examples/one-more-session';
import { ProofOfOwnMirrorStack } from '../../docs/examples/proof-of-own-mirror';
import { parseSettings } from '../../lib/settings/settings';
import { testApp } from '../synth';

type Block = Readonly<Record<string, unknown>>;

interface Template {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly variable: Readonly<Record<string, Block>>;
  readonly terraform: Block;
}

/** With validations, as in `cdktf synth`. */
function synthesized(): Template {
  const stack = new ExistingServersStack(testApp(), 'existing-servers');
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack, true)) as Template;
}

describe('docs/examples/existing-servers.ts', () => {
  const template = synthesized();
  const all = (type: string): Block[] => Object.values(template.resource[type] ?? {});
  const named = (type: string, name: string): Block => {
    const found = all(type).find((block) => block['name'] === name);
    if (found === undefined) throw new Error(`no ${type} is named ${name}`);
    return found;
  };
  const addresses = (type: string): string[] =>
    Object.keys(template.resource[type] ?? {}).map((name) => `${type}.${name}`);
  const rulesOf = (filter: string): Block[] => {
    const [id] = Object.entries(template.resource['huaweicloud_vpc_traffic_mirror_filter'] ?? {}).filter(
      ([, block]) => block['name'] === filter,
    );
    return all('huaweicloud_vpc_traffic_mirror_filter_rule').filter(
      (rule) => rule['traffic_mirror_filter_id'] === `\${huaweicloud_vpc_traffic_mirror_filter.${id?.[0] ?? ''}.id}`,
    );
  };

  test('builds no server, network or EIP', () => {
    expect(Object.keys(template.resource).sort()).toEqual([
      'huaweicloud_networking_secgroup_rule',
      'huaweicloud_vpc_traffic_mirror_filter',
      'huaweicloud_vpc_traffic_mirror_filter_rule',
      'huaweicloud_vpc_traffic_mirror_session',
    ]);
  });

  test('finds the network interfaces by their fixed addresses', () => {
    const ports = Object.values(template.data['huaweicloud_networking_port'] ?? {});
    expect(ports.map((port) => port['network_id'])).toEqual(Array(3).fill('${var.network_id}'));
    expect(ports.map((port) => port['fixed_ip']).sort()).toEqual(['10.0.1.11', '10.0.1.12', '10.0.1.50']);
  });

  test.each(['ingress', 'egress'])('rejects the backups before it accepts the rest, %s', (direction) => {
    const rules = rulesOf('web-without-backups')
      .filter((rule) => rule['direction'] === direction)
      .sort((a, b) => Number(a['priority']) - Number(b['priority']));
    expect(rules).toMatchObject([
      {
        action: 'reject',
        protocol: 'all',
        [direction === 'ingress' ? 'source_cidr_block' : 'destination_cidr_block']: '10.0.9.0/24',
      },
      { action: 'accept', protocol: 'all' },
    ]);
    expect(rules[1]).not.toHaveProperty('source_cidr_block');
    expect(rules[1]).not.toHaveProperty('destination_cidr_block');
  });

  test('has one session to a network interface and one to a load balancer, of the same two sources', () => {
    const type = 'huaweicloud_vpc_traffic_mirror_session';
    const toAnalyzer = named(type, 'web-to-analyzer');
    const toCollectors = named(type, 'web-to-collectors');
    expect(toAnalyzer).toMatchObject({
      traffic_mirror_target_type: 'eni',
      virtual_network_id: 101,
      packet_length: 1460,
    });
    expect(toAnalyzer['traffic_mirror_target_id']).toMatch(
      /^\$\{data\.huaweicloud_networking_port\.analyzer\w*\.id\}$/,
    );
    expect(toCollectors).toMatchObject({
      traffic_mirror_target_type: 'elb',
      traffic_mirror_target_id: '${var.collectors_id}',
      virtual_network_id: 102,
      packet_length: 96,
    });
    expect(toAnalyzer['traffic_mirror_sources']).toEqual([
      expect.stringMatching(/^\$\{data\.huaweicloud_networking_port\.web-1\w*\.id\}$/),
      expect.stringMatching(/^\$\{data\.huaweicloud_networking_port\.web-2\w*\.id\}$/),
    ]);
    expect(toCollectors['traffic_mirror_sources']).toEqual(toAnalyzer['traffic_mirror_sources']);
    expect(toCollectors['traffic_mirror_filter_id']).not.toEqual(toAnalyzer['traffic_mirror_filter_id']);
  });

  test('opens the analyzer for the copies before the session starts', () => {
    const type = 'huaweicloud_networking_secgroup_rule';
    expect(all(type)).toMatchObject(
      ['10.0.1.11/32', '10.0.1.12/32'].map((remote_ip_prefix) => ({
        direction: 'ingress',
        protocol: 'udp',
        ports: '4789',
        remote_ip_prefix,
        security_group_id: '${var.analyzer_group_id}',
      })),
    );
    const { depends_on } = named('huaweicloud_vpc_traffic_mirror_session', 'web-to-analyzer');
    expect(depends_on).toEqual(expect.arrayContaining(addresses(type)));
  });

  test('keeps its state beside cdktf.json, under its own name', () => {
    expect(template.terraform['backend']).toEqual({ local: { path: '../../../terraform.existing-servers.tfstate' } });
  });
});

describe('docs/examples/one-more-session.ts', () => {
  const stack = new OneMoreSessionStack(testApp(), 'one-more-session', parseSettings({ region: 'cn-north-4' }));
  stack.prepareStack();
  const template = JSON.parse(Testing.synth(stack, true)) as Template & {
    readonly provider: Readonly<Record<string, readonly Block[]>>;
  };

  test('makes a session with its filter, and nothing else', () => {
    expect(Object.keys(template.resource).sort()).toEqual([
      'huaweicloud_vpc_traffic_mirror_filter',
      'huaweicloud_vpc_traffic_mirror_filter_rule',
      'huaweicloud_vpc_traffic_mirror_session',
    ]);
    expect(Object.values(template.resource['huaweicloud_vpc_traffic_mirror_session'] ?? {})).toMatchObject([
      {
        traffic_mirror_sources: ['${var.source_interface_id}'],
        traffic_mirror_target_id: '${var.target_interface_id}',
      },
    ]);
  });

  test('takes its region from the settings, and keeps a state of its own', () => {
    expect(template.provider['huaweicloud']).toEqual([{ region: 'cn-north-4' }]);
    expect(template.terraform['backend']).toEqual({ local: { path: '../../../terraform.one-more-session.tfstate' } });
  });
});

describe('docs/examples/proof-of-own-mirror.ts', () => {
  const stack = new ProofOfOwnMirrorStack(testApp(), 'proof-of-own-mirror');
  stack.prepareStack();
  const template = JSON.parse(Testing.synth(stack, true)) as Template & { readonly locals: Block };

  test('proves TCP to the web server, and that nothing else is copied', () => {
    const { cells } = template.locals['proof_plan'] as {
      readonly cells: readonly { readonly sentence: string; readonly copies: readonly unknown[] }[];
    };
    expect(cells.filter(({ copies }) => copies.length > 0).map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('TCP from client (10.0.1.60) to web (10.0.1.11:8443)'),
    ]);
    expect(cells.filter(({ copies }) => copies.length === 0).length).toBeGreaterThanOrEqual(3);
  });

  test('logs in through the client, and installs nothing', () => {
    const steps = JSON.stringify(template.resource['null_resource']);
    expect(steps).toContain('"bastion_host":"${var.client_address}"');
    expect(steps).toContain("INSTALL='false'");
  });
});
