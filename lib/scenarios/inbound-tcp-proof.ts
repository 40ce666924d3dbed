import { type Settings } from '../settings/settings';
import { modelSession, type ScenarioProof } from './scenario-proof';

/** TCP from ECS-test to ECS-source is mirrored; and what the additional sessions are for. */
export function inboundTcpProof({ servers, listeningPort, mirror, additionalMirrors }: Settings): ScenarioProof {
  const { source, target, test } = servers;
  return {
    entrance: test.name,
    flows: [{ from: test.name, to: source.name, protocol: 'tcp', port: listeningPort, guide: 'Table 3' }],
    sessions: [
      modelSession(mirror, { source, target }, 'mirrorSession'),
      ...additionalMirrors.map((each, index) => modelSession(each, { source, target }, `additionalMirrors[${index}]`)),
    ],
    settingNames: { ports: 'listeningPort, verification.controlPort', proxyPort: 'verification.proxyPort' },
    vxlanGuide: { [target.name]: 'Table 4' },
  };
}
