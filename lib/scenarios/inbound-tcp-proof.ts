import { type ModelEnd, type ModelSession } from '../mirror/mirror-model';
import { type Settings } from '../settings/settings';
import { proofPlan, type ProofPlan } from '../verification/proof-plan';
import { type VerificationProps } from '../verification/verification';

/** The ends of the guide's scenario, as far as the settings know them. */
function endsOf({ servers }: Settings): readonly ModelEnd[] {
  return [servers.source, servers.target, servers.test].map(({ name, privateIp }) => ({ name, privateIp }));
}

/** What the verification of the guide's scenario takes from the settings: TCP from ECS-test to ECS-source is mirrored. */
export function proofOf(
  settings: Settings,
): Pick<
  VerificationProps,
  'entrance' | 'flows' | 'sessions' | 'controlPort' | 'timeouts' | 'install' | 'settingNames'
> {
  const { servers, listeningPort, verification, elasticIp } = settings;
  return {
    entrance: servers.test.name,
    flows: [
      { from: servers.test.name, to: servers.source.name, protocol: 'tcp', port: listeningPort, guide: 'Table 3' },
    ],
    sessions: sessionsOf(settings),
    controlPort: verification.controlPort,
    timeouts: { connect: verification.connectTimeout, install: verification.installTimeout },
    install: {
      update: verification.updatePackages,
      proxyPort: verification.proxyPort,
      elasticIp: elasticIp.name,
    },
    settingNames: { ports: 'listeningPort, verification.controlPort', proxyPort: 'verification.proxyPort' },
  };
}

export function planOf(settings: Settings): ProofPlan {
  const { sessions, flows, controlPort } = proofOf(settings);
  return proofPlan({ model: { ends: endsOf(settings), sessions }, flows, controlPort });
}

function sessionsOf({ mirror, additionalMirrors, servers }: Settings): readonly ModelSession[] {
  const settings = ['mirrorSession', ...additionalMirrors.map((_, index) => `additionalMirrors[${index}]`)];
  return [mirror, ...additionalMirrors].map((each, index) => ({
    ...{ name: each.sessionName, filterName: each.filterName, priority: each.priority, vni: each.vni },
    ...{ packetLength: each.packetLength, enabled: each.enabled, rules: each.rules },
    ...{ sources: [servers.source.name], target: servers.target.name, setting: settings[index] ?? '' },
  }));
}
