import { type Problem } from '../values/input-error';
import { shown } from '../values/shown';

export function checkFlavor(flavor: string): Problem {
  if (/^[a-z0-9]+(\.[a-z0-9]+)+$/i.test(flavor)) return undefined;
  return `must be a flavor id such as c7t.large.2, got: ${shown(flavor)}`;
}

/** A flavor's family is what stands before its first dot: c7t.large.2 is of family c7t. */
export function checkFlavorFamily(family: string): Problem {
  if (/^[a-z0-9]+$/i.test(family)) return undefined;
  const [meant = ''] = family.trim().split('.');
  const remedy = family.includes('.') && /^[a-z0-9]+$/i.test(meant) ? `; did you mean ${shown(meant)}` : '';
  return `must be a family, what stands before the first dot of a flavor, such as c7t, got: ${shown(family)}${remedy}`;
}

export function checkMirrorSourceFlavor(flavor: string, families: readonly string[]): Problem {
  if (families.includes(flavor.split('.')[0] ?? '')) return undefined;
  return (
    `must be of a family whose network interfaces can be mirror sources (${families.join(', ')}), got: ${shown(flavor)}; ` +
    'when Huawei Cloud extends the list, add the family to mirrorSourceFlavorFamilies'
  );
}
