import { type Type } from '../../../lab/provider/codec/type';
import { type Attribute, noRules } from '../../../lab/provider/schema/schema';

/** An optional attribute without anything special about it, but for these traits. */
export function attribute(type: Type, traits: Partial<Omit<Attribute, 'type'>> = {}): Attribute {
  return {
    type,
    required: false,
    optional: true,
    computed: false,
    sensitive: false,
    forceNew: false,
    rules: noRules,
    ...traits,
  };
}
