import { TerraformStack } from 'cdktf';
import { DataHuaweicloudComputeFlavors } from '../../.gen/providers/huaweicloud/data-huaweicloud-compute-flavors';
import { DataHuaweicloudVpcTrafficMirrorSessions } from '../../.gen/providers/huaweicloud/data-huaweicloud-vpc-traffic-mirror-sessions';
import { type MirrorSession } from '../mirror/mirror-session';

/*
 * What only the cloud knows, asked at plan. Each is a Terraform `check`, which warns and stops nothing. Its data source
 * is not inside it, although Terraform would then forgive that it cannot be read: such a one is in every plan as
 * something still to be read, so that no plan would be empty any more.
 */

interface SoldServer {
  readonly name: string;
  readonly flavor: string;
  readonly availabilityZone?: string | undefined;
}

/**
 * Warns of a flavor that is not in the region's list, or not in that of the server's zone. What is on the list may still
 * be sold out: the provider does not tell.
 */
export function checkFlavors(stack: TerraformStack, servers: readonly SoldServer[]): void {
  const zones = [...new Set(servers.map(({ availabilityZone }) => availabilityZone))];
  for (const [index, zone] of zones.entries()) {
    const id = index === 0 ? 'flavors' : `flavors-${index + 1}`;
    const data = new DataHuaweicloudComputeFlavors(stack, id, zone === undefined ? {} : { availabilityZone: zone });
    const address = addressOf(data);
    const region = `region \${${address}.region}`;
    const place = zone === undefined ? region : `availability zone ${zone} of ${region}`;
    const remedy = zone === undefined ? 'flavor or region' : 'flavor or availability zone';
    const inZone = servers.filter(({ availabilityZone }) => availabilityZone === zone);
    addCheck(
      data,
      inZone.map(({ name, flavor }) => ({
        condition: `\${contains(${address}.ids, ${JSON.stringify(flavor)})}`,
        error_message: `${name}: flavor ${flavor} is not sold in ${place}; choose another ${remedy}`,
      })),
    );
  }
}

/**
 * Warns of another session of the region that has a session's priority: they are unique there.
 *
 * Until it is made the session has no id by which to tell it from others, so its name stands for it; Terraform then says
 * of one of the same name that it will know after the apply.
 */
export function checkSessionPriority(session: MirrorSession, priority: number): void {
  const data = new DataHuaweicloudVpcTrafficMirrorSessions(session, 'priority', { priority: String(priority) });
  const address = addressOf(data);
  const { terraformResourceType, friendlyUniqueId } = session.resource;
  const own = `${terraformResourceType}.${friendlyUniqueId}.id`;
  const isNamesake = `other.name == ${JSON.stringify(session.name)}`;
  const same = (value: string): string =>
    `[for other in ${address}.traffic_mirror_sessions : ${value} if other.priority == ${priority}]`;
  const begin = `mirror session ${session.name}: priority ${priority} is taken in region \${${address}.region} by`;
  const end = 'priorities are unique in a region, so choose another';
  addCheck(data, [
    {
      condition: `\${alltrue(${same(isNamesake)})}`,
      error_message: `${begin} \${join(", ", ${same('other.name')})}; ${end}, unless that is this session's name until now`,
    },
    {
      condition: `\${alltrue(${same(`${isNamesake} ? other.id == ${own} : true`)})}`,
      error_message: `${begin} another session of the same name; ${end}`,
    },
  ]);
}

type DataSource = DataHuaweicloudComputeFlavors | DataHuaweicloudVpcTrafficMirrorSessions;

function addressOf({ terraformResourceType, friendlyUniqueId }: DataSource): string {
  return `data.${terraformResourceType}.${friendlyUniqueId}`;
}

interface Assertion {
  readonly condition: string;
  readonly error_message: string;
}

/** CDKTF has no construct for a check. It is named as its data source is. */
function addCheck(data: DataSource, assertions: readonly Assertion[]): void {
  TerraformStack.of(data).addOverride(`check.${data.friendlyUniqueId}`, { assert: assertions });
}
