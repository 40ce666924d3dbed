import { TerraformStack, type TerraformDataSource } from 'cdktf';

/*
 * What only the cloud knows, asked at plan. Each is a Terraform `check`, which warns and stops nothing. Its data source
 * is not inside it, although Terraform would then forgive that it cannot be read: such a one is in every plan as
 * something still to be read, so that no plan would be empty any more.
 */

export interface Assertion {
  readonly condition: string;
  readonly error_message: string;
}

export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformDataSource): string {
  return `data.${terraformResourceType}.${friendlyUniqueId}`;
}

/** CDKTF has no construct for a check. It is named as its data source is. */
export function addPlanCheck(data: TerraformDataSource, assertions: readonly Assertion[]): void {
  TerraformStack.of(data).addOverride(`check.${data.friendlyUniqueId}`, { assert: assertions });
}
