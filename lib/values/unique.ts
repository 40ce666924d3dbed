import { TerraformStack, Token } from 'cdktf';
import { type Construct, type IConstruct } from 'constructs';
import { shown } from './shown';

/**
 * Refuses, when the stack is synthesized, what another construct of the same kind in it has too. A token is not looked
 * into: its value is known to Terraform only.
 *
 * @param what is unique, as people call it: `name`
 */
export function addUniqueness<T extends Construct>(
  construct: T,
  kind: string,
  isOfKind: (other: IConstruct) => other is T,
  what: string,
  valueOf: (one: T) => string | number,
): void {
  construct.node.addValidation({
    validate: () => {
      const value = valueOf(construct);
      if (Token.isUnresolved(value)) return [];
      const twins = TerraformStack.of(construct)
        .node.findAll()
        .filter(isOfKind)
        .filter((other) => valueOf(other) === value);
      // Said once, of the later one.
      if (twins.indexOf(construct) < 1) return [];
      return [`${kind} ${shown(construct.node.path)}: ${what} must be unique in the stack, got: ${shown(value)} twice`];
    },
  });
}
