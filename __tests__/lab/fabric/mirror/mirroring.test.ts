import { INJECTION_HEADER_LENGTH } from '../../../../lab/fabric/mirror/injection';
import { type MirrorFlow } from '../../../../lab/fabric/mirror/mirror-flow';
import { Mirroring } from '../../../../lab/fabric/mirror/mirroring';
import { compileSessions } from '../../../../lab/fabric/mirror/session';
import { dissect, headerOf } from '../../../../lab/fabric/packet/dissect';
import { encodeVxlanHeader } from '../../../../lab/fabric/packet/vxlan';
import { type TopologyMirrorSession } from '../../../../lab/topology/topology';
import * as sample from '../packet/sample-frames';
import { GUIDE_SOURCE, GUIDE_TARGET, everything, guideRule, guideSession } from './guide-session';

function mirroring(sessions: readonly TopologyMirrorSession[], flows?: readonly MirrorFlow[]): Mirroring {
  return new Mirroring(
    GUIDE_SOURCE,
    compileSessions(sessions, GUIDE_SOURCE.ipv4, () => GUIDE_TARGET),
    flows,
  );
}

/** The outer frames of a batch. */
function framesOf(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + INJECTION_HEADER_LENGTH;
    at = start + bytes.readUInt16BE(at);
    frames.push(bytes.subarray(start, at));
  }
  return frames;
}

const vniOf = (frame: Buffer): number | undefined => headerOf(dissect(frame), 'vxlan')?.vni;

describe('mirroring', () => {
  test('GIVEN frames of which two match WHEN mirrored THEN those two are wrapped, in their order', () => {
    const frames = [
      sample.tcp4({ payload: Buffer.from('a') }),
      sample.udp4(),
      sample.arpRequest(),
      sample.tcp4({ payload: Buffer.from('b') }),
    ];
    const batch = mirroring([guideSession()]).mirror(frames, 'ingress');
    expect(framesOf(batch.bytes).map((frame) => frame.subarray(50))).toEqual([frames[0], frames[3]]);
    expect(batch.countBySession).toEqual(new Map([['mirror-session-A', 2]]));
  });

  const [first, second] = [
    guideSession({ id: 'first', vni: 10 }),
    guideSession({ id: 'second', vni: 20, priority: 2 }),
  ];
  const rejecting = { rules: [guideRule({ action: 'reject' })] };
  const elsewhere = { rules: [guideRule({ protocol: 'udp' }), guideRule({ action: 'reject', direction: 'egress' })] };
  test.each<[string, TopologyMirrorSession[], number[]]>([
    ['both accept', [second, first], [10]],
    ['the first rejects and the second accepts', [second, { ...first, ...rejecting }], []],
    ['no rule of the first matches', [second, { ...first, ...elsewhere }], [20]],
    ['the first has no rules', [second, { ...first, rules: [] }], [20]],
    ['the first is disabled', [second, { ...first, enabled: false }], [20]],
    ['the first accepts and the second rejects', [{ ...second, ...rejecting }, first], [10]],
    [
      'no rule of either matches',
      [
        { ...first, ...elsewhere },
        { ...second, ...elsewhere },
      ],
      [],
    ],
  ])('GIVEN two sessions of which %s WHEN mirrored THEN there is one copy at most', (_, sessions, vnis) => {
    const copies = framesOf(mirroring(sessions).mirror([sample.tcp4()], 'ingress').bytes);
    expect(copies.map(vniOf)).toEqual(vnis);
  });

  test('GIVEN a session for TCP and one for UDP WHEN both come THEN each goes to its own', () => {
    const sessions = [
      guideSession({ id: 't', vni: 1 }),
      guideSession({ id: 'u', vni: 2, rules: [guideRule({ protocol: 'udp' })] }),
    ];
    const batch = mirroring(sessions).mirror([sample.udp4(), sample.tcp4()], 'ingress');
    expect(framesOf(batch.bytes).map(vniOf)).toEqual([2, 1]);
  });

  test('GIVEN an ingress rule WHEN the frame leaves THEN it is not mirrored', () => {
    expect(mirroring([guideSession()]).mirror([sample.tcp4()], 'egress').bytes).toHaveLength(0);
  });

  test('GIVEN a frame that the bridge flooded for another MAC WHEN it comes THEN it is not mirrored', () => {
    const all = mirroring([guideSession({ rules: [everything()] })]);
    expect(all.mirror([sample.tcp4({ destinationMac: 'fa:16:3e:00:00:99' })], 'ingress').bytes).toHaveLength(0);
    expect(framesOf(all.mirror([sample.tcp4({ destinationMac: 'ff:ff:ff:ff:ff:ff' })], 'ingress').bytes)).toHaveLength(
      1,
    );
  });

  test('GIVEN two sources that are targets of each other WHEN a mirrored frame comes THEN it is not mirrored again', () => {
    const all = mirroring(
      [guideSession({ rules: [everything()] })],
      [
        { sourceIpv4: GUIDE_SOURCE.ipv4, targetIpv4: GUIDE_TARGET.ipv4 },
        { sourceIpv4: GUIDE_TARGET.ipv4, targetIpv4: GUIDE_SOURCE.ipv4 },
      ],
    );
    const vxlan = { destinationPort: 4789, payload: Buffer.concat([encodeVxlanHeader(7), sample.tcp4()]) };
    expect(all.mirror([sample.udp4({ ...vxlan, source: GUIDE_TARGET.ipv4 })], 'ingress').bytes).toHaveLength(0);
    // The servers' own VXLAN, between other addresses, is traffic like any other.
    expect(framesOf(all.mirror([sample.udp4(vxlan)], 'ingress').bytes)).toHaveLength(1);
  });

  test('GIVEN a frame of 64 KiB from segmentation offload WHEN mirrored THEN it is cut to the packet length', () => {
    const [copy] = framesOf(
      mirroring([guideSession()]).mirror([sample.tcp4({ payload: Buffer.alloc(65_000) })], 'ingress').bytes,
    );
    expect(copy).toHaveLength(146);
  });

  test('GIVEN sessions WHEN asked what they need THEN only directions with a rule that accepts are named', () => {
    const needs = (sessions: TopologyMirrorSession[]) => [
      mirroring(sessions).needs('ingress'),
      mirroring(sessions).needs('egress'),
    ];
    expect(needs([])).toEqual([false, false]);
    expect(needs([guideSession()])).toEqual([true, false]);
    expect(needs([guideSession({ rules: [everything({ direction: 'egress' })] })])).toEqual([false, true]);
    expect(needs([guideSession({ enabled: false })])).toEqual([false, false]);
  });
});
