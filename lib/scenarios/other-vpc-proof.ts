import { type Settings } from '../settings/settings';
import { modelSession, type ScenarioProof } from './scenario-proof';

/**
 * What ECS-test-B and ECS-source send each other arrives at the target, in both directions; what the first rules reject,
 * between ECS-test-A and ECS-source, is sent as a control.
 */
export function otherVpcProof(settings: Settings<'other-vpc'>): ScenarioProof {
  const { source, target, testA, testB } = settings.servers;
  const { network, targetNetwork, peeringName } = settings;
  const way = `peering connection ${peeringName} and its routes in ${network.vpcName} and ${targetNetwork.vpcName}`;
  const port = settings.listeningPort;
  return {
    entrance: testA.name,
    flows: [
      { from: testB.name, to: source.name, protocol: 'tcp', port },
      { from: source.name, to: testB.name, protocol: 'tcp', port },
    ],
    sessions: [modelSession(settings.tcpMirror, { source, target }, 'tcpMirror')],
    ways: { [target.name]: way, [testB.name]: way },
    settingNames: { ports: 'listeningPort, verification.controlPort', proxyPort: 'verification.proxyPort' },
  };
}
