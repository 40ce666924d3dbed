import { type ModelSession } from '../mirror/mirror-model';
import { type MirrorSettings } from '../settings/settings';
import { type VerificationProps } from '../verification/verification-props';

/** What a scenario's settings say of its proof: what must be mirrored, by which sessions, to where. */
export interface ScenarioProof {
  /** Name of the server with the EIP. */
  readonly entrance: string;
  readonly flows: VerificationProps['flows'];
  readonly sessions: readonly ModelSession[];
  readonly settingNames: VerificationProps['settingNames'];
  /** Where the guide has the rule that lets the copies into a target, by the server's name. */
  readonly vxlanGuide?: Readonly<Record<string, string>>;
  /** What leads from the entrance to a server in another VPC, by the server's name, for messages. */
  readonly ways?: Readonly<Record<string, string>>;
}

/** A session of the settings, as the model has it. */
export function modelSession(
  { sessionName, filterName, priority, vni, packetLength, enabled, rules }: MirrorSettings,
  ends: { readonly source: { readonly name: string }; readonly target: { readonly name: string } },
  setting: string,
): ModelSession {
  return {
    ...{ name: sessionName, filterName, priority, vni, packetLength, enabled, rules, setting },
    ...{ sources: [ends.source.name], target: ends.target.name },
  };
}
