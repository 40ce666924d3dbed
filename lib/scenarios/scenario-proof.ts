import { type ModelEnd, type ModelSession } from '../mirror/mirror-model';
import { type AnySettings, type MirrorSettings } from '../settings/settings';
import { proofPlan, type ProofPlan } from '../verification/proof-plan';
import { type VerificationProps } from '../verification/verification';
import { inboundTcpProof } from './inbound-tcp-proof';
import { otherVpcProof } from './other-vpc-proof';
import { tcpAndUdpProof } from './tcp-and-udp-proof';

/** What a scenario's settings say of its proof: what must be mirrored, by which sessions, to where. */
export interface ScenarioProof {
  /** Name of the server with the EIP. */
  readonly entrance: string;
  readonly flows: VerificationProps['flows'];
  readonly sessions: readonly ModelSession[];
  readonly settingNames: VerificationProps['settingNames'];
  /** Where the guide has the rule that lets the copies into a target, by the server's name. */
  readonly vxlanGuide?: Readonly<Record<string, string>>;
}

export function proofOf(settings: AnySettings): ScenarioProof {
  switch (settings.scenario) {
    case 'inbound-tcp':
      return inboundTcpProof(settings);
    case 'tcp-and-udp':
      return tcpAndUdpProof(settings);
    case 'other-vpc':
      return otherVpcProof(settings);
  }
}

/** The plan as the settings alone have it, before there is a stack. */
export function planOf(settings: AnySettings): ProofPlan {
  const { sessions, flows } = proofOf(settings);
  const ends = Object.values(settings.servers).map(({ name, privateIp }): ModelEnd => ({ name, privateIp }));
  return proofPlan({ model: { ends, sessions }, flows, controlPort: settings.verification.controlPort });
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
