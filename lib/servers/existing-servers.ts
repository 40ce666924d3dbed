import { TerraformLocal, type TerraformDataSource } from 'cdktf';
import { Construct } from 'constructs';
import { DataHuaweicloudComputeInstances } from '../../.gen/providers/huaweicloud/data-huaweicloud-compute-instances';
import { DataHuaweicloudNetworkingPort } from '../../.gen/providers/huaweicloud/data-huaweicloud-networking-port';
import { throwProblems } from '../values/input-error';
import { addressOf } from '../values/plan-check';
import { SearchIndex } from './search-index';
import { hasTags, isEmptySearch, literal, type ServerSearch } from './server-search';
import { type Subnets } from './subnets';

export interface ExistingServersProps {
  readonly search: ServerSearch;
  /** What is not wanted although it was found. @default - nothing */
  readonly exclude?: ServerSearch;
  readonly subnets: Subnets;
}

/** What must hold of what was found. */
export interface Finding {
  /** Expression of Terraform, without `${}`. */
  readonly condition: string;
  /** A sentence, with expressions in `${}`. */
  readonly errorMessage: string;
}

/**
 * Servers that a person or another stack owns, found at plan. Nothing of them is known at synth: the members are
 * expressions of Terraform, without `${}`.
 *
 * The API's order never makes a difference: what is found is a map by the network interface's id, which Terraform sorts.
 * Which interface of a server is its first one, the data source does not tell: a server that is named stands for all of
 * its network interfaces.
 */
export class ExistingServers extends Construct {
  /** Map of network interfaces by id, `{ id, address, subnet, server, flavor }`: each once, IPv4 addresses only. */
  readonly interfaces: string;
  /** That something was found by each name, tag, address and id: a sentence for each of these ways. */
  readonly findings: readonly Finding[];

  /** @throws InputError if nothing is searched for */
  constructor(scope: Construct, id: string, props: ExistingServersProps) {
    super(scope, id);
    const { search, exclude = {}, subnets } = props;
    throwProblems('existing servers', {
      search: isEmptySearch(search) ? 'must name servers, by name, tag, address or network interface' : undefined,
    });
    const ways = [
      this.byTags(search),
      this.byNames(search),
      this.byAddresses(search, subnets),
      this.byInterfaces(search),
    ].filter((way) => way !== undefined);
    const isWanted = new SearchIndex(this, 'wanted', search, subnets).isNamed;
    const isExcluded = new SearchIndex(this, 'excluded', exclude, subnets).isNamed;
    const each = '{ id = n.port, address = n.fixed_ip_v4, subnet = n.uuid, server = i.name, flavor = i.flavor_id }';
    // An interface with IPv6 too has a second entry, without this address.
    const own = `n.fixed_ip_v4 != "" && ${isWanted} && !${isExcluded}`;
    const all = `concat(${ways.map(({ list }) => list).join(', ')})`;
    const found = `flatten([for i in ${all} : [for n in i.network : ${each} if ${own}]])`;
    this.interfaces = this.local(
      'interfaces',
      `{ for id, same in { for one in ${found} : one.id => one... } : id => same[0] }`,
    );
    this.findings = ways.map(({ absent, what }) => ({
      condition: `length(${absent}) == 0`,
      errorMessage: `no server of region \${${subnets.region}} is found ${what}: \${join(", ", ${absent})}`,
    }));
  }

  /** Expression of the list of their ids, sorted. */
  get ids(): string {
    return `keys(${this.interfaces})`;
  }

  private byTags({ tags = {} }: ServerSearch): Way | undefined {
    if (Object.keys(tags).length === 0) return undefined;
    const list = `${addressOf(new DataHuaweicloudComputeInstances(this, 'tagged', { tags }))}.instances`;
    const text = Object.entries(tags)
      .map(([key, value]) => `${key}=${value}`)
      .join(' ');
    const absent = `[for text in [${literal(text)}] : text if length([for i in ${list} : i if ${hasTags(tags)}]) == 0]`;
    return { list, absent, what: Object.keys(tags).length === 1 ? 'by its tag' : 'by its tags' };
  }

  private byNames({ names = [] }: ServerSearch): Way | undefined {
    if (names.length === 0) return undefined;
    const data = new DataHuaweicloudComputeInstances(this, 'named', { name: '${each.key}' });
    const list = this.forEach(data, mapOf(names));
    // The API finds what has the name as a part, too.
    return { list, absent: `setsubtract(${literal(names)}, [for i in ${list} : i.name])`, what: 'by its name' };
  }

  private byAddresses({ addresses = [] }: ServerSearch, subnets: Subnets): Way | undefined {
    if (addresses.length === 0) return undefined;
    const data = new DataHuaweicloudComputeInstances(this, 'addressed', { fixedIpV4: '${each.key}' });
    const list = this.forEach(data, mapOf(addresses.map(({ address }) => address)));
    const there = this.local(
      'places',
      `{ for place in flatten([for i in ${list} : [for n in i.network : "\${n.fixed_ip_v4} \${n.uuid}"]]) : place => true... }`,
    );
    const places = addresses.map(
      ({ address, subnet }) =>
        `${literal(`${address} in the subnet ${subnet}`)} = anytrue([for s in ${subnets.idsOf(subnet)} : can(${there}["${address} \${s}"])])`,
    );
    const absent = `[for place, is_there in { ${places.join(', ')} } : place if !is_there]`;
    return { list, absent, what: 'at its address' };
  }

  /** A port does not tell its server's flavor, so the server is looked for by the port's address. */
  private byInterfaces({ networkInterfaceIds: ids = [] }: ServerSearch): Way | undefined {
    if (ids.length === 0) return undefined;
    const port = new DataHuaweicloudNetworkingPort(this, 'port', { portId: '${each.key}' });
    port.addOverride('for_each', `\${${this.local('port-ids', mapOf(ids))}}`);
    const data = new DataHuaweicloudComputeInstances(this, 'owner', { fixedIpV4: '${each.value}' });
    const addresses = `tomap({ for id, port in ${addressOf(port)} : id => [for ip in port.all_fixed_ips : ip if !strcontains(ip, ":")][0] })`;
    const list = this.forEach(data, addresses);
    const absent = `setsubtract(${literal(ids)}, flatten([for i in ${list} : [for n in i.network : n.port]]))`;
    return { list, absent, what: 'by its network interface' };
  }

  /**
   * Terraform evaluates a for_each once more for each of its instances, so that what is long stands in a local, and is a
   * map, which takes it less time than a set.
   * @returns an expression of all that is found for all keys
   */
  private forEach(data: TerraformDataSource, keys: string): string {
    data.addOverride('for_each', `\${${this.local(`${data.node.id}-keys`, keys)}}`);
    return `flatten([for one in ${addressOf(data)} : one.instances])`;
  }

  private local(id: string, expression: string): string {
    return `local.${new TerraformLocal(this, id, `\${${expression}}`).friendlyUniqueId}`;
  }
}

/** Expression of a map whose keys are these. */
function mapOf(keys: readonly string[]): string {
  return `tomap(${literal(Object.fromEntries(keys.map((key) => [key, key])))})`;
}

/** One way of searching. */
interface Way {
  /** Expression of the list of what it finds, or of more than that. */
  readonly list: string;
  /** Expression of the list of what was searched for in vain. */
  readonly absent: string;
  readonly what: string;
}
