import { compileSessions } from '../../../../lab/fabric/mirror/session';
import { type TopologyMirrorSession } from '../../../../lab/topology/topology';
import { GUIDE_SOURCE, GUIDE_TARGET, everything, guideSession } from './guide-session';

const compile = (...sessions: TopologyMirrorSession[]) =>
  compileSessions(sessions, GUIDE_SOURCE.ipv4, () => GUIDE_TARGET);

describe('sessions of a source', () => {
  test('GIVEN priorities out of order WHEN compiled THEN the smallest comes first', () => {
    const sessions = compile(
      guideSession({ id: 'b', priority: 2 }),
      guideSession({ id: 'c', priority: 3 }),
      guideSession({ id: 'a' }),
    );
    expect(sessions.map((session) => session.id)).toEqual(['a', 'b', 'c']);
  });

  test('GIVEN a disabled session WHEN compiled THEN it is left out', () => {
    expect(compile(guideSession({ enabled: false }))).toEqual([]);
  });

  test('GIVEN a disabled session with values out of range WHEN compiled THEN nobody minds', () => {
    expect(compile(guideSession({ enabled: false, packetLength: 0 }))).toEqual([]);
  });

  test('GIVEN a target that does not exist WHEN compiled THEN the session is left out', () => {
    expect(compileSessions([guideSession()], GUIDE_SOURCE.ipv4, () => undefined)).toEqual([]);
  });

  test.each<[string, Partial<TopologyMirrorSession>, string]>([
    ['packet length', { packetLength: 1461 }, 'packet length must be between 1 and 1460, got: 1461'],
    ['VNI', { vni: -1 }, 'VNI must be between 0 and 16777215, got: -1'],
    [
      'a rule',
      { rules: [everything({ sourceCidr: '10.0.0.1' })] },
      'CIDR mask is missing in 10.0.0.1: did you mean 10.0.0.1/32?',
    ],
  ])('GIVEN a wrong %s WHEN compiled THEN the error names the session', (_name, changes, message) => {
    expect(() => compile(guideSession(changes))).toThrow(`mirror session mirror-session-A: ${message}`);
  });

  test('GIVEN a device name that the kernel cannot have WHEN compiled THEN it is refused', () => {
    const target = { ...GUIDE_TARGET, device: 'sixteen-letters-' };
    expect(() => compileSessions([guideSession()], GUIDE_SOURCE.ipv4, () => target)).toThrow(
      'mirror session mirror-session-A: device name must have 1 to 15 characters, got: sixteen-letters-',
    );
  });
});
