import { Resource } from '@cdktf/provider-null/lib/resource';
import { Fn, TerraformLocal, type RemoteExecProvisioner } from 'cdktf';
import { Construct } from 'constructs';
import { endOf, type ModelSession } from '../mirror/mirror-model';
import { connectionTo } from './connection';
import { keptLines } from './kept-lines';
import { addNullProvider } from './null-provider';
import { NONCE_LENGTH } from './obstacle';
import { planData } from './plan-data';
import { isPositive, proofPlan, type ProofPlan } from './proof-plan';
import { collectorPrograms, remoteScript, scriptsDigest, verdictPrograms, type ScriptName } from './remote-script';
import {
  expectedLines,
  listenerLines,
  namesOf,
  probeLines,
  probesOf,
  receiversOf,
  sendersOf,
  sendLines,
} from './step-data';
import { lastMarks, verdictTable } from './verdict-table';
import { type VerificationEnd, type VerificationProps } from './verification-props';

type Variables = Readonly<Record<string, string | number | boolean>>;

/**
 * Seconds that what one step starts for a later one may live, beyond the time that the steps between may wait for SSH:
 * what those wait for themselves adds up to less.
 */
const GRACE = 300;

/** Where a server that has more than one part in the traffic keeps the state of each. */
const STATE_DIR = '/run/mirror-verification';
/** Where the entrance keeps that of its proxy: it ends before the traffic, in which the entrance may have any part. */
const PROXY_STATE_DIR = `${STATE_DIR}-proxy`;

/**
 * Proves a mirror with real packets: two null_resources, whose remote-exec steps are each one server's part, that fail
 * the deploy unless exactly the right packets arrive at the mirror targets. They run again when anything that they prove
 * changes, or when `verification_run` is raised. What is to be proven is in the JSON as `local.proof_plan`, see plan-data.ts.
 *
 * Steps that hand something to each other share a null_resource, because a failed one is tainted and repeated as a
 * whole: with a resource for each step, the next deploy would repeat the failed step without those before it.
 */
export class Verification extends Construct {
  readonly plan: ProofPlan;
  /**
   * Which run has passed. Made of what the verification's resources have only after their last step has succeeded: an
   * output with this value does not exist before the first proof, and stays that of the last one when a later run fails.
   */
  readonly proof: Readonly<Record<'id' | 'run', string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VerificationProps,
  ) {
    super(scope, id);
    const { ends, sessions, flows, controlPort } = props;
    this.plan = proofPlan({ model: { ends, sessions }, flows, controlPort });
    addNullProvider(this);
    const prepare = new Resource(this, 'prepare', {
      triggers: this.triggers(),
      dependsOn: [...props.dependsOn],
      provisioners: this.prepareSteps(),
    });
    const { collectors = [] } = props;
    const traffic = new Resource(this, 'traffic', {
      triggers: {
        prepared: prepare.id,
        ...(collectors.length === 0
          ? {}
          : { collectors: collectors.map(({ installation }) => installation).join(' ') }),
      },
      dependsOn: [prepare, ...collectors.flatMap(({ dependables }) => dependables)],
      provisioners: this.trafficSteps(),
    });
    this.proof = { id: traffic.id, run: prepare.interpolationForAttribute('triggers["run"]').toString() };
    new TerraformLocal(this, 'proof-plan', planData(this.plan, ends)).overrideLogicalId('proof_plan');
  }

  /** nc on the entrance, and through it on the others that need it: the guide's step 3. */
  private prepareSteps(): RemoteExecProvisioner[] {
    const { props } = this;
    const { timeouts, install, entrance } = props;
    const users = this.usersOfNc();
    const others = users.filter((name) => name !== entrance);
    const peers = props.ends.filter((end) => end.name !== entrance && this.hasPart(end.name));
    const self = this.end(entrance);
    // The entrance's own installation is part of the life of what it starts.
    const runsOfYum = install?.update === true ? 4 : 2;
    const common = {
      INSTALL: install !== undefined,
      INSTALL_TIMEOUT: timeouts.install,
      UPDATE_PACKAGES: install?.update ?? false,
      PROXY_PORT: install?.proxyPort ?? '',
      EIP_NAME: install?.elasticIp ?? '',
      LIFETIME: runsOfYum * timeouts.install + timeouts.connect + GRACE,
    };
    const served = install === undefined ? [] : others.map((name) => this.end(name));
    return [
      this.step('prepare-test', entrance, {
        ...common,
        STATE_DIR: PROXY_STATE_DIR,
        LOGIN_USER: self.user ?? 'root',
        PEERS: peers
          .map(({ name, privateIp, group, way }) =>
            [name, privateIp, group, ...(way === undefined ? [] : [way])].join('|'),
          )
          .join('\n'),
        PEER_NAMES: namesOf(peers),
        NEEDS_NC: users.includes(entrance) || served.length > 0,
        PROXY_FOR: served.map(({ privateIp }) => privateIp).join(','),
        PROXY_NAMES: namesOf(served),
        PROXY_SETTING: props.settingNames.proxyPort,
        CONNECT_TIMEOUT: Math.min(timeouts.connect, 120),
      }),
      ...others.map((name) =>
        this.step('prepare-source', name, { ...common, PROXY_NAME: self.name, PROXY_IP: self.privateIp }),
      ),
      // Who sends or receives ends it then: the guide's ECS-test.
      ...(served.length > 0 && !users.includes(entrance) ? [this.step('end-proxy', entrance, {})] : []),
    ];
  }

  /** The guide's last step, "Check Whether the Mirror Session Works", with controls. */
  private trafficSteps(): RemoteExecProvisioner[] {
    const { plan, props } = this;
    const { ends } = props;
    const receivers = receiversOf(plan);
    const probes = probesOf(plan);
    const steps = 2 * plan.targets.length + 2 * receivers.length + plan.turns.length;
    const traffic = {
      // The id is a fresh random number each time that the resource is made.
      NONCE: `\${substr(sha1(self.id), 0, ${NONCE_LENGTH})}`,
      // From the first capture on, SSH may have to be waited for before each further step.
      LIFETIME: (steps - 1) * props.timeouts.connect + GRACE,
    };
    const isReceiver = (name: string): boolean => receivers.includes(name);
    const seen = new Set<string>();
    return [
      ...plan.targets.map((name) => this.step('capture', name, { ...traffic, ...this.state('capture', name) })),
      ...receivers.map((name) =>
        this.step('listen', name, {
          ...traffic,
          ...this.state('listen', name),
          LISTENERS: listenerLines(name, plan),
          PROBES: probeLines(name, probes, plan),
          PORT_SETTINGS: props.settingNames.ports,
        }),
      ),
      ...plan.turns.map((turn) => {
        const isFirst = !seen.has(turn.sender);
        seen.add(turn.sender);
        return this.step('send', turn.sender, {
          ...traffic,
          HAS_STATE: isReceiver(turn.sender) || plan.targets.includes(turn.sender),
          PROBES: isFirst && !isReceiver(turn.sender) ? probeLines(turn.sender, probes, plan) : '',
          SENDS: sendLines(turn, plan, ends),
        });
      }),
      ...receivers.map((name) =>
        this.step('check-source', name, {
          ...traffic,
          ...this.state('listen', name),
          EXPECTED: expectedLines(name, plan),
        }),
      ),
      ...plan.targets.map((name) =>
        this.step('check-target', name, {
          ...traffic,
          ...this.state('capture', name),
          LAST_MARKS: lastMarks(plan, name).join(' '),
          PLAN: verdictTable(plan, name, ends, probes),
          ...verdictPrograms(),
        }),
      ),
      ...(this.props.collectors ?? [])
        .map(({ target, address }) => ({ target, address, KEPT: keptLines(plan, target) }))
        .filter(({ KEPT }) => KEPT !== '')
        .map(({ target, address, KEPT }) =>
          this.step('check-collector', target, {
            ...{ ...traffic, KEPT, COLLECTOR_ADDRESS: address },
            KEPT_AWK: collectorPrograms().KEPT_AWK,
          }),
        ),
    ];
  }

  /** A server that both receives and gets copies keeps the two apart. */
  private state(part: 'capture' | 'listen', name: string): Record<string, string> {
    const hasBoth = this.plan.targets.includes(name) && receiversOf(this.plan).includes(name);
    return hasBoth ? { STATE_DIR: `${STATE_DIR}-${part}` } : {};
  }

  private step(name: ScriptName, on: string, variables: Variables): RemoteExecProvisioner {
    const { entrance, timeouts, variables: login } = this.props;
    const { privateIp, group, user = 'root' } = this.end(on);
    const self = { SELF_NAME: on, SELF_IP: privateIp, SELF_GROUP: group, BY_SUDO: user !== 'root' };
    return {
      type: 'remote-exec',
      connection: connectionTo(this.end(on), this.end(entrance), login, timeouts.connect),
      inline: [remoteScript(name, { ...self, PROXY_STATE_DIR, ...variables })],
    };
  }

  private end(name: string): VerificationEnd {
    return endOf(name, this.props) as VerificationEnd;
  }

  private usersOfNc(): readonly string[] {
    return [...new Set([...receiversOf(this.plan), ...sendersOf(this.plan)])];
  }

  private hasPart(name: string): boolean {
    return this.usersOfNc().includes(name) || this.plan.targets.includes(name);
  }

  private triggers(): Record<string, string> {
    const { ends, sessions, controlPort, variables, triggers } = this.props;
    const each = (of: (session: ModelSession) => string | number | boolean): string =>
      sessions.map((session) => String(of(session))).join(' ');
    const positives = this.plan.rows.filter(isPositive);
    return {
      run: Fn.tostring(variables.verificationRun.numberValue),
      ...triggers,
      private_ips: ends.map(({ privateIp }) => privateIp).join(' '),
      mirror_rules: sessions.flatMap(({ rules }) => rules.map((rule) => rule.toString())).join('; '),
      enabled: each(({ enabled }) => enabled),
      priority: each(({ priority }) => priority),
      vni: each(({ vni }) => vni),
      packet_length: each(({ packetLength }) => packetLength),
      ports: [...new Set(positives.flatMap(({ flow }) => flow.port ?? [])), controlPort].join(' '),
      scripts: scriptsDigest(),
    };
  }
}
