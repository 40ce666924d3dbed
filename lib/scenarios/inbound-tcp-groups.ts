import { type Construct } from 'constructs';
import { VXLAN_PORT } from '../values/limits';
import { SecurityGroup, type SecurityGroupProps } from '../network/security-group';
import { Peer } from '../network/peer';
import { Port } from '../network/port';
import { type Settings } from '../settings/settings';
import { openingsOf } from '../verification/proof-plan';
import { KindsOfGroups } from './kinds-of-groups';
import { openTheRest } from './openings';
import { planOf } from './proof-of';

interface InboundTcpGroupsProps {
  readonly settings: Settings;
  /** Who may log in from outside, an IPv4 block or a token of one. */
  readonly trustedCidr: string;
}

/**
 * The security groups of the three ECSs. `shared`: all are in Sg-X with the rules of Table 2. `split`: ECS-test is in
 * Sg-X, ECS-source in Sg-A and ECS-target in Sg-B, each with just what its server needs (Tables 3 and 4).
 */
export class InboundTcpGroups extends KindsOfGroups {
  readonly source: SecurityGroup;
  readonly target: SecurityGroup;
  readonly test: SecurityGroup;

  constructor(scope: Construct, id: string, props: InboundTcpGroupsProps) {
    super(scope, id);
    const { settings } = props;
    if (settings.securityGroups.mode === 'shared') {
      const shared = this.group('shared', settings.securityGroups.sharedName, settings);
      addTable2(shared, props.trustedCidr);
      this.source = this.target = this.test = shared;
      return;
    }
    this.test = this.group('test', settings.securityGroups.sharedName, settings);
    this.source = this.group('source', settings.securityGroups.sourceName, settings);
    this.target = this.group('target', settings.securityGroups.targetName, settings);
    addSplitRules(this, props);
  }

  private group(id: string, name: string, { enterpriseProjectId, tags }: Settings): SecurityGroup {
    const common: Omit<SecurityGroupProps, 'name'> = {
      tags,
      ...(enterpriseProjectId === undefined ? {} : { enterpriseProjectId }),
    };
    return new SecurityGroup(this, id, { name, ...common });
  }
}

/** Table 2, row by row. */
export function addTable2(group: SecurityGroup, trustedCidr: string): void {
  const trusted = Peer.ipv4Token(trustedCidr);
  group.allowIngress('ssh', trusted, Port.tcp(22), 'Allows remote logins to Linux ECSs over SSH.');
  group.allowIngress('rdp', trusted, Port.tcp(3389), 'Allows remote logins to Windows ECSs over RDP.');
  group.allowIngress(
    'self-ipv4',
    Peer.self('IPv4'),
    Port.all(),
    'Allows the ECSs in this group to communicate over IPv4.',
  );
  group.allowIngress(
    'self-ipv6',
    Peer.self('IPv6'),
    Port.all(),
    'Allows the ECSs in this group to communicate over IPv6.',
  );
  group.allowAllEgress();
}

function addSplitRules(
  { source, target, test }: InboundTcpGroups,
  { settings, trustedCidr }: InboundTcpGroupsProps,
): void {
  const { servers, listeningPort, verification, publicAccess } = settings;
  const fromTest = Peer.address(servers.test.privateIp);
  const fromSource = Peer.address(servers.source.privateIp);

  // Table 3.
  source.allowIngress(
    'traffic',
    fromTest,
    Port.tcp(listeningPort),
    `Allows TCP from ${servers.test.name} to be mirrored.`,
  );
  // Table 4.
  target.allowIngress(
    'vxlan',
    fromSource,
    Port.udp(VXLAN_PORT),
    `Allows mirrored packets from ${servers.source.name}.`,
  );

  if (publicAccess) {
    test.allowIngress('ssh', Peer.ipv4Token(trustedCidr), Port.tcp(22), 'Allows remote logins over SSH.');
    const hop = `Allows remote logins through ${servers.test.name}.`;
    source.allowIngress('ssh', fromTest, Port.tcp(22), hop);
    target.allowIngress('ssh', fromTest, Port.tcp(22), hop);
  }
  if (publicAccess && verification.enabled) {
    const control = 'Verification: allows traffic that must not be mirrored.';
    source.allowIngress('control-tcp', fromTest, Port.tcp(verification.controlPort), control);
    source.allowIngress('control-udp', fromTest, Port.udp(listeningPort), control);
    test.allowIngress(
      'proxy',
      fromSource,
      Port.tcp(verification.proxyPort),
      'Verification: allows installing nc by proxy.',
    );
    const toSource = { from: servers.test.name, to: servers.source.name };
    openTheRest(
      openingsOf(planOf(settings)),
      [
        { ...toSource, port: Port.tcp(listeningPort) },
        { ...toSource, port: Port.tcp(verification.controlPort) },
        { ...toSource, port: Port.udp(listeningPort) },
        { from: servers.source.name, to: servers.test.name, port: Port.tcp(verification.proxyPort) },
      ],
      [
        { ...servers.test, role: 'test', group: test },
        { ...servers.source, role: 'source', group: source },
        { ...servers.target, role: 'target', group: target },
      ],
    );
  }
  for (const group of [source, target, test]) group.allowAllEgress();
}
