import { MirrorRule, type Direction } from '../mirror/mirror-rule';
import { Cidr } from '../values/cidr';
import { checkAddressPlan } from './address-plan';
import { completeMirror, completeNetwork, completeVerification } from './complete';
import { type MirrorSettings, type NetworkSettings, type VerificationSettings } from './complete';
import { formatPath } from './problems';
import { type RuleReader } from './rule-reader';
import { type ParsedSettings } from './schema';
import { type Path } from './schema-reading';
import { type SoundPart } from './sound-part';
import { checkCommon } from './together';

type Parsed = ParsedSettings<'other-vpc'>;

/** TCP in both directions to a target in another VPC, complete. */
export interface OtherVpcSettings extends Omit<Parsed, 'network' | 'targetNetwork' | 'verification' | 'tcpMirror'> {
  readonly network: NetworkSettings;
  readonly targetNetwork: NetworkSettings;
  readonly verification: VerificationSettings;
  readonly tcpMirror: MirrorSettings;
}

export function completeOtherVpc(data: Parsed, rules: RuleReader): OtherVpcSettings {
  return {
    ...data,
    network: completeNetwork(data.network),
    targetNetwork: completeNetwork(data.targetNetwork),
    verification: completeVerification(data.verification, data.listeningPort),
    tcpMirror: completeMirror(['tcpMirror'], data.tcpMirror, rules, () => [
      ...pageRules('egress', data),
      ...pageRules('ingress', data),
    ]),
  };
}

export function checkOtherVpc(part: SoundPart<Parsed>, { verification }: OtherVpcSettings): string[] {
  return [
    ...checkAddressPlan(part, [
      { network: 'network', servers: ['source', 'testA'] },
      { network: 'targetNetwork', servers: ['target', 'testB'] },
    ]),
    ...checkCommon(part, verification.controlPort),
    ...checkProxyPort(part, verification.controlPort),
    ...checkNetworks(part),
  ];
}

/** Of each direction: TCP with ECS-test-A is rejected, then TCP with ECS-test-B is accepted. */
function pageRules(direction: Direction, { servers: { source, testA, testB } }: Parsed): MirrorRule[] {
  const between = (other: string) => {
    const [from, to] = direction === 'ingress' ? [other, source.privateIp] : [source.privateIp, other];
    return { direction, protocol: 'tcp', source: `${from}/32`, destination: `${to}/32` } as const;
  };
  return [
    MirrorRule.reject({ priority: 1, ...between(testA.privateIp) }),
    MirrorRule.accept({ priority: 2, ...between(testB.privateIp) }),
  ];
}

/**
 * The proxy is on a test server, which the source reaches on these ports too: a second rule for the same would be refused
 * when half is built. API reference of VPC: CreateSecurityGroupRule, 409.
 */
function checkProxyPort(
  { data: { listeningPort, verification }, isSound }: SoundPart<Parsed>,
  control: number,
): string[] {
  const path: Path = ['verification', 'proxyPort'];
  const others: readonly (readonly [Path, number])[] = [
    [['listeningPort'], listeningPort],
    [['verification', 'controlPort'], control],
  ];
  return others
    .filter(([other, port]) => isSound(path, other) && port === verification.proxyPort)
    .map(([other, port]) => `${formatPath(path)} must differ from ${formatPath(other, '')}, got: ${port}`);
}

/** A peering connection leads nowhere between blocks that overlap; two VPCs of one name are not told apart. */
function checkNetworks({ data: { network, targetNetwork }, isSound }: SoundPart<Parsed>): string[] {
  const problems: string[] = [];
  if (isSound(['network', 'vpcCidr'], ['targetNetwork', 'vpcCidr'])) {
    const [one, other] = [Cidr.parse(network.vpcCidr), Cidr.parse(targetNetwork.vpcCidr)];
    if (one.covers(other) || other.covers(one)) {
      problems.push(
        `${formatPath(['targetNetwork', 'vpcCidr'])} must not overlap network.vpcCidr (${network.vpcCidr}), got: ${targetNetwork.vpcCidr}`,
      );
    }
  }
  for (const key of ['vpcName', 'subnetName'] as const) {
    if (isSound(['network', key], ['targetNetwork', key]) && network[key] === targetNetwork[key]) {
      problems.push(
        `${formatPath(['targetNetwork', key])} must differ from network.${key}, got: ${targetNetwork[key]}`,
      );
    }
  }
  return problems;
}
