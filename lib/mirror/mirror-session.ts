import {
  Aspects,
  DefaultTokenResolver,
  dependable,
  StringConcat,
  Tokenization,
  type ITerraformDependable,
} from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { VpcTrafficMirrorSession } from '../../.gen/providers/huaweicloud/vpc-traffic-mirror-session';
import { throwProblems, type Problem } from '../values/input-error';
import { PACKET_LENGTH, SESSION_PRIORITY, SOURCES_PER_SESSION } from '../values/limits';
import { checkName } from '../values/name';
import { checkDescription, checkNotEmpty } from '../values/text';
import { checkInteger } from '../values/whole-number';
import { type IMirrorFilter } from './mirror-filter';
import { type MirrorTarget } from './mirror-target';
import { checkVni } from './vni';
import { checkOptionalProp, checkProp } from '../values/prop-check';
import { shown } from '../values/shown';
import { addUniqueness } from '../values/unique';

export interface MirrorSessionProps {
  /** 1 to 64 letters, digits, Chinese characters, "_", "-" or "."; unique among the sessions of the stack. */
  readonly name: string;
  readonly filter: IMirrorFilter;
  /**
   * Ids of 1 to 10 network interfaces whose packets are mirrored. They may belong to servers that another stack or a
   * person owns; their ECSs must be of a flavor that can be a mirror source.
   */
  readonly sources: readonly string[];
  readonly target: MirrorTarget;
  /** 1 to 32766, smaller first; unique in the stack. */
  readonly priority: number;
  /** VXLAN network identifier of the copies, 1 to 16777215. @default 1 */
  readonly vni?: number;
  /** Bytes of each original packet that are copied, 1 to 1460. @default 96 */
  readonly packetLength?: number;
  /** @default true */
  readonly enabled?: boolean;
  /** At most 255 characters, no angle brackets. */
  readonly description?: string;
  /** What else must exist before the session starts, such as the rule that lets its packets into the target. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Copies the packets that a filter accepts from up to ten network interfaces to one target, inside VXLAN. */
export class MirrorSession extends Construct {
  readonly sessionId: string;
  readonly name: string;
  readonly priority: number;
  readonly vni: number;
  readonly packetLength: number;
  readonly enabled: boolean;
  readonly resource: VpcTrafficMirrorSession;

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: MirrorSessionProps) {
    super(scope, id);
    this.name = props.name;
    this.priority = props.priority;
    this.vni = props.vni ?? 1;
    this.packetLength = props.packetLength ?? 96;
    this.enabled = props.enabled ?? true;
    throwProblems(`mirror session ${shown(props.name)}`, {
      name: checkProp(props.name, checkName),
      description: checkOptionalProp(props.description, checkDescription),
      priority: checkProp(props.priority, (priority) => checkInteger(priority, SESSION_PRIORITY)),
      vni: checkProp(this.vni, checkVni),
      packetLength: checkProp(this.packetLength, (length) => checkInteger(length, PACKET_LENGTH)),
      sources: checkProp(props.sources, (sources) => checkSources(this, sources, props.target)),
    });
    this.resource = new VpcTrafficMirrorSession(this, 'Resource', {
      name: props.name,
      description: props.description,
      trafficMirrorFilterId: props.filter.filterId,
      trafficMirrorSources: [...props.sources],
      trafficMirrorTargetId: props.target.id,
      trafficMirrorTargetType: props.target.type,
      priority: props.priority,
      virtualNetworkId: this.vni,
      packetLength: this.packetLength,
      enabled: this.enabled,
    });
    this.sessionId = this.resource.id;
    const isSession = (other: IConstruct): other is MirrorSession => other instanceof MirrorSession;
    addUniqueness(this, 'mirror session', isSession, 'name', ({ name }) => name);
    // Unique in an account's region: the console's help, and nothing else that was found.
    addUniqueness(this, 'mirror session', isSession, 'priority', ({ priority }) => priority);
    // At synth rather than here: rules may be added to the filter after its session was made.
    Aspects.of(this).add({
      visit: () => {
        const needed = [...props.filter.dependables, ...(props.dependsOn ?? [])];
        this.resource.dependsOn = needed.map((resource) => dependable(resource));
      },
    });
  }
}

function checkSources(scope: Construct, ids: readonly string[], target: MirrorTarget): Problem {
  const { min, max } = SOURCES_PER_SESSION;
  if (ids.length < min || ids.length > max) {
    return `must be ${min} to ${max} network interfaces, got: ${ids.length}`;
  }
  const empty = ids.find((id) => checkNotEmpty(id) !== undefined);
  if (empty !== undefined) return `must be ids of network interfaces, got: ${shown(empty)}`;
  const sources = ids.map((id) => expression(scope, id));
  const twice = sources.find((source, index) => sources.indexOf(source) !== index);
  if (twice !== undefined) return `must not name a network interface twice, got: ${twice} twice`;
  if (target.type === 'eni' && sources.includes(expression(scope, target.id))) {
    return `must not include the mirror target, got: ${expression(scope, target.id)} as both`;
  }
  return undefined;
}

/** The id as it stands in the JSON: CDKTF gives a reference another token each time that it is read. */
function expression(scope: Construct, id: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(id, { scope, resolver, preparing: false }) as string;
}
