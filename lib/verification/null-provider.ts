import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';

/** The provider of what runs on servers, of which a stack has one, whoever needs it first. */
export function addNullProvider(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  if (stack.node.tryFindChild('null') === undefined) new NullProvider(stack, 'null');
}
