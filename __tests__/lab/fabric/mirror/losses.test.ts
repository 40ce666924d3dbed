import { newLosses } from '../../../../lab/fabric/mirror/losses';

describe('losses of a tap as a sentence', () => {
  test('GIVEN no losses, or no new ones WHEN asked THEN there is nothing to say', () => {
    expect(newLosses(undefined, { capture: 0, injection: {} })).toBeUndefined();
    const lost = { capture: 7, injection: { ENOBUFS: 2 } };
    expect(newLosses(lost, lost)).toBeUndefined();
  });

  test('GIVEN more losses than before WHEN asked THEN what came since is said, by its cause', () => {
    const before = { capture: 7, injection: { ENOBUFS: 2 } };
    expect(newLosses(before, { capture: 8, injection: { ENOBUFS: 2, ENODEV: 3 } })).toBe(
      'lost 1 frame that came faster than they can be copied, lost 3 frames that the kernel did not send (ENODEV)',
    );
  });
});
