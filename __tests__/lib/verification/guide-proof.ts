import { type EndFlow, type ModelEnd, type ModelSession } from '../../../lib/mirror/mirror-model';
import { MirrorRule, type MirrorRuleProps } from '../../../lib/mirror/mirror-rule';
import { proofPlan, type ProofPlan } from '../../../lib/verification/proof-plan';
import { type ProofCell, type WantedFlow } from '../../../lib/verification/proof-row';

export const SOURCE: ModelEnd = { name: 'ECS-source', privateIp: '192.168.0.230', ipv6: '2001:db8::230' };
export const TARGET: ModelEnd = { name: 'ECS-target', privateIp: '192.168.0.164' };
export const TEST: ModelEnd = { name: 'ECS-test', privateIp: '192.168.0.161', ipv6: '2001:db8::161' };

export const accept = (props: Partial<MirrorRuleProps> = {}): MirrorRule =>
  MirrorRule.accept({ direction: 'ingress', priority: 1, ...props });
export const reject = (props: Partial<MirrorRuleProps> = {}): MirrorRule =>
  MirrorRule.reject({ direction: 'ingress', priority: 1, ...props });

export const TABLE_5: Partial<MirrorRuleProps> = {
  protocol: 'tcp',
  source: '192.168.0.161/32',
  destination: '192.168.0.230/32',
  destinationPorts: 1234,
};

/** The session of the guide. */
export const session = (changes: Partial<ModelSession> = {}): ModelSession => ({
  ...{ name: 'mirror-session-A', filterName: 'mirror-filter-A', priority: 1, vni: 1, packetLength: 96, enabled: true },
  ...{ rules: [accept(TABLE_5)], sources: ['ECS-source'], target: 'ECS-target', setting: 'mirrorSession' },
  ...changes,
});

export const FLOW: WantedFlow = { from: 'ECS-test', to: 'ECS-source', protocol: 'tcp', port: 1234, guide: 'Table 3' };

export function planOf(
  sessions: readonly ModelSession[] = [session()],
  flows: readonly EndFlow[] = [FLOW],
  ends: readonly ModelEnd[] = [SOURCE, TARGET, TEST],
  controlPort = 1235,
): ProofPlan {
  return proofPlan({ model: { ends, sessions }, flows, controlPort });
}

/** The guide's scenario of two targets. */
export function tcpAndUdpPlan(): ProofPlan {
  const targets = ['ECS-target-01', 'ECS-target-02'].map((name, index) => ({
    name,
    privateIp: `192.168.0.16${4 + index}`,
  }));
  const [one, two] = (['tcp', 'udp'] as const).map((protocol, index) =>
    session({
      ...{ name: `mirror-session-0${index + 1}`, filterName: `mirror-filter-0${index + 1}` },
      ...{ priority: index + 1, vni: index + 1, target: `ECS-target-0${index + 1}` },
      rules: [accept({ protocol })],
    }),
  );
  if (one === undefined || two === undefined) throw new Error('two sessions');
  return planOf([one, two], [FLOW, { ...FLOW, protocol: 'udp' }], [SOURCE, TEST, ...targets]);
}

/** The guide's scenario of rules that reject first. */
export function otherVpcPlan(): ProofPlan {
  const ends = [
    SOURCE,
    TARGET,
    { name: 'ECS-test-A', privateIp: '192.168.0.161' },
    { name: 'ECS-test-B', privateIp: '10.0.0.161' },
  ];
  const rules = [
    reject({ protocol: 'tcp', source: '192.168.0.161/32' }),
    accept({ priority: 2, protocol: 'tcp', source: '10.0.0.161/32' }),
    reject({ direction: 'egress', protocol: 'tcp', destination: '192.168.0.161/32' }),
    accept({ direction: 'egress', priority: 2, protocol: 'tcp', destination: '10.0.0.161/32' }),
  ];
  return planOf([session({ rules })], [{ ...FLOW, from: 'ECS-test-B' }], ends);
}

/** One session that copies UDP and pings to ECS-source, over IPv4 and IPv6, of which each is wanted. */
export function protocolsPlan(changes: Partial<ModelSession> = {}, port = 1234): ProofPlan {
  const rules = (['IPv4', 'IPv6'] as const).flatMap((ethertype, index) => [
    accept({ priority: 2 * index + 1, ethertype, protocol: 'udp' }),
    accept({ priority: 2 * index + 2, ethertype, protocol: ethertype === 'IPv4' ? 'icmp' : 'icmpv6' }),
  ]);
  const path = { from: FLOW.from, to: FLOW.to };
  const flows = (['IPv4', 'IPv6'] as const).flatMap((ethertype): EndFlow[] => [
    { ...path, ethertype, protocol: 'udp', port },
    { ...path, ethertype, protocol: 'icmp' },
  ]);
  return planOf([session({ rules, ...changes })], flows);
}

export const sendsOf = ({ turns }: ProofPlan): string[] =>
  turns.map(
    ({ sender, sends }) => `${sender}: ${sends.map(({ mark, isLong }) => mark + (isLong ? '+' : '')).join(' ')}`,
  );

/** Such as `p there at ECS-target: mirror-session-A`. */
export const cellText = ({ row, way, target, copies }: ProofCell): string =>
  `${way === 'there' ? row.mark : (row.answer ?? '')} ${way} at ${target}: ${copies.map((copy) => copy.session.name).join(', ') || 'nothing'}`;
