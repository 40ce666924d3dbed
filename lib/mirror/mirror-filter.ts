import { Annotations, type ITerraformDependable } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { VpcTrafficMirrorFilter } from '../../.gen/providers/huaweicloud/vpc-traffic-mirror-filter';
import { VpcTrafficMirrorFilterRule } from '../../.gen/providers/huaweicloud/vpc-traffic-mirror-filter-rule';
import { throwProblems } from '../values/input-error';
import { checkName } from '../values/name';
import { checkDescription } from '../values/text';
import { type MirrorRule } from './mirror-rule';
import { checkOptionalProp, checkProp } from '../values/prop-check';
import { shown } from '../values/shown';
import { addUniqueness } from '../values/unique';

/** A mirror filter as a session sees it: one of this stack's, or one that exists already. */
export interface IMirrorFilter {
  readonly filterId: string;
  /** What must exist before a session may use the filter. */
  readonly dependables: readonly ITerraformDependable[];
}

export interface MirrorFilterProps {
  /** 1 to 64 letters, digits, Chinese characters, "_", "-" or "."; unique among the filters of the stack. */
  readonly name: string;
  /** At most 255 characters, no angle brackets. */
  readonly description?: string;
  /** More can be added with `addRule`; a filter without any is an error at synth. */
  readonly rules?: readonly MirrorRule[];
}

/** Rules that say which packets are mirrored. Does nothing until a session uses it. */
export class MirrorFilter extends Construct implements IMirrorFilter {
  /** A filter that exists already, by its id. */
  static fromFilterId(filterId: string): IMirrorFilter {
    return { filterId, dependables: [] };
  }

  readonly filterId: string;
  readonly name: string;
  private readonly resource: VpcTrafficMirrorFilter;
  private readonly entries: { readonly rule: MirrorRule; readonly resource: VpcTrafficMirrorFilterRule }[] = [];

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: MirrorFilterProps) {
    super(scope, id);
    throwProblems(`mirror filter ${shown(props.name)}`, {
      name: checkProp(props.name, checkName),
      description: checkOptionalProp(props.description, checkDescription),
    });
    this.name = props.name;
    this.resource = new VpcTrafficMirrorFilter(this, 'Resource', { name: props.name, description: props.description });
    this.filterId = this.resource.id;
    for (const rule of props.rules ?? []) this.addRule(rule);
    const isFilter = (other: IConstruct): other is MirrorFilter => other instanceof MirrorFilter;
    addUniqueness(this, 'mirror filter', isFilter, 'name', ({ name }) => name);
    this.node.addValidation({
      validate: () =>
        this.entries.length > 0 ? [] : [`mirror filter ${shown(this.name)} has no rule, so nothing would be mirrored`],
    });
  }

  get rules(): readonly MirrorRule[] {
    return this.entries.map(({ rule }) => rule);
  }

  /** The filter with its rules, so that a session never starts with half a filter. */
  get dependables(): readonly ITerraformDependable[] {
    return [this.resource, ...this.ruleResources];
  }

  get ruleResources(): readonly VpcTrafficMirrorFilterRule[] {
    return this.entries.map(({ resource }) => resource);
  }

  /** What must hold before the filter is made: preconditions of Terraform, whose conditions stand here without `${}`. */
  require(findings: readonly { readonly condition: string; readonly errorMessage: string }[]): void {
    const precondition = findings.map(({ condition, errorMessage }) => ({
      condition: `\${${condition}}`,
      errorMessage,
    }));
    this.resource.lifecycle = { ...this.resource.lifecycle, precondition };
  }

  /**
   * Adds a rule. Its address in the state is its number among the rules of its direction, so that a changed priority
   * or port is an update in place.
   *
   * @throws InputError if another rule of that direction has the same priority
   */
  addRule(rule: MirrorRule): VpcTrafficMirrorFilterRule {
    const sameDirection = this.rules.filter((other) => other.direction === rule.direction);
    const twin = sameDirection.find((other) => other.priority === rule.priority);
    throwProblems(`mirror filter ${shown(this.name)}`, {
      priority:
        twin && `${rule.priority} is used twice for ${rule.direction}: "${twin.toString()}" and "${rule.toString()}"`,
    });
    for (const other of sameDirection) this.warnIfShadowed(other, rule);
    const resource = new VpcTrafficMirrorFilterRule(this, `${rule.direction}-${sameDirection.length + 1}`, {
      trafficMirrorFilterId: this.filterId,
      direction: rule.direction,
      priority: rule.priority,
      protocol: rule.protocol,
      ethertype: rule.ethertype,
      action: rule.action,
      // "All" is said by leaving a field out: the provider shows an empty string as a difference for ever.
      sourceCidrBlock: rule.source?.toString(),
      sourcePortRange: rule.sourcePorts?.toMirrorFormat(),
      destinationCidrBlock: rule.destination?.toString(),
      destinationPortRange: rule.destinationPorts?.toMirrorFormat(),
      description: rule.description,
    });
    this.entries.push({ rule, resource });
    return resource;
  }

  private warnIfShadowed(a: MirrorRule, b: MirrorRule): void {
    const [first, second] = a.priority < b.priority ? [a, b] : [b, a];
    if (!first.covers(second)) return;
    Annotations.of(this).addWarning(
      `mirror filter ${shown(this.name)}: rule "${second.toString()}" can never decide, because "${first.toString()}" comes first and matches all that it matches`,
    );
  }
}
