import { type Construct } from 'constructs';
import { SecurityGroup } from '../network/security-group';
import { Peer } from '../network/peer';
import { Port } from '../network/port';
import { VXLAN_PORT } from '../values/limits';
import { type EndFlow } from '../mirror/mirror-model';
import { addTable2 } from './inbound-tcp-groups';
import { KindsOfGroups } from './kinds-of-groups';
import { openTheRest } from './openings';

interface Named {
  readonly name: string;
  readonly privateIp: string;
}

interface ScenarioGroupsProps {
  readonly groups: {
    readonly mode: 'shared' | 'split';
    readonly sharedName: string;
    readonly sourceName: string;
    readonly targetName: string;
  };
  readonly tags: Readonly<Record<string, string>>;
  readonly enterpriseProjectId?: string | undefined;
  /** Who may log in from outside, an IPv4 block or a token of one. */
  readonly trustedCidr: string;
  /** Blocks of other VPCs whose servers are in the shared group: whether a group counts across VPCs is not documented. */
  readonly peerBlocks?: readonly string[];
  /** The server with the EIP, through which the others are reached, and through whose proxy they install nc. */
  readonly entrance: Named;
  readonly source: Named;
  /** Servers that exchange traffic with the source, the entrance among them. */
  readonly tests: readonly Named[];
  readonly targets: readonly Named[];
  /** What the source receives, and what it sends to the test servers. */
  readonly traffic: { readonly toSource: readonly Allowed[]; readonly toTests?: readonly Allowed[] };
  readonly hasEntrance: boolean;
  /** Absent where nothing is verified. */
  readonly verification?: { readonly proxyPort: number } | undefined;
  /** What the verification sends. */
  readonly openings: readonly EndFlow[];
}

/** Traffic that a rule lets in; its id is part of an address in the state. */
export interface Allowed {
  readonly id: string;
  readonly port: Port;
  readonly description: string;
}

/**
 * The security groups of a scenario with one source. `shared`: all servers are in one group with the rules of Table 2.
 * `split`: the test servers, the source and the targets are each in one of their own with just what its servers need.
 */
export class ScenarioGroups extends KindsOfGroups {
  readonly source: SecurityGroup;
  readonly target: SecurityGroup;
  readonly test: SecurityGroup;

  constructor(scope: Construct, id: string, props: ScenarioGroupsProps) {
    super(scope, id);
    const { groups, tags, enterpriseProjectId } = props;
    const group = (kind: string, name: string): SecurityGroup =>
      new SecurityGroup(this, kind, { name, tags, enterpriseProjectId });
    if (groups.mode === 'shared') {
      const shared = group('shared', groups.sharedName);
      addTable2(shared, props.trustedCidr);
      for (const [index, block] of (props.peerBlocks ?? []).entries()) {
        shared.allowIngress(`peer-${index + 1}`, Peer.ipv4(block), Port.all(), 'Allows the ECSs of the peered VPCs.');
      }
      this.source = this.target = this.test = shared;
      return;
    }
    this.test = group('test', groups.sharedName);
    this.source = group('source', groups.sourceName);
    this.target = group('target', groups.targetName);
    this.addTraffic(props);
    this.addAccess(props);
    if (props.verification !== undefined) this.addOpenings(props, props.verification);
    for (const each of this.all) each.allowAllEgress();
  }

  private addTraffic({ source, tests, traffic }: ScenarioGroupsProps): void {
    for (const [index, test] of tests.entries()) {
      const number = index === 0 ? '' : `-${index + 1}`;
      for (const { id, port, description } of traffic.toSource) {
        this.source.allowIngress(`${id}${number}`, Peer.address(test.privateIp), port, `${description} ${test.name}.`);
      }
    }
    for (const { id, port, description } of traffic.toTests ?? []) {
      this.test.allowIngress(id, Peer.address(source.privateIp), port, `${description} ${source.name}.`);
    }
    this.target.allowIngress(
      'vxlan',
      Peer.address(source.privateIp),
      Port.udp(VXLAN_PORT),
      `Allows mirrored packets from ${source.name}.`,
    );
  }

  /** What the rules of the settings' own sessions need beside. */
  private addOpenings(props: ScenarioGroupsProps, { proxyPort }: { readonly proxyPort: number }): void {
    const { source, tests, targets, traffic, openings, entrance } = props;
    const between = tests.flatMap((test) => [
      ...traffic.toSource.map(({ port }) => ({ from: test.name, to: source.name, port })),
      ...(traffic.toTests ?? []).map(({ port }) => ({ from: source.name, to: test.name, port })),
    ]);
    const toProxy = [source, ...tests].map(({ name }) => ({
      from: name,
      to: entrance.name,
      port: Port.tcp(proxyPort),
    }));
    const numbered = (servers: readonly Named[], role: string, group: SecurityGroup) =>
      servers.map((server, index) => ({ ...server, role: index === 0 ? role : `${role}-${index + 1}`, group }));
    openTheRest(
      openings,
      [...between, ...toProxy],
      [
        ...numbered([source], 'source', this.source),
        ...numbered(tests, 'test', this.test),
        ...numbered(targets, 'target', this.target),
      ],
    );
  }

  /** From outside into the entrance, from there into the others, and out by its proxy. */
  private addAccess(props: ScenarioGroupsProps): void {
    const { entrance, tests, source, trustedCidr, hasEntrance, verification } = props;
    if (!hasEntrance) return;
    this.test.allowIngress('ssh', Peer.ipv4Token(trustedCidr), Port.tcp(22), 'Allows remote logins over SSH.');
    const hop = `Allows remote logins through ${entrance.name}.`;
    const inner = [this.source, this.target, ...(tests.length > 1 ? [this.test] : [])];
    for (const group of inner) {
      const id = group === this.test ? 'ssh-hop' : 'ssh';
      group.allowIngress(id, Peer.address(entrance.privateIp), Port.tcp(22), hop);
    }
    if (verification === undefined) return;
    const clients = [source, ...tests.filter(({ name }) => name !== entrance.name)];
    for (const [index, { privateIp }] of clients.entries()) {
      this.test.allowIngress(
        index === 0 ? 'proxy' : `proxy-${index + 1}`,
        Peer.address(privateIp),
        Port.tcp(verification.proxyPort),
        'Verification: allows installing nc by proxy.',
      );
    }
  }
}
