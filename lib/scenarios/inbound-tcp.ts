import { Annotations, TerraformStack, type TerraformElement } from 'cdktf';
import { type Construct } from 'constructs';
import { KpsKeypair } from '../../.gen/providers/huaweicloud/kps-keypair';
import { ElasticIp } from '../network/elastic-ip';
import { Image } from '../servers/image';
import { MirrorFilter } from '../mirror/mirror-filter';
import { MirrorSession } from '../mirror/mirror-session';
import { MirrorTarget } from '../mirror/mirror-target';
import { Network } from '../network/network';
import { checkFlavors, checkSessionPriority } from '../stack/plan-checks';
import { addProvider } from '../stack/provider';
import { Server } from '../servers/server';
import { ServerGroups } from './inbound-tcp-groups';
import { type MirrorSettings, type Settings } from '../settings/settings';
import { addStackOutputs } from '../stack/stack-outputs';
import { publicKeyIsPublic, trimmed } from '../stack/ssh-public-key';
import { addStackVariables, addVerificationVariables } from '../stack/stack-variables';
import { addStateBackend } from '../stack/state-backend';
import { diskOf } from '../servers/system-disk';
import { Verification } from '../verification/verification';

/**
 * The guide "Mirroring Inbound TCP Traffic to a Single Network Interface": a VPC with three ECSs, a mirror session from
 * ECS-source to ECS-target, and the proof that it works.
 */
export class TrafficMirroringStack extends TerraformStack {
  readonly network: Network;
  readonly groups: ServerGroups;
  readonly servers: { readonly source: Server; readonly target: Server; readonly test: Server };
  /** Absent without public access. */
  readonly elasticIp?: ElasticIp;
  readonly filter: MirrorFilter;
  readonly session: MirrorSession;
  /** Absent without public access, or when switched off. */
  readonly verification?: Verification;
  private readonly settings: Settings;
  private readonly keyPair: KpsKeypair;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.settings = settings;
    // Ephemeral variables, of which ssh_private_key is one, came with Terraform 1.10.
    this.addOverride('terraform.required_version', '>= 1.10');
    addStateBackend(this, settings.stateBackend);
    addProvider(this, settings);
    const variables = addStackVariables(this);

    this.network = new Network(this, 'network', { ...settings.network, ...this.tagging() });
    this.groups = new ServerGroups(this, 'security-group', {
      settings,
      trustedCidr: variables.trustedCidr.stringValue,
    });
    this.keyPair = new KpsKeypair(this, 'key-pair', {
      name: settings.keyPairName,
      publicKey: trimmed(variables.sshPublicKey),
      lifecycle: { precondition: [publicKeyIsPublic(this)] },
    });
    this.servers = {
      source: this.server('source'),
      target: this.server('target'),
      test: this.server('test'),
    };
    if (settings.planChecks) checkFlavors(this, Object.values(settings.servers));
    if (settings.publicAccess) {
      this.elasticIp = new ElasticIp(this, 'elastic-ip', {
        ...settings.elasticIp,
        server: this.servers.test,
        ...this.tagging(),
      });
    }
    ({ filter: this.filter, session: this.session } = this.mirror('mirror', settings.mirror));
    const additional = settings.additionalMirrors.map((mirror, index) => this.mirror(`mirror-${index + 2}`, mirror));
    this.warnOfSameVni();

    if (settings.verification.enabled && this.elasticIp !== undefined) {
      this.verification = new Verification(this, 'verification', {
        settings,
        servers: this.servers,
        groups: this.groups,
        elasticIp: this.elasticIp,
        filter: this.filter,
        session: this.session,
        variables: addVerificationVariables(this),
      });
    }
    addStackOutputs(this, {
      network: this.network,
      groups: this.groups,
      servers: this.servers,
      filter: this.filter,
      session: this.session,
      additionalSessions: additional.map(({ session }) => session),
      ...(this.elasticIp === undefined ? {} : { elasticIp: this.elasticIp }),
      ...(this.verification === undefined ? {} : { verification: this.verification }),
    });
  }

  /**
   * Addresses in the state are the path of the construct, without CDKTF's hash: `huaweicloud_vpc.network_vpc`. They
   * are a contract: a changed one would destroy and create a user's resource.
   */
  protected override allocateLogicalId(element: TerraformElement): string {
    const path = element.node.scopes.slice(element.node.scopes.indexOf(this) + 1).map(({ node }) => node.id);
    return path
      .filter((part) => part !== 'Resource')
      .join('_')
      .replaceAll('-', '_');
  }

  private server(role: 'source' | 'target' | 'test'): Server {
    const { availabilityZone, image: ownImage, systemDisk, ...server } = this.settings.servers[role];
    const image = this.image(ownImage ?? this.settings.image);
    return new Server(this, `ecs-${role}`, {
      ...server,
      imageId: image.imageId,
      postcondition: image.postconditionOf(server.name),
      systemDisk: diskOf(this.settings.systemDisk, systemDisk),
      subnetId: this.network.subnetId,
      securityGroupIds: [this.groups[role].groupId],
      keyPair: this.keyPair.name,
      ...(availabilityZone === undefined ? {} : { availabilityZone }),
      ...this.tagging(),
    });
  }

  /** Each image is looked up once. */
  private readonly images = new Map<string, Image>();

  private image(name: string): Image {
    const id = this.images.size === 0 ? 'image' : `image-${this.images.size + 1}`;
    const image = this.images.get(name) ?? new Image(this, id, { image: name });
    this.images.set(name, image);
    return image;
  }

  private mirror(id: string, mirror: MirrorSettings): { filter: MirrorFilter; session: MirrorSession } {
    const filter = new MirrorFilter(this, `${id}-filter`, {
      name: mirror.filterName,
      rules: mirror.rules,
      ...(mirror.filterDescription === undefined ? {} : { description: mirror.filterDescription }),
    });
    const session = new MirrorSession(this, `${id}-session`, {
      name: mirror.sessionName,
      filter,
      sources: [this.servers.source.networkInterfaceId],
      target: MirrorTarget.networkInterface(this.servers.target.networkInterfaceId),
      priority: mirror.priority,
      vni: mirror.vni,
      packetLength: mirror.packetLength,
      enabled: mirror.enabled,
      dependsOn: [...this.groups.dependables, ...(this.elasticIp === undefined ? [] : [this.elasticIp.dependable])],
      ...(mirror.sessionDescription === undefined ? {} : { description: mirror.sessionDescription }),
    });
    if (this.settings.planChecks) checkSessionPriority(session, mirror.priority);
    return { filter, session };
  }

  private tagging(): { tags: Readonly<Record<string, string>>; enterpriseProjectId?: string } {
    const { tags, enterpriseProjectId } = this.settings;
    return { tags, ...(enterpriseProjectId === undefined ? {} : { enterpriseProjectId }) };
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
