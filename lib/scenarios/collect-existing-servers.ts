import { Annotations, type ITerraformDependable, type TerraformStack } from 'cdktf';
import { Collector } from '../collector/collector';
import { type MirrorSessions } from '../mirror/mirror-sessions';
import { type ExistingTarget } from '../servers/existing-target';
import { type Settings } from '../settings/settings';
import { type VerificationVariables } from '../stack/stack-variables';
import { type ProvenCollector } from '../verification/verification-props';
import { bastionEnd, targetEnd } from './existing-servers-proof';
import { warnOfCuts } from './warnings';

interface Collected {
  readonly sessions: MirrorSessions;
  readonly target: ExistingTarget;
  /** The rules that let the copies into the target. */
  readonly rules: readonly ITerraformDependable[];
  readonly variables: () => VerificationVariables;
}

/**
 * A collector on the mirror target, or its removal, if the settings have a word about it.
 * @returns what is there to be proven
 */
export function collectExistingServers(
  stack: TerraformStack,
  settings: Settings<'existing-servers'>,
  { sessions, target, rules, variables }: Collected,
): readonly ProvenCollector[] {
  const { collector, serverMirror: mirror, verification } = settings;
  if (collector === undefined) return [];
  if (collector.enabled) warnOfCuts(Annotations.of(stack), [{ ...mirror, name: mirror.sessionName }]);
  const end = targetEnd(settings, `${target.interface}.address`);
  const { address, dependables, installation } = new Collector(stack, 'collector-target', {
    ...collector,
    ...{ target: end, entrance: bastionEnd(settings), variables: variables() },
    connectTimeout: verification.connectTimeout,
    sessions: `\${join("\\n", [for one in values(${sessions.all}) : "session \${one.virtual_network_id} \${one.name}"])}`,
    dependsOn: [sessions.resource, ...rules],
    triggers: { network_interface: target.id },
    outlivesStack: true,
  });
  return collector.enabled ? [{ target: end.name, address, installation, dependables }] : [];
}
