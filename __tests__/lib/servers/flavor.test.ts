import { checkMirrorSourceFlavor } from '../../../lib/servers/flavor';
import { MIRROR_SOURCE_FLAVOR_FAMILIES } from '../../../lib/values/limits';

describe('flavors of mirror sources', () => {
  test.each(['c7t.large.2', 'c7t.4xlarge.4'])('%s is of the family that can be a source', (flavor) => {
    expect(checkMirrorSourceFlavor(flavor, MIRROR_SOURCE_FLAVOR_FAMILIES)).toBeUndefined();
  });

  test.each(['s6.large.2', 'c7.large.2', 'c7tx.large.2', 'xc7t.large.2', 'c7'])('%s is not', (flavor) => {
    expect(checkMirrorSourceFlavor(flavor, MIRROR_SOURCE_FLAVOR_FAMILIES)).toBe(
      `must be of a family whose network interfaces can be mirror sources (c7t), got: "${flavor}"; ` +
        'when Huawei Cloud extends the list, add the family to mirrorSourceFlavorFamilies',
    );
  });

  test('a family can be added', () => {
    expect(checkMirrorSourceFlavor('c8t.large.2', ['c7t', 'c8t'])).toBeUndefined();
  });
});
