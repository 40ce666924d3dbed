import { MirrorRule } from '../mirror/mirror-rule';
import { checkAddressPlan } from './address-plan';
import { completeMirror, completeNetwork, completeVerification } from './complete';
import { type MirrorSettings, type NetworkSettings, type VerificationSettings } from './complete';
import { type RuleReader } from './rule-reader';
import { type ParsedSettings } from './schema';
import { type SoundPart } from './sound-part';
import { checkCommon, checkUnique } from './together';

type Parsed = ParsedSettings<'tcp-and-udp'>;

/** Inbound TCP to one target and inbound UDP to another, complete. */
export interface TcpAndUdpSettings extends Omit<Parsed, 'network' | 'verification' | 'tcpMirror' | 'udpMirror'> {
  readonly network: NetworkSettings;
  readonly verification: VerificationSettings;
  readonly tcpMirror: MirrorSettings;
  readonly udpMirror: MirrorSettings;
}

export function completeTcpAndUdp(data: Parsed, rules: RuleReader): TcpAndUdpSettings {
  const accepted = (protocol: 'tcp' | 'udp') => () => [
    MirrorRule.accept({
      direction: 'ingress',
      priority: 1,
      protocol,
      source: `${data.servers.test.privateIp}/32`,
      destination: `${data.servers.source.privateIp}/32`,
    }),
  ];
  return {
    ...data,
    network: completeNetwork(data.network),
    verification: completeVerification(data.verification, data.listeningPort),
    tcpMirror: completeMirror(['tcpMirror'], data.tcpMirror, rules, accepted('tcp')),
    udpMirror: completeMirror(['udpMirror'], data.udpMirror, rules, accepted('udp')),
  };
}

export function checkTcpAndUdp(part: SoundPart<Parsed>, { verification }: TcpAndUdpSettings): string[] {
  const both = (key: string) => [
    ['tcpMirror', key],
    ['udpMirror', key],
  ];
  return [
    ...checkAddressPlan(part, [{ network: 'network', servers: ['source', 'target01', 'target02', 'test'] }]),
    ...checkCommon(part, verification.controlPort),
    ...checkUnique(part, both('filterName'), 'filters'),
    ...checkUnique(part, both('sessionName'), 'sessions'),
    ...checkUnique(part, both('priority'), 'sessions'),
  ];
}
