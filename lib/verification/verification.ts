import { Resource } from '@cdktf/provider-null/lib/resource';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import {
  Fn,
  TerraformStack,
  type ITerraformDependable,
  type RemoteExecProvisioner,
  type SSHProvisionerConnection,
} from 'cdktf';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import { type ElasticIp } from '../network/elastic-ip';
import { type MirrorFilter } from '../mirror/mirror-filter';
import { type MirrorSession } from '../mirror/mirror-session';
import { type Server } from '../servers/server';
import { type InboundTcpGroups } from '../scenarios/inbound-tcp-groups';
import { type Settings } from '../settings/settings';
import { type VerificationVariables } from '../stack/stack-variables';
import { expectationOf, likelyCause, LONG_TEXT, NONCE_LENGTH, type Expectation } from './expectation';
import { remoteScript, verdictProgram, type ScriptName } from './remote-script';

interface VerificationProps {
  readonly settings: Settings;
  readonly servers: { readonly source: Server; readonly target: Server; readonly test: Server };
  readonly groups: InboundTcpGroups;
  readonly elasticIp: ElasticIp;
  readonly filter: MirrorFilter;
  readonly session: MirrorSession;
  readonly variables: VerificationVariables;
}

type Role = 'source' | 'target' | 'test';
type Variables = Readonly<Record<string, string | number | boolean>>;

/**
 * Seconds that what one step starts for a later one may live, beyond the time that the steps between may wait for SSH:
 * what those wait for themselves adds up to less.
 */
const GRACE = 300;

/** In root's home, not Terraform's /tmp: some images mount that noexec, and everybody on the server may write to it. */
const SCRIPT_PATH = './terraform_%RAND%.sh';

/**
 * Proves the mirror with real packets: two null_resources, whose remote-exec steps are each one server's part, that fail
 * the deploy unless exactly the right packets arrive at the mirror target. They run again when anything that they prove
 * changes, or when `verification_run` is raised.
 *
 * Steps that hand something to each other share a null_resource, because a failed one is tainted and repeated as a
 * whole: with a resource for each step, the next deploy would repeat the failed step without those before it.
 */
export class Verification extends Construct {
  readonly expectation: Expectation;
  /**
   * Which run has passed. Made of what the verification's resources have only after their last step has succeeded: an
   * output with this value does not exist before the first proof, and stays that of the last one when a later run fails.
   */
  readonly proof: Readonly<Record<'id' | 'run', string>>;
  private readonly props: VerificationProps;

  constructor(scope: Construct, id: string, props: VerificationProps) {
    super(scope, id);
    this.props = props;
    this.expectation = expectationOf(props.settings);
    new NullProvider(TerraformStack.of(this), 'null');
    const prepare = new Resource(this, 'prepare', {
      triggers: this.triggers(),
      dependsOn: [...this.needed()],
      provisioners: this.prepareSteps(),
    });
    const traffic = new Resource(this, 'traffic', {
      triggers: { prepared: prepare.id },
      dependsOn: [prepare],
      provisioners: this.trafficSteps(),
    });
    this.proof = { id: traffic.id, run: prepare.interpolationForAttribute('triggers["run"]').toString() };
  }

  /** nc on ECS-test, and through it on ECS-source: the guide's step 3. */
  private prepareSteps(): RemoteExecProvisioner[] {
    const { connectTimeout, installTimeout, updatePackages, proxyPort } = this.props.settings.verification;
    // ECS-test's own installation is part of the life of what it starts.
    const runsOfYum = updatePackages ? 4 : 2;
    const install = {
      INSTALL_TIMEOUT: installTimeout,
      UPDATE_PACKAGES: updatePackages,
      PROXY_PORT: proxyPort,
      EIP_NAME: this.props.settings.elasticIp.name,
      LIFETIME: runsOfYum * installTimeout + connectTimeout + GRACE,
    };
    return [
      this.step('prepare-test', 'test', { ...install, CONNECT_TIMEOUT: Math.min(connectTimeout, 120) }),
      this.step('prepare-source', 'source', install),
    ];
  }

  /** The guide's last step, "Check Whether the Mirror Session Works", with controls. */
  private trafficSteps(): RemoteExecProvisioner[] {
    const { mirror, listeningPort, verification } = this.props.settings;
    const traffic = {
      PORT: listeningPort,
      CONTROL_PORT: verification.controlPort,
      LONG_TEXT,
      // The id is a fresh random number each time that the resource is made.
      NONCE: `\${substr(sha1(self.id), 0, ${NONCE_LENGTH})}`,
      // From the capture on, SSH may have to be waited for four times.
      LIFETIME: 4 * verification.connectTimeout + GRACE,
    };
    return [
      this.step('capture', 'target', traffic),
      this.step('listen', 'source', traffic),
      this.step('send', 'test', traffic),
      this.step('check-source', 'source', traffic),
      this.step('check-target', 'target', {
        ...traffic,
        SESSION_NAME: mirror.sessionName,
        FILTER_NAME: mirror.filterName,
        VNI: mirror.vni,
        PACKET_LENGTH: mirror.packetLength,
        LIKELY_CAUSE: likelyCause(this.props.settings),
        CONTROLS: this.expectation.controls.map(({ mark }) => mark).join(' ') || 'none',
        ONLY_THIS_FLOW: this.expectation.onlyThisFlow,
        VERDICT_AWK: verdictProgram(),
      }),
    ];
  }

  private step(name: ScriptName, role: Role, variables: Variables): RemoteExecProvisioner {
    return {
      type: 'remote-exec',
      connection: this.connection(role),
      inline: [remoteScript(name, { ...this.names(), ...variables })],
    };
  }

  /** Who is who: every script may name every server. */
  private names(): Record<string, string> {
    const { servers, groups } = this.props;
    return Object.fromEntries(
      (['source', 'target', 'test'] as const).flatMap((role) => [
        [`${role.toUpperCase()}_NAME`, servers[role].name],
        [`${role.toUpperCase()}_IP`, servers[role].privateIp],
        [`${role.toUpperCase()}_GROUP`, groups[role].name],
      ]),
    );
  }

  /** Into ECS-test through its EIP, and through ECS-test into the other two. */
  private connection(role: Role): SSHProvisionerConnection {
    const { elasticIp, servers, settings, variables } = this.props;
    const { login } = variables;
    const bastion = { bastionHost: elasticIp.address, bastionUser: 'root', bastionPrivateKey: login.privateKey };
    return {
      type: 'ssh',
      host: role === 'test' ? elasticIp.address : servers[role].privateIp,
      user: 'root',
      ...login,
      timeout: `${settings.verification.connectTimeout}s`,
      scriptPath: SCRIPT_PATH,
      ...(role === 'test' ? {} : bastion),
    };
  }

  private needed(): readonly ITerraformDependable[] {
    const { filter, session, groups, elasticIp, servers } = this.props;
    return [
      session.resource,
      ...filter.dependables,
      ...groups.dependables,
      ...elasticIp.dependables,
      ...Object.values(servers).flatMap(({ dependables }) => dependables),
    ];
  }

  private triggers(): Record<string, string> {
    const { settings, servers, groups, elasticIp, filter, session, variables } = this.props;
    const { mirror, listeningPort, verification } = settings;
    const all = [settings.servers.source, settings.servers.target, settings.servers.test];
    return {
      run: Fn.tostring(variables.verificationRun.numberValue),
      servers: Fn.join(' ', [servers.source.serverId, servers.target.serverId, servers.test.serverId]),
      // Changed in place, which keeps the ids: a resized source may be of a family that cannot be mirrored.
      flavors: all.map(({ flavor }) => flavor).join(' '),
      private_ips: all.map(({ privateIp }) => privateIp).join(' '),
      network_interfaces: Fn.join(' ', [servers.source.networkInterfaceId, servers.target.networkInterfaceId]),
      elastic_ip: elasticIp.address,
      security_group_rules: Fn.sha1(Fn.join(' ', [...groups.ruleIds])),
      mirror_filter: Fn.join(' ', [filter.filterId, ...filter.ruleResources.map(({ id }) => id)]),
      mirror_rules: filter.rules.map((rule) => rule.toString()).join('; '),
      mirror_session: session.sessionId,
      enabled: String(mirror.enabled),
      priority: String(mirror.priority),
      vni: String(mirror.vni),
      packet_length: String(mirror.packetLength),
      ports: [listeningPort, verification.controlPort].join(' '),
      scripts: scriptsDigest(),
    };
  }
}

/** Changes when the scripts do, so that a better check runs against what stands already. */
function scriptsDigest(): string {
  const names: ScriptName[] = [
    'prepare-test',
    'prepare-source',
    'capture',
    'listen',
    'send',
    'check-source',
    'check-target',
  ];
  const text = [...names.map((name) => remoteScript(name, {})), verdictProgram()].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
