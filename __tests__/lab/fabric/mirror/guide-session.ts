import { type TopologyMirrorRule, type TopologyMirrorSession } from '../../../../lab/topology/topology';

/** The filter rule of the guide's Table 5. */
export function guideRule(changes: Partial<TopologyMirrorRule> = {}): TopologyMirrorRule {
  return {
    direction: 'ingress',
    priority: 1,
    ethertype: 'IPv4',
    protocol: 'tcp',
    action: 'accept',
    sourceCidr: '192.168.0.161/32',
    destinationCidr: '192.168.0.230/32',
    destinationPorts: { from: 1234, to: 1234 },
    ...changes,
  };
}

/** A rule that matches everything of one direction and ethertype. */
export function everything(changes: Partial<TopologyMirrorRule> = {}): TopologyMirrorRule {
  return { direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'all', action: 'accept', ...changes };
}

/** The guide's session, from ECS-source to ECS-target. */
export function guideSession(changes: Partial<TopologyMirrorSession> = {}): TopologyMirrorSession {
  return {
    id: 'mirror-session-A',
    enabled: true,
    priority: 1,
    vni: 1,
    packetLength: 96,
    sourceInterfaceIds: ['source'],
    targetInterfaceId: 'target',
    rules: [guideRule()],
    ...changes,
  };
}

export const GUIDE_SOURCE = { mac: 'fa:16:3e:7e:d6:bc', ipv4: '192.168.0.230' } as const;

export const GUIDE_TARGET = {
  ipv4: '192.168.0.164',
  mac: 'fa:16:3e:7e:d6:7a',
  gatewayMac: 'fa:16:3e:d1:6b:5d',
  device: 'mirror0',
} as const;
