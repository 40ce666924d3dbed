import { type Construct } from 'constructs';
import { type ElasticIp } from '../network/elastic-ip';
import { Network } from '../network/network';
import { Port } from '../network/port';
import { type SecurityGroup } from '../network/security-group';
import { type Server } from '../servers/server';
import { type MirrorSettings, type Settings } from '../settings/settings';
import { addStackOutputs } from '../stack/stack-outputs';
import { openingsOf } from '../verification/proof-plan';
import { type Verification } from '../verification/verification';
import { planOf } from './proof-of';
import { ScenarioGroups, type Allowed } from './scenario-groups';
import { ScenarioStack, type Mirror } from './scenario-stack';
import { warnOfSettings } from './warnings';

type Role = keyof Settings<'tcp-and-udp'>['servers'];

/**
 * "Mirroring Inbound TCP and UDP Traffic to Two Network Interfaces": two sessions of one source, each with its own filter
 * and its own target, because a session has just one.
 */
export class TcpAndUdpStack extends ScenarioStack<Settings<'tcp-and-udp'>> {
  readonly network: Network;
  readonly groups: ScenarioGroups;
  readonly servers: Readonly<Record<Role, Server>>;
  readonly elasticIp?: ElasticIp;
  readonly verification?: Verification;
  readonly tcp: Mirror;
  readonly udp: Mirror;

  constructor(scope: Construct, settings: Settings<'tcp-and-udp'>, id?: string) {
    super(scope, settings, id);
    const { servers } = settings;
    this.network = new Network(this, 'network', { ...settings.network, ...this.tagging() });
    this.groups = new ScenarioGroups(this, 'security-group', {
      groups: settings.securityGroups,
      ...this.tagging(),
      trustedCidr: this.variables.trustedCidr.stringValue,
      entrance: servers.test,
      source: servers.source,
      tests: [servers.test],
      targets: [servers.target01, servers.target02],
      traffic: { toSource: trafficOf(settings) },
      hasEntrance: settings.publicAccess,
      verification: this.isVerified ? settings.verification : undefined,
      openings: openingsOf(planOf(settings)),
    });
    const keyPair = this.addKeyPair();
    const server = (role: Role, id: string): Server =>
      this.addServer(id, servers[role], {
        subnetId: this.network.subnetId,
        group: this.groupOf(role),
        keyPair,
      });
    this.servers = {
      source: server('source', 'ecs-source'),
      target01: server('target01', 'ecs-target-01'),
      target02: server('target02', 'ecs-target-02'),
      test: server('test', 'ecs-test'),
    };
    this.askForFlavors();
    this.elasticIp = this.addElasticIp(this.servers.test);
    this.tcp = this.mirror('tcp-mirror', settings.tcpMirror, this.servers.target01);
    this.udp = this.mirror('udp-mirror', settings.udpMirror, this.servers.target02);
    const made = {
      servers: Object.entries(this.servers).map(([role, each]) => ({
        server: each,
        group: this.groupOf(role as Role),
      })),
      elasticIp: this.elasticIp,
      groups: this.groups,
    };
    this.verification = this.verify({
      ...made,
      mirrors: [this.tcp, this.udp],
      collectors: this.collect([this.servers.target01, this.servers.target02], made),
    });
    addStackOutputs(this, {
      networks: [{ network: this.network }],
      groups: this.groups.all,
      servers: Object.values(this.servers),
      targets: [this.servers.target01, this.servers.target02],
      mirror: this.tcp,
      additionalSessions: [this.udp.session],
      entrance: this.elasticIp && { elasticIp: this.elasticIp, server: this.servers.test },
      proof: this.verification?.proof,
    });
    warnOfSettings(this);
  }

  private groupOf(role: Role): SecurityGroup {
    return role === 'source' || role === 'test' ? this.groups[role] : this.groups.target;
  }

  private mirror(id: string, mirror: MirrorSettings, target: Server): Mirror {
    const needed = [...this.groups.dependables, ...(this.elasticIp?.dependables ?? [])];
    return this.addMirror(id, mirror, { source: this.servers.source, target, dependsOn: needed });
  }
}

function trafficOf({ listeningPort, verification, publicAccess }: Settings<'tcp-and-udp'>): Allowed[] {
  const traffic = [
    { id: 'traffic-tcp', port: Port.tcp(listeningPort), description: 'Allows TCP to be mirrored, from' },
    { id: 'traffic-udp', port: Port.udp(listeningPort), description: 'Allows UDP to be mirrored, from' },
  ];
  if (!verification.enabled || !publicAccess) return traffic;
  const description = 'Verification: allows traffic for its controls, from';
  return [
    ...traffic,
    { id: 'control-tcp', port: Port.tcp(verification.controlPort), description },
    { id: 'control-udp', port: Port.udp(verification.controlPort), description },
    { id: 'control-icmp', port: Port.icmp(), description },
  ];
}
