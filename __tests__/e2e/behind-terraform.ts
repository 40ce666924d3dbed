import { type Deployment } from './deployment';
import { type LabUnderTest } from './lab-under-test';

type Fields = Readonly<Record<string, unknown>>;

/** Where the region's API has what a resource of the stack is, by its type, and what its body is called. */
const PLACES: Readonly<Record<string, { readonly path: string; readonly body: string }>> = {
  huaweicloud_vpc_traffic_mirror_session: {
    path: '/vpc/v3/{p}/vpc/traffic-mirror-sessions',
    body: 'traffic_mirror_session',
  },
  huaweicloud_vpc_traffic_mirror_filter_rule: {
    path: '/vpc/v3/{p}/vpc/traffic-mirror-filter-rules',
    body: 'traffic_mirror_filter_rule',
  },
  huaweicloud_vpc_peering_connection: { path: '/vpc/v2.0/vpc/peerings', body: 'peering' },
  huaweicloud_networking_secgroup_rule: { path: '/vpc/v1/{p}/security-group-rules', body: 'security_group_rule' },
};

/** What somebody does on the console to a deployment, of which Terraform does not know. */
export class BehindTerraform {
  constructor(
    private readonly lab: LabUnderTest,
    private readonly deployment: Deployment,
  ) {}

  /** Changes fields of a resource with an address such as `huaweicloud_vpc_traffic_mirror_session.udp_mirror_session`. */
  async change(address: string, fields: Fields): Promise<void> {
    const { path, body } = this.place(address);
    await this.lab.call('PUT', path, { [body]: fields });
  }

  async remove(address: string): Promise<void> {
    await this.lab.call('DELETE', this.place(address).path);
  }

  /** One value against the other, of two resources; where both may not have the same at a time, by a third. */
  async exchange(
    field: string,
    first: readonly [string, unknown],
    second: readonly [string, unknown],
    third?: unknown,
  ): Promise<void> {
    if (third !== undefined) await this.change(first[0], { [field]: third });
    await this.change(second[0], { [field]: first[1] });
    await this.change(first[0], { [field]: second[1] });
  }

  /** Changes the routes of the default table of a VPC, such as `huaweicloud_vpc.network_vpc`. */
  async changeRoutes(vpc: string, routes: Fields): Promise<void> {
    const id = String(this.deployment.attribute(vpc, 'id'));
    const { routetables } = (await this.lab.call('GET', `/vpc/v1/{p}/routetables?vpc_id=${id}`)) as {
      readonly routetables: readonly { readonly id: string }[];
    };
    const [table] = routetables;
    if (table === undefined) throw new Error(`${vpc} has no route table`);
    await this.lab.call('PUT', `/vpc/v1/{p}/routetables/${table.id}`, { routetable: { routes } });
  }

  private place(address: string): { readonly path: string; readonly body: string } {
    const place = PLACES[address.split('.')[0] ?? ''];
    if (place === undefined) throw new Error(`no path for ${address}`);
    return { ...place, path: `${place.path}/${String(this.deployment.attribute(address, 'id'))}` };
  }
}
