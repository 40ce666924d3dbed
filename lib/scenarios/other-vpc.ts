import { type Construct } from 'constructs';
import { type ElasticIp } from '../network/elastic-ip';
import { Network } from '../network/network';
import { Peering } from '../network/peering';
import { Port } from '../network/port';
import { type SecurityGroup } from '../network/security-group';
import { type Server } from '../servers/server';
import { type Settings } from '../settings/settings';
import { addStackOutputs } from '../stack/stack-outputs';
import { openingsOf } from '../verification/proof-plan';
import { type Verification } from '../verification/verification';
import { planOf } from './proof-of';
import { ScenarioGroups, type Allowed } from './scenario-groups';
import { ScenarioStack, type Mirror } from './scenario-stack';
import { warnOfSettings } from './warnings';

type Role = keyof Settings<'other-vpc'>['servers'];

/**
 * "Mirroring Inbound and Outbound TCP Traffic to a Network Interface in a Different VPC": the copies, and the traffic of
 * ECS-test-B, cross a peering connection; what is exchanged with ECS-test-A is rejected by the first rule.
 */
export class OtherVpcStack extends ScenarioStack<Settings<'other-vpc'>> {
  /** Of the source and ECS-test-A. */
  readonly network: Network;
  /** Of the target and ECS-test-B. */
  readonly targetNetwork: Network;
  readonly peering: Peering;
  readonly groups: ScenarioGroups;
  readonly servers: Readonly<Record<Role, Server>>;
  readonly elasticIp?: ElasticIp;
  readonly verification?: Verification;
  readonly mirror: Mirror;

  constructor(scope: Construct, settings: Settings<'other-vpc'>, id?: string) {
    super(scope, settings, id);
    const { servers, network, targetNetwork } = settings;
    this.network = new Network(this, 'network', { ...network, ...this.tagging() });
    this.targetNetwork = new Network(this, 'target-network', { ...targetNetwork, ...this.tagging() });
    this.peering = new Peering(this, 'peering', {
      name: settings.peeringName,
      requester: { vpcId: this.network.vpcId, cidr: network.vpcCidr },
      accepter: { vpcId: this.targetNetwork.vpcId, cidr: targetNetwork.vpcCidr },
    });
    this.groups = new ScenarioGroups(this, 'security-group', {
      groups: settings.securityGroups,
      ...this.tagging(),
      trustedCidr: this.variables.trustedCidr.stringValue,
      peerBlocks: [network.subnetCidr, targetNetwork.subnetCidr],
      entrance: servers.testA,
      source: servers.source,
      tests: [servers.testA, servers.testB],
      targets: [servers.target],
      traffic: { toSource: trafficOf(settings), toTests: trafficOf(settings) },
      hasEntrance: settings.publicAccess,
      verification: this.isVerified ? settings.verification : undefined,
      openings: openingsOf(planOf(settings)),
    });
    const keyPair = this.addKeyPair();
    const server = (role: Role, id: string): Server =>
      this.addServer(id, servers[role], {
        subnetId: (role === 'source' || role === 'testA' ? this.network : this.targetNetwork).subnetId,
        group: this.groupOf(role),
        keyPair,
      });
    this.servers = {
      source: server('source', 'ecs-source'),
      testA: server('testA', 'ecs-test-a'),
      target: server('target', 'ecs-target'),
      testB: server('testB', 'ecs-test-b'),
    };
    this.askForFlavors();
    this.elasticIp = this.addElasticIp(this.servers.testA);
    this.mirror = this.addMirror('mirror', settings.tcpMirror, {
      source: this.servers.source,
      target: this.servers.target,
      dependsOn: [...this.groups.dependables, ...this.peering.dependables, ...(this.elasticIp?.dependables ?? [])],
    });
    const made = {
      servers: Object.entries(this.servers).map(([role, each]) => ({
        server: each,
        group: this.groupOf(role as Role),
      })),
      elasticIp: this.elasticIp,
      groups: this.groups,
      dependsOn: this.peering.dependables,
    };
    this.verification = this.verify({
      ...made,
      mirrors: [this.mirror],
      collectors: this.collect([this.servers.target], made),
    });
    addStackOutputs(this, {
      networks: [
        { network: this.network, name: network.vpcName },
        { network: this.targetNetwork, name: targetNetwork.vpcName },
      ],
      groups: this.groups.all,
      servers: Object.values(this.servers),
      targets: [this.servers.target],
      mirror: this.mirror,
      additionalSessions: [],
      entrance: this.elasticIp && { elasticIp: this.elasticIp, server: this.servers.testA },
      proof: this.verification?.proof,
    });
    warnOfSettings(this);
  }

  private groupOf(role: Role): SecurityGroup {
    return role === 'source' || role === 'target' ? this.groups[role] : this.groups.test;
  }
}

/** Between the source and each test server, either way. */
function trafficOf({ listeningPort, verification, publicAccess }: Settings<'other-vpc'>): Allowed[] {
  const traffic = [{ id: 'traffic', port: Port.tcp(listeningPort), description: 'Allows TCP to be mirrored, from' }];
  if (!verification.enabled || !publicAccess) return traffic;
  const description = 'Verification: allows traffic for its controls, from';
  return [
    ...traffic,
    { id: 'control-tcp', port: Port.tcp(verification.controlPort), description },
    { id: 'control-udp', port: Port.udp(listeningPort), description },
    { id: 'control-icmp', port: Port.icmp(), description },
  ];
}
