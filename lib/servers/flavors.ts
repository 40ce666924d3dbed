import { type TerraformStack } from 'cdktf';
import { DataHuaweicloudComputeFlavors } from '../../.gen/providers/huaweicloud/data-huaweicloud-compute-flavors';
import { addPlanCheck, addressOf } from '../values/plan-check';

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
    addPlanCheck(
      data,
      inZone.map(({ name, flavor }) => ({
        condition: `\${contains(${address}.ids, ${JSON.stringify(flavor)})}`,
        error_message: `${name}: flavor ${flavor} is not sold in ${place}; choose another ${remedy}`,
      })),
    );
  }
}
