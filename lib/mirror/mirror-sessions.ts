import { Aspects, dependable, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { DataHuaweicloudVpcTrafficMirrorSessions } from '../../.gen/providers/huaweicloud/data-huaweicloud-vpc-traffic-mirror-sessions';
import { VpcTrafficMirrorSession } from '../../.gen/providers/huaweicloud/vpc-traffic-mirror-session';
import { throwProblems } from '../values/input-error';
import { PACKET_LENGTH, SESSION_PRIORITY, VNI } from '../values/limits';
import { checkName } from '../values/name';
import { checkDescription } from '../values/text';
import { checkInteger } from '../values/whole-number';
import { addPlanCheck, addressOf } from '../values/plan-check';
import { checkOptionalProp, checkProp } from '../values/prop-check';
import { shown } from '../values/shown';
import { type IMirrorFilter } from './mirror-filter';
import { SessionPlaces } from './session-places';
import { checkVni } from './vni';

export interface MirrorSessionsProps {
  /**
   * 1 to 60 letters, digits, Chinese characters, "_", "-" or "."; the sessions are called this with `-01` behind it, and
   * counted. Of the region no other sessions may be called so: by their names these know which sources they have already.
   */
  readonly name: string;
  readonly filter: IMirrorFilter;
  /** Expression of Terraform, without `${}`: the list of network interface ids, each once, known at plan. */
  readonly sources: string;
  /** Expressions of Terraform with `${}`, or texts. */
  readonly target: { readonly type: 'eni' | 'elb'; readonly id: string };
  /** 1 to 32766, of the first session; those of the others are counted on from it. */
  readonly priority: number;
  /** 1 to 16777215, of the first session; those of the others are counted on from it. @default 1 */
  readonly vni?: number;
  /** Whether all sessions have the VNI of the first. @default false */
  readonly oneVni?: boolean;
  /** Bytes of each original packet that are copied, 1 to 1460. @default 96 */
  readonly packetLength?: number;
  /** @default true */
  readonly enabled?: boolean;
  /** At most 255 characters, no angle brackets. */
  readonly description?: string;
  /** Whether a plan warns of priorities that other sessions of the region have. @default true */
  readonly planChecks?: boolean;
  /** What else must exist before a session starts, such as the rules that let its packets into the target. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Mirror sessions of any number of sources, ten in each. How many there are, Terraform knows at plan; an address in the
 * state is that of the session's number, such as `["01"]`.
 */
export class MirrorSessions extends Construct {
  readonly name: string;
  readonly resource: VpcTrafficMirrorSession;
  readonly places: SessionPlaces;

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: MirrorSessionsProps) {
    super(scope, id);
    const { name, priority, vni = 1, oneVni = false, packetLength = 96, enabled = true } = props;
    throwProblems(`mirror sessions ${shown(name)}`, {
      name: checkProp(
        name,
        (text) => checkName(text) ?? (text.length > 60 ? 'must be at most 60 characters' : undefined),
      ),
      description: checkOptionalProp(props.description, checkDescription),
      priority: checkProp(priority, (value) => checkInteger(value, SESSION_PRIORITY)),
      vni: checkProp(vni, checkVni),
      packetLength: checkProp(packetLength, (length) => checkInteger(length, PACKET_LENGTH)),
    });
    this.name = name;
    const listed = new DataHuaweicloudVpcTrafficMirrorSessions(this, 'existing', {});
    const sessions = `${addressOf(listed)}.traffic_mirror_sessions`;
    this.places = new SessionPlaces(this, 'places', { sources: props.sources, sessions, name });
    const counted = (first: number): string => `${first} + tonumber(each.key) - 1`;
    this.resource = new VpcTrafficMirrorSession(this, 'Resource', {
      name: `${name}-\${each.key}`,
      description: props.description,
      trafficMirrorFilterId: props.filter.filterId,
      trafficMirrorSources: ['${each.value}'],
      trafficMirrorTargetId: props.target.id,
      trafficMirrorTargetType: props.target.type,
      priority,
      virtualNetworkId: vni,
      packetLength,
      enabled,
      lifecycle: {
        precondition: [
          atMost('priority', counted(priority), SESSION_PRIORITY.max, name),
          ...(oneVni ? [] : [atMost('VNI', counted(vni), VNI.max, name)]),
        ],
      },
    });
    this.resource.addOverride('for_each', `\${${this.places.sessions}}`);
    this.resource.addOverride('traffic_mirror_sources', '${each.value}');
    this.resource.addOverride('priority', `\${${counted(priority)}}`);
    if (!oneVni) this.resource.addOverride('virtual_network_id', `\${${counted(vni)}}`);
    if (props.planChecks ?? true) this.warnOfPriorities(listed, sessions, priority);
    // At synth rather than here: rules may be added to the filter after its sessions were made.
    Aspects.of(this).add({
      visit: () => {
        const needed = [...props.filter.dependables, ...(props.dependsOn ?? [])];
        this.resource.dependsOn = needed.map((resource) => dependable(resource));
      },
    });
  }

  /** Expression of the map of all sessions by number, `{ id, name, priority, virtual_network_id, … }`. */
  get all(): string {
    return `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
  }

  private warnOfPriorities(data: DataHuaweicloudVpcTrafficMirrorSessions, sessions: string, first: number): void {
    const taken = `contains([for number in keys(${this.places.sessions}) : ${first} + tonumber(number) - 1], other.priority)`;
    const isOther = `!can(regex("^${this.name.replaceAll('.', '[.]')}-[0-9]+$", other.name))`;
    const others = `[for other in ${sessions} : "\${other.priority} by \${other.name}" if ${isOther} && ${taken}]`;
    addPlanCheck(data, [
      {
        condition: `\${length(${others}) == 0}`,
        error_message: `mirror sessions ${this.name}: priorities are taken in region \${${addressOf(data)}.region}, \${join(", ", ${others})}; priorities are unique in a region, so choose another first one`,
      },
    ]);
  }
}

function atMost(what: string, value: string, max: number, name: string): { condition: string; errorMessage: string } {
  return {
    condition: `\${${value} <= ${max}}`,
    errorMessage: `mirror session ${name}-\${each.key}: its ${what} would be \${${value}}, and the largest is ${max}; begin with a smaller one`,
  };
}
