import { Fn, type ITerraformDependable } from 'cdktf';
import { type Construct } from 'constructs';
import { KpsKeypair } from '../../.gen/providers/huaweicloud/kps-keypair';
import { MirrorFilter } from '../mirror/mirror-filter';
import { MirrorSession } from '../mirror/mirror-session';
import { MirrorTarget } from '../mirror/mirror-target';
import { checkSessionPriority } from '../mirror/session-priority';
import { ElasticIp } from '../network/elastic-ip';
import { type ISecurityGroup } from '../network/security-group';
import { checkFlavors } from '../servers/flavors';
import { Image } from '../servers/image';
import { Server } from '../servers/server';
import { diskOf } from '../servers/system-disk';
import { type BuildingSettings, type MirrorSettings } from '../settings/settings';
import { addStackVariables, type StackVariables } from '../stack/stack-variables';
import { publicKeyIsPublic, trimmed } from '../stack/ssh-public-key';
import { Collector } from '../collector/collector';
import { Verification } from '../verification/verification';
import { type ProvenCollector } from '../verification/verification-props';
import { proofOf } from './proof-of';
import { SettingsStack } from './settings-stack';

type ServerSettings = BuildingSettings['servers']['source'];

/** A mirror as the settings have it: a filter and the session that uses it. */
export interface Mirror {
  readonly filter: MirrorFilter;
  readonly session: MirrorSession;
}

/** What the proof needs of a stack beside its settings. */
interface Proven {
  readonly servers: readonly { readonly server: Server; readonly group: ISecurityGroup }[];
  readonly elasticIp: ElasticIp | undefined;
  readonly groups: { readonly dependables: readonly ITerraformDependable[]; readonly ruleIds: readonly string[] };
  readonly mirrors: readonly Mirror[];
  readonly collectors?: readonly ProvenCollector[];
  /** What else must exist before the first login. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** What the stacks of all scenarios have whose servers they make, and how they make it. */
export abstract class ScenarioStack<T extends BuildingSettings> extends SettingsStack<T> {
  /** Absent without public access, or when switched off. */
  abstract readonly verification?: Verification;
  protected readonly variables: StackVariables;

  constructor(scope: Construct, settings: T, id: string = settings.scenario) {
    super(scope, settings, id);
    this.variables = addStackVariables(this);
  }

  /** Without a way in from outside, nothing can be verified. */
  get isVerified(): boolean {
    return this.settings.verification.enabled && this.settings.publicAccess;
  }

  /** Proves the mirrors; nothing where there is no way in, or nothing is wanted. */
  protected verify({
    servers,
    elasticIp,
    groups,
    mirrors,
    collectors = [],
    dependsOn = [],
  }: Proven): Verification | undefined {
    if (!this.settings.verification.enabled || elasticIp === undefined) return undefined;
    const { vxlanGuide = {}, ways = {}, ...proof } = proofOf(this.settings);
    const { verification } = this.settings;
    const flavors = new Map(Object.values(this.settings.servers).map(({ name, flavor }) => [name, flavor]));
    const filters = mirrors.map(({ filter }) => filter);
    const sessions = mirrors.map(({ session }) => session);
    const mirrored = servers.filter(({ server }) =>
      proof.sessions.some(({ sources, target }) => [...sources, target].includes(server.name)),
    );
    return new Verification(this, 'verification', {
      ...proof,
      controlPort: verification.controlPort,
      timeouts: { connect: verification.connectTimeout, install: verification.installTimeout },
      install: {
        update: verification.updatePackages,
        proxyPort: verification.proxyPort,
        elasticIp: this.settings.elasticIp.name,
      },
      ends: servers.map(({ server: { name, privateIp, networkInterfaceId }, group }) => ({
        ...{ name, privateIp, networkInterfaceId, group: group.name, flavor: flavors.get(name) ?? '' },
        ...(vxlanGuide[name] === undefined ? {} : { vxlanGuide: vxlanGuide[name] }),
        ...(ways[name] === undefined ? {} : { way: ways[name] }),
        ...(name === proof.entrance ? { host: elasticIp.address } : {}),
      })),
      variables: this.loginVariables,
      ...(collectors.length === 0 ? {} : { collectors }),
      dependsOn: [
        ...sessions.map(({ resource }) => resource),
        ...filters.flatMap(({ dependables }) => dependables),
        ...groups.dependables,
        ...elasticIp.dependables,
        ...dependsOn,
        ...servers.flatMap(({ server }) => server.dependables),
      ],
      triggers: {
        servers: joined(servers.map(({ server }) => server.serverId)),
        // Changed in place, which keeps the ids: a resized source may be of a family that cannot be mirrored.
        flavors: servers.map(({ server }) => flavors.get(server.name)).join(' '),
        network_interfaces: joined(mirrored.map(({ server }) => server.networkInterfaceId)),
        elastic_ip: elasticIp.address,
        security_group_rules: Fn.sha1(joined([...groups.ruleIds])),
        mirror_filter: joined(
          filters.flatMap((filter) => [filter.filterId, ...filter.ruleResources.map(({ id }) => id)]),
        ),
        mirror_session: joined(sessions.map(({ sessionId }) => sessionId)),
      },
    });
  }

  /**
   * A collector on each of these mirror targets, or its removal, if the settings have a word about it.
   * @returns those that are there
   */
  protected collect(
    targets: readonly Server[],
    { servers, elasticIp, groups, dependsOn = [] }: Omit<Proven, 'mirrors' | 'collectors'>,
  ): readonly ProvenCollector[] {
    const { collector, verification } = this.settings;
    if (collector === undefined || elasticIp === undefined) return [];
    const { entrance: name, sessions } = proofOf(this.settings);
    const { privateIp = '' } = servers.find(({ server }) => server.name === name)?.server ?? {};
    const entrance = { privateIp, host: elasticIp.address };
    const all = targets.map((target) => {
      const { address, dependables, installation } = new Collector(
        this,
        target.node.id.replace(/^ecs-/, 'collector-'),
        {
          ...collector,
          target: { name: target.name, privateIp: target.privateIp },
          ...{ entrance, variables: this.loginVariables, connectTimeout: verification.connectTimeout },
          sessions: sessions
            .filter((session) => session.target === target.name)
            .map((session) => `session ${session.vni} ${session.name}`)
            .join('\n'),
          dependsOn: [
            ...groups.dependables,
            ...elasticIp.dependables,
            ...dependsOn,
            ...servers.flatMap(({ server }) => server.dependables),
          ],
          triggers: { server: target.serverId },
          outlivesStack: false,
        },
      );
      return { target: target.name, address, installation, dependables };
    });
    return collector.enabled ? all : [];
  }

  /** The key pair of all servers, by name. */
  protected addKeyPair(): string {
    const keyPair = new KpsKeypair(this, 'key-pair', {
      name: this.settings.keyPairName,
      publicKey: trimmed(this.variables.sshPublicKey),
      lifecycle: { precondition: [publicKeyIsPublic(this)] },
    });
    return keyPair.name;
  }

  protected addServer(
    id: string,
    settings: ServerSettings,
    props: { readonly subnetId: string; readonly group: ISecurityGroup; readonly keyPair: string },
  ): Server {
    const { availabilityZone, image: ownImage, systemDisk, ...server } = settings;
    const image = this.image(ownImage ?? this.settings.image);
    return new Server(this, id, {
      ...server,
      imageId: image.imageId,
      postcondition: image.postconditionOf(server.name),
      systemDisk: diskOf(this.settings.systemDisk, systemDisk),
      subnetId: props.subnetId,
      securityGroupIds: [props.group.groupId],
      keyPair: props.keyPair,
      availabilityZone,
      ...this.tagging(),
    });
  }

  /** Asks at plan whether the region sells what the servers are to be. */
  protected askForFlavors(): void {
    if (this.settings.planChecks) checkFlavors(this, Object.values(this.settings.servers));
  }

  /** None without public access. */
  protected addElasticIp(server: Server): ElasticIp | undefined {
    if (!this.settings.publicAccess) return undefined;
    return new ElasticIp(this, 'elastic-ip', { ...this.settings.elasticIp, server, ...this.tagging() });
  }

  protected addMirror(
    id: string,
    mirror: MirrorSettings,
    props: { readonly source: Server; readonly target: Server; readonly dependsOn: readonly ITerraformDependable[] },
  ): Mirror {
    const filter = new MirrorFilter(this, `${id}-filter`, {
      name: mirror.filterName,
      rules: mirror.rules,
      description: mirror.filterDescription,
    });
    const session = new MirrorSession(this, `${id}-session`, {
      name: mirror.sessionName,
      filter,
      sources: [props.source.networkInterfaceId],
      target: MirrorTarget.networkInterface(props.target.networkInterfaceId),
      priority: mirror.priority,
      vni: mirror.vni,
      packetLength: mirror.packetLength,
      enabled: mirror.enabled,
      dependsOn: props.dependsOn,
      description: mirror.sessionDescription,
    });
    if (this.settings.planChecks) checkSessionPriority(session, mirror.priority);
    return { filter, session };
  }

  protected tagging(): Pick<BuildingSettings, 'tags' | 'enterpriseProjectId'> {
    const { tags, enterpriseProjectId } = this.settings;
    return { tags, enterpriseProjectId };
  }

  /** Each image is looked up once. */
  private readonly images = new Map<string, Image>();

  private image(name: string): Image {
    const id = this.images.size === 0 ? 'image' : `image-${this.images.size + 1}`;
    const image = this.images.get(name) ?? new Image(this, id, { image: name });
    this.images.set(name, image);
    return image;
  }
}

function joined([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : Fn.join(' ', [first, ...others]);
}
