import { DataHuaweicloudVpcTrafficMirrorSessions } from '../../.gen/providers/huaweicloud/data-huaweicloud-vpc-traffic-mirror-sessions';
import { addPlanCheck, addressOf } from '../values/plan-check';
import { type MirrorSession } from './mirror-session';

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
  addPlanCheck(data, [
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
