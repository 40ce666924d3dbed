import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { hasTags, literal, type ServerSearch } from './server-search';
import { type Subnets } from './subnets';

/**
 * What a search names, as maps that Terraform makes once: looking something up takes no longer with a thousand names than
 * with one.
 */
export class SearchIndex extends Construct {
  /** Expression: whether the network interface `n` of the server `i`, as compute_instances has them, is named. */
  readonly isNamed: string;

  constructor(scope: Construct, id: string, search: ServerSearch, subnets: Subnets) {
    super(scope, id);
    const { names = [], tags = {}, addresses = [], networkInterfaceIds = [] } = search;
    const parts: string[] = [];
    if (names.length > 0) parts.push(`can(${this.map('names', names)}[i.name])`);
    if (Object.keys(tags).length > 0) parts.push(hasTags(tags));
    if (addresses.length > 0) {
      const places = addresses.map((place) => `[for s in ${subnets.idsOf(place.subnet)} : "${place.address} \${s}"]`);
      const map = new TerraformLocal(
        this,
        'addresses',
        `\${{ for place in flatten([${places.join(', ')}]) : place => true... }}`,
      );
      parts.push(`can(local.${map.friendlyUniqueId}["\${n.fixed_ip_v4} \${n.uuid}"])`);
    }
    if (networkInterfaceIds.length > 0) parts.push(`can(${this.map('ports', networkInterfaceIds)}[n.port])`);
    this.isNamed = parts.length === 0 ? 'false' : `(${parts.join(' || ')})`;
  }

  private map(id: string, keys: readonly string[]): string {
    const entries = Object.fromEntries(keys.map((key) => [key, true]));
    const local = new TerraformLocal(this, id, `\${${literal(entries)}}`);
    return `local.${local.friendlyUniqueId}`;
  }
}
