import { Annotations } from 'cdktf';
import { type Construct } from 'constructs';
import { type MirrorFilter } from '../mirror/mirror-filter';
import { type MirrorSession } from '../mirror/mirror-session';
import { type ElasticIp } from '../network/elastic-ip';
import { Network } from '../network/network';
import { type Server } from '../servers/server';
import { type MirrorSettings, type Settings } from '../settings/settings';
import { addStackOutputs } from '../stack/stack-outputs';
import { type Verification } from '../verification/verification';
import { InboundTcpGroups } from './inbound-tcp-groups';
import { ScenarioStack, type Mirror } from './scenario-stack';
import { warnOfSettings } from './warnings';

/**
 * The guide "Mirroring Inbound TCP Traffic to a Single Network Interface": a VPC with three ECSs, a mirror session from
 * ECS-source to ECS-target, and the proof that it works.
 */
export class InboundTcpStack extends ScenarioStack<Settings> {
  readonly network: Network;
  readonly groups: InboundTcpGroups;
  readonly servers: { readonly source: Server; readonly target: Server; readonly test: Server };
  readonly elasticIp?: ElasticIp;
  readonly filter: MirrorFilter;
  readonly session: MirrorSession;
  readonly verification?: Verification;

  constructor(scope: Construct, settings: Settings, id?: string) {
    super(scope, settings, id);
    this.network = new Network(this, 'network', { ...settings.network, ...this.tagging() });
    this.groups = new InboundTcpGroups(this, 'security-group', {
      settings,
      trustedCidr: this.variables.trustedCidr.stringValue,
    });
    const keyPair = this.addKeyPair();
    const server = (role: 'source' | 'target' | 'test'): Server =>
      this.addServer(`ecs-${role}`, settings.servers[role], {
        subnetId: this.network.subnetId,
        group: this.groups[role],
        keyPair,
      });
    this.servers = { source: server('source'), target: server('target'), test: server('test') };
    this.askForFlavors();
    this.elasticIp = this.addElasticIp(this.servers.test);
    ({ filter: this.filter, session: this.session } = this.mirror('mirror', settings.mirror));
    const additional = settings.additionalMirrors.map((mirror, index) => this.mirror(`mirror-${index + 2}`, mirror));
    this.warnOfSameVni();

    const made = {
      servers: [
        { server: this.servers.source, group: this.groups.source },
        { server: this.servers.target, group: this.groups.target },
        { server: this.servers.test, group: this.groups.test },
      ],
      elasticIp: this.elasticIp,
      groups: this.groups,
    };
    this.verification = this.verify({
      ...made,
      mirrors: [{ filter: this.filter, session: this.session }, ...additional],
      collectors: this.collect([this.servers.target], made),
    });
    addStackOutputs(this, {
      networks: [{ network: this.network }],
      groups: this.groups.all,
      servers: Object.values(this.servers),
      targets: [this.servers.target],
      mirror: { filter: this.filter, session: this.session },
      additionalSessions: additional.map(({ session }) => session),
      entrance: this.elasticIp && { elasticIp: this.elasticIp, server: this.servers.test },
      proof: this.verification?.proof,
    });
    warnOfSettings(this);
  }

  private mirror(id: string, mirror: MirrorSettings): Mirror {
    return this.addMirror(id, mirror, {
      source: this.servers.source,
      target: this.servers.target,
      dependsOn: [...this.groups.dependables, ...(this.elasticIp === undefined ? [] : this.elasticIp.dependables)],
    });
  }

  private warnOfSameVni(): void {
    const { mirror, additionalMirrors } = this.settings;
    const sessions = [mirror, ...additionalMirrors];
    for (const [index, session] of sessions.entries()) {
      const twin = sessions.slice(0, index).find((other) => other.vni === session.vni);
      if (twin === undefined) continue;
      Annotations.of(this).addWarning(
        `mirror sessions ${twin.sessionName} and ${session.sessionName} have the same VNI ${session.vni} and the same target: their packets cannot be told apart`,
      );
    }
  }
}
