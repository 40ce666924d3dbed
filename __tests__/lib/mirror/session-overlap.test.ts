import fc from 'fast-check';
import { copiesOf, type ModelSession } from '../../../lib/mirror/mirror-model';
import { MirrorRule, type MirrorRuleProps } from '../../../lib/mirror/mirror-rule';
import { describeOverlap, overlapsOf } from '../../../lib/mirror/session-overlap';
import { flows, modelOf, sessions } from './random-models';

const rule = (action: 'accept' | 'reject', props: Partial<MirrorRuleProps> = {}): MirrorRule =>
  MirrorRule[action]({ direction: 'ingress', priority: 1, ...props });
const session = (
  name: string,
  priority: number,
  rules: MirrorRule[],
  changes: Partial<ModelSession> = {},
): ModelSession => ({
  ...{ name, filterName: `F-${name}`, priority, vni: priority, packetLength: 96, enabled: true },
  ...{ rules, sources: ['b'], target: 't1' },
  ...changes,
});
const overlapping = (...list: ModelSession[]): string[] =>
  overlapsOf(modelOf(list)).map(({ source, first, second }) => `${first.name}+${second.name} of ${source}`);

const tcp = session('S1', 1, [rule('accept', { protocol: 'tcp' })]);

describe('two sessions of one source overlap', () => {
  test.each<[string, MirrorRule[]]>([
    ['the same packets', [rule('accept', { protocol: 'tcp' })]],
    ['all packets', [rule('accept')]],
    ['some of the ports', [rule('accept', { protocol: 'tcp', destinationPorts: '80-90' })]],
    ['some of the senders', [rule('accept', { source: '10.0.0.0/24' })]],
    [
      'what an earlier rule leaves of them',
      [rule('reject', { protocol: 'tcp', destinationPorts: '1-1000' }), rule('accept', { priority: 2 })],
    ],
    [
      'one port between two ranges that earlier rules reject',
      [
        rule('reject', { protocol: 'tcp', destinationPorts: '1-999' }),
        rule('reject', { protocol: 'tcp', priority: 2, destinationPorts: '1001-65535' }),
        rule('accept', { priority: 3, protocol: 'tcp' }),
      ],
    ],
  ])('GIVEN both accept %s', (_, rules) => {
    expect(overlapping(session('S2', 2, rules), tcp)).toEqual(['S1+S2 of b']);
  });

  test.each<[string, ModelSession]>([
    ['another protocol', session('S2', 2, [rule('accept', { protocol: 'udp' })])],
    ['the other direction', session('S2', 2, [rule('accept', { protocol: 'tcp', direction: 'egress' })])],
    ['the other IP version', session('S2', 2, [rule('accept', { protocol: 'tcp', ethertype: 'IPv6' })])],
    ['another source', session('S2', 2, [rule('accept')], { sources: ['c'] })],
    ['packets that do not come to this source', session('S2', 2, [rule('accept', { destination: '10.0.1.3/32' })])],
    ['nothing, because it is disabled', session('S2', 2, [rule('accept')], { enabled: false })],
    [
      'nothing that an earlier rule has not rejected',
      session('S2', 2, [rule('reject', { protocol: 'tcp' }), rule('accept', { priority: 2 })]),
    ],
  ])('but not GIVEN the second is for %s', (_, second) => {
    expect(overlapping(tcp, second)).toEqual([]);
  });

  test('of each source and each pair once', () => {
    const both = { sources: ['a', 'b'] };
    const all = [rule('accept')];
    expect(overlapping(session('S1', 1, all, both), session('S2', 2, all, both), session('S3', 3, all))).toEqual([
      'S1+S2 of a',
      'S1+S2 of b',
      'S1+S3 of b',
      'S2+S3 of b',
    ]);
  });
});

test('GIVEN any sessions WHEN two accept a flow at one source THEN they overlap there', () => {
  let met = 0;
  fc.assert(
    fc.property(sessions(3, 2), flows, (list, flow) => {
      const copies = list
        .filter(({ enabled }) => enabled)
        .flatMap((each) => copiesOf(flow, modelOf([each])).there.copies);
      for (const one of copies) {
        for (const other of copies) {
          if (one.source !== other.source || one.session.priority >= other.session.priority) continue;
          met += 1;
          expect(overlapping(...list)).toContain(`${one.session.name}+${other.session.name} of ${one.source}`);
        }
      }
    }),
    { seed: 7, numRuns: 500 },
  );
  expect(met).toBeGreaterThan(5);
});

test('GIVEN any overlap THEN its example is accepted by both filters', () => {
  fc.assert(
    fc.property(sessions(3), (list) => {
      for (const { example, rules } of overlapsOf(modelOf(list))) {
        expect(rules.map((each) => each.matches(example))).toEqual([true, true]);
      }
    }),
    { seed: 7, numRuns: 100 },
  );
});

test('the sentence names the overlap, and what each reading of the product would do', () => {
  const second = session('S2', 2, [rule('accept', { destination: '10.0.0.2/32' })], { target: 't2' });
  expect(overlapsOf(modelOf([tcp, second])).map(describeOverlap)).toEqual([
    'mirror sessions S1 and S2 of b accept the same packets, such as inbound tcp from 0.0.0.0:1 to 10.0.0.2:1: ' +
      '"ingress 1: accept tcp any -> any" and "ingress 1: accept all any -> 10.0.0.2/32". A packet is copied by one ' +
      "session only, as the console's help has it: S1 (to t1, VNI 1) has the smaller priority and copies them, S2 does not. " +
      'Should each session decide for itself, which nobody has ruled out, S2 (to t2, VNI 2) would copy them as well',
  ]);
});
