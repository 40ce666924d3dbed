import { type ModelEnd } from '../mirror/mirror-model';
import { type BuildingSettings } from '../settings/settings';
import { proofPlan, type ProofPlan } from '../verification/proof-plan';
import { inboundTcpProof } from './inbound-tcp-proof';
import { otherVpcProof } from './other-vpc-proof';
import { type ScenarioProof } from './scenario-proof';
import { tcpAndUdpProof } from './tcp-and-udp-proof';

export function proofOf(settings: BuildingSettings): ScenarioProof {
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
export function planOf(settings: BuildingSettings): ProofPlan {
  const { sessions, flows } = proofOf(settings);
  const ends = Object.values(settings.servers).map(({ name, privateIp }): ModelEnd => ({ name, privateIp }));
  return proofPlan({ model: { ends, sessions }, flows, controlPort: settings.verification.controlPort });
}
