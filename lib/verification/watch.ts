import { Resource } from '@cdktf/provider-null/lib/resource';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type VerificationVariables } from '../stack/stack-variables';
import { connectionTo } from './connection';
import { addNullProvider } from './null-provider';
import { remoteScript, watchDigest, watchProgram } from './remote-script';
import { type VerificationEnd } from './verification-props';
import { watchedLines, type Watched, type WatchedSessions } from './watch-plan';

export interface WatchProps {
  /** Where the copies arrive: the only server that is logged in to, besides the entrance on the way. */
  readonly target: VerificationEnd;
  readonly entrance: VerificationEnd;
  readonly plan: readonly Watched[];
  readonly sessions: WatchedSessions;
  /** How long is waited, in seconds. */
  readonly timeouts: {
    /** For the target to answer on SSH. */
    readonly connect: number;
    /** For a copy of each flow. */
    readonly watch: number;
  };
  readonly variables: VerificationVariables;
  /** What must exist before the login. */
  readonly dependsOn: readonly ITerraformDependable[];
  /** What the proof is of, besides what is watched: it is repeated when one of these changes. */
  readonly triggers: Readonly<Record<string, string>>;
}

/** Where the target keeps what it captures, beside that of a verification, which may run at the same time. */
const STATE_DIR = '/run/mirror-verification-watch';

/**
 * Proves a mirror of servers to which nobody may log in, by traffic that flows anyway: the target is watched until copies
 * of each flow have arrived with the right VNI, outer source and cut, or the time is up. Nothing is sent, so nothing is
 * controlled: that other traffic is not mirrored, it does not prove.
 */
export class Watch extends Construct {
  /** As that of a verification: there only after the first time that it has passed. */
  readonly proof: Readonly<Record<'id' | 'run', string>>;

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    const { target, entrance, plan, sessions, timeouts, variables } = props;
    const { name, privateIp, group, user = 'root' } = target;
    const script = remoteScript('watch', {
      ...{ SELF_NAME: name, SELF_IP: privateIp, SELF_GROUP: group, BY_SUDO: user !== 'root', STATE_DIR },
      ...{ WATCHED: watchedLines(plan, sessions), WATCH_SECONDS: timeouts.watch },
      ...watchProgram(),
    });
    addNullProvider(this);
    const resource = new Resource(this, 'Resource', {
      triggers: {
        run: Fn.tostring(variables.verificationRun.numberValue),
        ...props.triggers,
        private_ip: privateIp,
        mirror_rules: sessions.rules.map((rule) => rule.toString()).join('; '),
        packet_length: String(sessions.packetLength),
        watched: watchedLines(plan, sessions),
        scripts: watchDigest(),
      },
      dependsOn: [...props.dependsOn],
      provisioners: [
        {
          type: 'remote-exec',
          connection: connectionTo(target, entrance, variables, timeouts.connect),
          inline: [script],
        },
      ],
    });
    this.proof = { id: resource.id, run: resource.interpolationForAttribute('triggers["run"]').toString() };
  }
}
