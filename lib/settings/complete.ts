/** What the settings of every scenario get beside what the user wrote: a gateway, a port for the control, rules as values. */
import { type MirrorRule } from '../mirror/mirror-rule';
import { PORT } from '../values/limits';
import { gatewayOf } from './address-plan';
import { type RuleReader } from './rule-reader';
import { type MirrorRuleSettings, type ParsedSettings } from './schema';
import { type Path } from './schema-reading';
import { SSH_PORT } from './together';

/** One filter with its session. */
export interface MirrorSettings {
  readonly filterName: string;
  readonly filterDescription?: string | undefined;
  readonly rules: readonly MirrorRule[];
  readonly sessionName: string;
  readonly sessionDescription?: string | undefined;
  readonly priority: number;
  readonly vni: number;
  readonly packetLength: number;
  readonly enabled: boolean;
}

export type NetworkSettings = ParsedSettings['network'] & { readonly gatewayIp: string };
export type VerificationSettings = ParsedSettings['verification'] & { readonly controlPort: number };

export function completeNetwork(network: ParsedSettings['network']): NetworkSettings {
  return { ...network, gatewayIp: gatewayOf(network) };
}

export function completeVerification(
  verification: ParsedSettings['verification'],
  listeningPort: number,
): VerificationSettings {
  return { ...verification, controlPort: verification.controlPort ?? besides(listeningPort) };
}

type ParsedMirror = Omit<MirrorSettings, 'rules'> & { readonly rules?: readonly MirrorRuleSettings[] | undefined };

/** @param standard the rules when the user gives none */
export function completeMirror(
  path: Path,
  mirror: ParsedMirror,
  rules: RuleReader,
  standard: () => MirrorRule[],
): MirrorSettings {
  return { ...mirror, rules: mirror.rules === undefined ? standard() : rules.read([...path, 'rules'], mirror.rules) };
}

/** A port next to the given one, and not sshd's, for the control that must not be mirrored. */
function besides(port: number): number {
  return (
    [port + 1, port - 1, port + 2].find((other) => other >= PORT.min && other <= PORT.max && other !== SSH_PORT) ?? 1
  );
}
