import fc from 'fast-check';
import { compileRules } from '../../../lab/fabric/mirror/rule';
import { readFlow } from '../../../lab/fabric/packet/flow';
import { type TopologyMirrorRule } from '../../../lab/topology/topology';
import {
  copiesOf,
  type EndFlow,
  type MirrorModel,
  type ModelSession,
  type Passage,
} from '../../../lib/mirror/mirror-model';
import { MirrorRule } from '../../../lib/mirror/mirror-rule';
import * as sample from '../../lab/fabric/packet/sample-frames';
import { ENDS, flows, modelOf, sessions } from './random-models';

const accept = (props: Partial<Parameters<typeof MirrorRule.accept>[0]> = {}): MirrorRule =>
  MirrorRule.accept({ direction: 'ingress', priority: 1, ...props });
const reject = (props: Partial<Parameters<typeof MirrorRule.accept>[0]> = {}): MirrorRule =>
  MirrorRule.reject({ direction: 'ingress', priority: 1, ...props });

const session = (changes: Partial<ModelSession> = {}): ModelSession => ({
  ...{ name: 'S1', filterName: 'F1', priority: 1, vni: 1, packetLength: 96, enabled: true },
  ...{ rules: [accept({ protocol: 'tcp' })], sources: ['b'], target: 't1' },
  ...changes,
});
const TCP: EndFlow = { from: 'a', to: 'b', protocol: 'tcp', port: 1234 };

/** Such as `S1 at b, ingress: rejected`. */
function told({ copies, silences }: Passage): string[] {
  return [
    ...copies.map((copy) => `${copy.session.name} at ${copy.source}, ${copy.direction}: to ${copy.target}`),
    ...silences.map(({ session: { name }, source, direction, reason }) =>
      [`${name} at ${source}, ${direction}: ${reason.kind}`, ...(reason.kind === 'taken' ? [reason.by.name] : [])].join(
        ' ',
      ),
    ),
  ];
}
const there = (...list: readonly ModelSession[]): string[] => told(copiesOf(TCP, modelOf(list)).there);
const back = (...list: readonly ModelSession[]): string[] => told(copiesOf(TCP, modelOf(list)).back);

describe('which session copies a flow', () => {
  test('GIVEN a session whose filter accepts it THEN that one; its answers go out, which no rule is for', () => {
    expect(there(session())).toEqual(['S1 at b, ingress: to t1']);
    expect(back(session())).toEqual(['S1 at b, egress: unmatched']);
  });

  test('GIVEN two that accept it THEN the one with the smaller priority, and the other is not asked', () => {
    const second = session({ name: 'S2', priority: 2, target: 't2' });
    expect(there(second, session())).toEqual(['S1 at b, ingress: to t1', 'S2 at b, ingress: taken S1']);
  });

  test('GIVEN the first rejects it THEN none: a later one is not asked', () => {
    const first = session({ rules: [reject()] });
    expect(there(first, session({ name: 'S2', priority: 2 }))).toEqual([
      'S1 at b, ingress: rejected',
      'S2 at b, ingress: taken S1',
    ]);
  });

  test('GIVEN no rule of the first matches THEN the next one is asked', () => {
    const first = session({ rules: [accept({ protocol: 'udp' })] });
    expect(there(first, session({ name: 'S2', priority: 2 }))).toEqual([
      'S2 at b, ingress: to t1',
      'S1 at b, ingress: unmatched',
    ]);
  });

  test('GIVEN the first is disabled THEN it decides nothing', () => {
    expect(there(session({ enabled: false }), session({ name: 'S2', priority: 2 }))).toEqual([
      'S2 at b, ingress: to t1',
      'S1 at b, ingress: disabled',
    ]);
  });

  test('GIVEN both ends are sources THEN it is copied where it is sent and where it is received', () => {
    const both = session({ sources: ['a', 'b'], rules: [accept(), accept({ direction: 'egress' })] });
    expect(there(both)).toEqual(['S1 at a, egress: to t1', 'S1 at b, ingress: to t1']);
    expect(back(both)).toEqual(['S1 at b, egress: to t1', 'S1 at a, ingress: to t1']);
  });

  test('GIVEN neither end is a source THEN no session has anything to do with it', () => {
    expect(there(session({ sources: ['c'] }))).toEqual([]);
  });

  test('GIVEN a rule for some of a client’s ports THEN that is said, and not guessed', () => {
    expect(there(session({ rules: [accept({ protocol: 'tcp', sourcePorts: 40000 })] }))).toEqual([
      'S1 at b, ingress: client-port',
    ]);
  });
});

describe('GIVEN an address that only Terraform knows', () => {
  const of = (...rules: readonly MirrorRule[]): string[] => {
    const ends = [
      { name: 'a', privateIp: '${data.x.y}' },
      { name: 'b', privateIp: '10.0.0.2' },
    ];
    return told(copiesOf(TCP, { ends, sessions: [session({ rules })] }).there);
  };

  test('WHEN a rule names addresses THEN that is said, and not guessed', () => {
    expect(of(accept({ source: '10.0.0.0/8' }))).toEqual(['S1 at b, ingress: unknown-address']);
  });

  test('WHEN the rule does not match for another reason, or names none THEN it does not matter', () => {
    expect(of(accept({ source: '10.0.0.0/8', protocol: 'udp' }), accept({ priority: 2 }))).toEqual([
      'S1 at b, ingress: to t1',
    ]);
    expect(of(accept({ source: '0.0.0.0/0' }))).toEqual(['S1 at b, ingress: to t1']);
  });
});

test('an end that there is not is named', () => {
  expect(() => copiesOf({ ...TCP, to: 'x' }, modelOf([session()]))).toThrow(
    new Error('no end is called x, only a, b, c, t1, t2'),
  );
});

/** The help's words, for each packet of each client's port by itself, with addresses compared as text of bits. */
function naive(flow: EndFlow, { sessions: list }: MirrorModel, isBack: boolean): string[] | 'depends' {
  const [sender, receiver] = isBack ? [flow.to, flow.from] : [flow.from, flow.to];
  const outcomes = new Set<string>();
  // Every port at which a range of the small world begins or ends, and some between.
  for (const client of [32768, 39999, 40000, 40001, 49999, 50000, 60999]) {
    const copies: string[] = [];
    for (const [place, direction] of [
      [sender, 'egress'],
      [receiver, 'ingress'],
    ] as const) {
      const queue = list.filter((each) => each.enabled && each.sources.includes(place));
      queue.sort((one, other) => one.priority - other.priority);
      const steps = queue.flatMap((each) => {
        const byPriority = [...each.rules].sort((one, other) => one.priority - other.priority);
        const rule = byPriority.find((candidate) => fits(candidate, flow, sender, receiver, direction, isBack, client));
        return rule === undefined ? [] : [{ each, rule }];
      });
      const [decided] = steps;
      if (decided?.rule.action === 'accept') copies.push(`${decided.each.name} ${place} ${direction}`);
    }
    outcomes.add(copies.join());
  }
  return outcomes.size > 1 ? 'depends' : ([...outcomes][0]?.split(',').filter((text) => text !== '') ?? []);
}

function fits(
  rule: MirrorRule,
  flow: EndFlow,
  sender: string,
  receiver: string,
  direction: string,
  isBack: boolean,
  client: number,
): boolean {
  const version = flow.ethertype ?? 'IPv4';
  const name = flow.protocol === 'icmp' && version === 'IPv6' ? 'icmpv6' : flow.protocol;
  if (rule.direction !== direction || rule.ethertype !== version) return false;
  if (rule.protocol !== 'all' && rule.protocol !== name) return false;
  for (const [end, block] of [
    [sender, rule.source],
    [receiver, rule.destination],
  ] as const) {
    const found = ENDS.find((each) => each.name === end);
    const address = version === 'IPv4' ? found?.privateIp : found?.ipv6;
    if (
      block !== undefined &&
      bits(address ?? '').slice(0, block.prefix) !== bits(block.first).slice(0, block.prefix)
    ) {
      return false;
    }
  }
  const [from, to] = isBack ? [flow.port, client] : [client, flow.port];
  for (const [port, range] of [
    [from, rule.sourcePorts],
    [to, rule.destinationPorts],
  ] as const) {
    if (
      range !== undefined &&
      (flow.port === undefined || port === undefined || port < range.from || port > range.to)
    ) {
      return false;
    }
  }
  return true;
}

function bits(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [left = '', right = ''] = address.split('::');
  const [head, tail] = [left, right].map((side) => side.split(':').filter((part) => part !== ''));
  const middle = Array<string>(8 - (head?.length ?? 0) - (tail?.length ?? 0)).fill('0');
  return [...(head ?? []), ...middle, ...(tail ?? [])]
    .map((part) => parseInt(part, 16).toString(2).padStart(16, '0'))
    .join('');
}

test('GIVEN any sessions and any flow THEN the copies are those of a second, naive reading', () => {
  const seen = { copied: 0, none: 0, depends: 0 };
  fc.assert(
    fc.property(sessions(4), flows, (list, flow) => {
      const model = modelOf(list);
      const copies = copiesOf(flow, model);
      for (const [passage, isBack] of [
        [copies.there, false],
        [copies.back, true],
      ] as const) {
        const expected = naive(flow, model, isBack);
        const depends = passage.silences.some(({ reason }) => reason.kind === 'client-port');
        const got = passage.copies.map((copy) => `${copy.session.name} ${copy.source} ${copy.direction}`);
        seen[depends ? 'depends' : got.length > 0 ? 'copied' : 'none'] += 1;
        expect(depends ? 'depends' : got).toEqual(expected);
      }
    }),
    { seed: 12, numRuns: 300 },
  );
  // Each outcome has had its turn.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

test('GIVEN one session and any flow THEN it is copied where the lab’s own rules accept it', () => {
  let copied = 0;
  fc.assert(
    fc.property(sessions(1), flows, ([only], flow) => {
      if (only === undefined || !only.enabled) return;
      const { there: passage } = copiesOf(flow, modelOf([only]));
      if (passage.silences.some(({ reason }) => reason.kind === 'client-port')) return;
      const frame = readFlow(frameOf(flow));
      const accepted = (['egress', 'ingress'] as const).filter(
        (direction) =>
          only.sources.includes(direction === 'egress' ? flow.from : flow.to) &&
          frame !== undefined &&
          compileRules(only.rules.map(topologyRule), direction).decide(frame) === 'accept',
      );
      copied += accepted.length;
      expect(passage.copies.map(({ direction }) => direction)).toEqual(accepted);
    }),
    { seed: 12, numRuns: 300 },
  );
  expect(copied).toBeGreaterThan(30);
});

function topologyRule(rule: MirrorRule): TopologyMirrorRule {
  const { direction, priority, ethertype, protocol, action, sourcePorts, destinationPorts } = rule;
  return {
    ...{ direction, priority, ethertype, protocol, action },
    ...(rule.source && { sourceCidr: rule.source.toString() }),
    ...(rule.destination && { destinationCidr: rule.destination.toString() }),
    ...(sourcePorts && { sourcePorts: { from: sourcePorts.from, to: sourcePorts.to } }),
    ...(destinationPorts && { destinationPorts: { from: destinationPorts.from, to: destinationPorts.to } }),
  };
}

function frameOf({ from, to, protocol, ethertype = 'IPv4', port }: EndFlow): Buffer {
  const [source, destination] = [from, to].map((name) => {
    const end = ENDS.find((each) => each.name === name);
    return (ethertype === 'IPv4' ? end?.privateIp : end?.ipv6) ?? '';
  });
  const make = {
    IPv4: { tcp: sample.tcp4, udp: sample.udp4, icmp: sample.icmp4 },
    IPv6: { tcp: sample.tcp6, udp: sample.udp6, icmp: sample.icmp6 },
  }[ethertype][protocol];
  return make({
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    sourcePort: 45000,
    ...(port === undefined ? {} : { destinationPort: port }),
  });
}
