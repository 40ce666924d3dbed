/** What Terraform's state file has of a resource. */
export interface StateResource<Attributes = Readonly<Record<string, unknown>>> {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly index_key?: string | number; readonly attributes: Attributes }[];
}

/** Terraform's state file, as far as tests look into it. */
export interface TerraformState<Attributes = Readonly<Record<string, unknown>>> {
  readonly resources: readonly StateResource<Attributes>[];
}

/** The address of a resource, such as `huaweicloud_vpc.a`. */
export const addressOf = ({ type, name }: Pick<StateResource, 'type' | 'name'>): string => `${type}.${name}`;

/** The attributes of a resource's first instance. Throws when it is not there. */
export function attributesIn<Attributes>({ resources }: TerraformState<Attributes>, address: string): Attributes {
  const found = resources.find((each) => addressOf(each) === address)?.instances[0];
  if (found === undefined) throw new Error(`${address} is not in the state`);
  return found.attributes;
}

/** A state that does not know of what is at these addresses. */
export function without<State extends TerraformState<unknown>>(state: State, ...addresses: readonly string[]): State {
  return { ...state, resources: state.resources.filter((each) => !addresses.includes(addressOf(each))) };
}
