import { type Settings } from '../settings/settings';
import { modelSession, type ScenarioProof } from './scenario-proof';

/** TCP from ECS-test to ECS-source arrives at the first target, UDP at the second, each at no other. */
export function tcpAndUdpProof(settings: Settings<'tcp-and-udp'>): ScenarioProof {
  const { source, target01, target02, test } = settings.servers;
  const flow = { from: test.name, to: source.name, port: settings.listeningPort };
  return {
    entrance: test.name,
    flows: [
      { ...flow, protocol: 'tcp' },
      { ...flow, protocol: 'udp' },
    ],
    sessions: [
      modelSession(settings.tcpMirror, { source, target: target01 }, 'tcpMirror'),
      modelSession(settings.udpMirror, { source, target: target02 }, 'udpMirror'),
    ],
    settingNames: { ports: 'listeningPort, verification.controlPort', proxyPort: 'verification.proxyPort' },
  };
}
