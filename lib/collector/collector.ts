import { Resource } from '@cdktf/provider-null/lib/resource';
import { DataResource, type ITerraformDependable, type Precondition } from 'cdktf';
import { Construct } from 'constructs';
import { throwProblems } from '../values/input-error';
import { RING_FILE_MIB, RING_FILES } from '../values/limits';
import { checkProp } from '../values/prop-check';
import { shown } from '../values/shown';
import { checkInteger } from '../values/whole-number';
import { connectionTo, SCRIPT_PATH, type LoginEnd } from '../verification/connection';
import { addNullProvider } from '../verification/null-provider';
import { collectorDigest, collectorPrograms, remoteScript } from '../verification/remote-script';
import { type VerificationVariables } from '../stack/stack-variables';

export interface CollectorProps {
  /** False removes a collector that an earlier deploy has installed, with all that it has kept. */
  readonly enabled: boolean;
  /** The mirror target on which it is. */
  readonly target: LoginEnd & { readonly name: string };
  /** Through which Terraform logs in to the target, if that has no `host` of its own. */
  readonly entrance: LoginEnd;
  readonly variables: VerificationVariables;
  /** Seconds to wait for the target to answer on SSH. */
  readonly connectTimeout: number;
  /** How many files each session has: 2 to 1000. */
  readonly files: number;
  /** How long a file may be, in MiB: 1 to 2000. */
  readonly fileMib: number;
  /** A line `session VNI NAME` for each session that has this target; may be an expression of Terraform. */
  readonly sessions: string;
  /** What must exist before the first login. */
  readonly dependsOn: readonly ITerraformDependable[];
  /** It is installed again when one of these changes, such as the server's id. */
  readonly triggers: Readonly<Record<string, string>>;
  /** Whether the server outlives the stack, so that a destroy has to remove the collector. */
  readonly outlivesStack: boolean;
}

/** Seconds to wait for the server when the stack is destroyed. */
const REMOVAL_TIMEOUT = 60;

/**
 * A service on a mirror target that takes the copies out of VXLAN and keeps the last of them: a device and a ring of
 * capture files for each VNI, from the server's start on.
 *
 * It comes and goes by the way in, never by user data, which a server that stands does not run again: see
 * docs/decisions/0016-collectors-come-by-ssh.md.
 */
export class Collector extends Construct {
  /** Address of what installs it, for messages. */
  readonly address: string;
  /** Id of the same: another one after each change. */
  readonly installation: string;
  readonly dependables: readonly ITerraformDependable[];

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: CollectorProps) {
    super(scope, id);
    throwProblems(`collector on ${shown(props.target.name)}`, {
      files: checkProp(props.files, (value) => checkInteger(value, RING_FILES)),
      fileMib: checkProp(props.fileMib, (value) => checkInteger(value, RING_FILE_MIB)),
    });
    const { enabled, target, files, fileMib, sessions, triggers, dependsOn } = props;
    addNullProvider(this);
    const ring = `${files} ${fileMib}`;
    const { COLLECTOR } = collectorPrograms();
    const removal = enabled && props.outlivesStack ? [this.removeAtDestroy(props)] : [];
    const service = new Resource(this, 'service', {
      triggers: {
        collector: enabled ? 'on' : 'off',
        ...triggers,
        ...(enabled ? { sessions, ring, scripts: collectorDigest() } : {}),
      },
      dependsOn: [...dependsOn, ...removal],
      provisioners: [
        {
          type: 'remote-exec',
          connection: connectionTo(target, props.entrance, props.variables, props.connectTimeout),
          inline: [
            enabled
              ? scriptFor(target, 'collector-on', {
                  COLLECTOR,
                  SESSIONS: [`address ${target.privateIp}`, `ring ${ring}`, sessions].join('\n'),
                })
              : scriptFor(target, 'collector-off', { COLLECTOR }),
          ],
        },
      ],
    });
    this.address = `${service.terraformResourceType}.${service.friendlyUniqueId}`;
    this.installation = service.id;
    this.dependables = [service];
  }

  /**
   * A resource that does nothing until it is destroyed. A step of that time sees nothing but the resource itself, so the
   * way in is its input, which is updated in place: a replacement would remove the collector. The key can only be the
   * agent's: no variable is seen then, and none that is secret would be written down.
   */
  private removeAtDestroy({ target, entrance, variables, dependsOn }: CollectorProps): ITerraformDependable {
    const { COLLECTOR } = collectorPrograms();
    const resource = new DataResource(this, 'removal', {
      input: {
        host: target.host ?? target.privateIp,
        bastion_host: entrance.host ?? entrance.privateIp,
        agent_identity: variables.login.agentIdentity,
      },
      dependsOn: [...dependsOn],
      lifecycle: { precondition: [AGENT_ALONE] },
      provisioners: [
        {
          type: 'remote-exec',
          connection: {
            type: 'ssh',
            host: '${self.input.host}',
            user: target.user ?? 'root',
            agent: 'true',
            agentIdentity: '${self.input.agent_identity}',
            timeout: `${REMOVAL_TIMEOUT}s`,
            scriptPath: SCRIPT_PATH,
            bastionHost: '${self.input.bastion_host}',
            bastionUser: entrance.user ?? 'root',
          },
          inline: [scriptFor(target, 'collector-off', { COLLECTOR })],
        },
      ],
    });
    // CDKTF knows it of local-exec alone.
    resource.addOverride('provisioner.0.remote-exec.when', 'destroy');
    return resource;
  }
}

function scriptFor(
  { name, user = 'root' }: CollectorProps['target'],
  script: 'collector-on' | 'collector-off',
  variables: Readonly<Record<string, string>>,
): string {
  return remoteScript(script, { SELF_NAME: name, BY_SUDO: user !== 'root', ...variables });
}

const AGENT_ALONE: Precondition = {
  condition: '${var.ssh_private_key == null}',
  errorMessage:
    'the collector is removed by a destroy, to which Terraform shows no variable: leave ssh_private_key out and give the key to the ssh-agent, or leave collector out.',
};
