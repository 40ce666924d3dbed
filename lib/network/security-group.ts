import { Annotations, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { NetworkingSecgroup } from '../../.gen/providers/huaweicloud/networking-secgroup';
import { NetworkingSecgroupRule } from '../../.gen/providers/huaweicloud/networking-secgroup-rule';
import { throwProblems } from '../values/input-error';
import { checkName } from '../values/name';
import { checkDescription } from '../values/text';
import { checkEnterpriseProjectId } from '../values/places';
import { checkOptionalProp, checkProp, checkTagsProp } from '../values/prop-check';
import { Peer } from './peer';
import { Port } from './port';
import { shown } from '../values/shown';

export interface SecurityGroupProps {
  /** 1 to 64 letters, digits, Chinese characters, "_", "-" or ".". */
  readonly name: string;
  /** At most 255 characters, no angle brackets. */
  readonly description?: string;
  /** 0, the default project, or an id of at most 36 letters, digits and hyphens. */
  readonly enterpriseProjectId?: string;
  /** At most 20; keys of 1 to 36, values of at most 43 letters, digits, Chinese characters, "_", "-", and in values ".". */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A security group as other constructs see it: one of this stack's, or one that exists already. */
export interface ISecurityGroup {
  readonly groupId: string;
  readonly name: string;
  /** What must exist before the group lets its servers' traffic through. */
  readonly dependables: readonly ITerraformDependable[];
}

/**
 * A security group that has just the rules that are added to it: the four rules which Huawei Cloud puts into every
 * new group are deleted, because declaring them again would be answered with 409 and leaving them would hide them.
 */
export class SecurityGroup extends Construct implements ISecurityGroup {
  /** A group that exists already, by its id and the name that people know it by. */
  static fromGroupId(groupId: string, name: string): ISecurityGroup {
    return { groupId, name, dependables: [] };
  }

  readonly groupId: string;
  readonly name: string;
  private readonly rules: NetworkingSecgroupRule[] = [];

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    throwProblems(`security group ${shown(props.name)}`, {
      name: checkProp(props.name, checkName),
      description: checkOptionalProp(props.description, checkDescription),
      enterpriseProjectId: checkOptionalProp(props.enterpriseProjectId, checkEnterpriseProjectId),
      tags: checkTagsProp(props.tags),
    });
    const group = new NetworkingSecgroup(this, 'Resource', {
      name: props.name,
      description: props.description,
      deleteDefaultRules: true,
      enterpriseProjectId: props.enterpriseProjectId,
      tags: props.tags,
      // No API tells it, so an imported group has none in the state, and a change of it replaces the group.
      lifecycle: { ignoreChanges: ['delete_default_rules'] },
    });
    this.groupId = group.id;
    this.name = props.name;
  }

  /** The rules: what a server's traffic needs beyond the group itself. */
  get dependables(): readonly ITerraformDependable[] {
    return this.rules;
  }

  /** A changed rule has a new id: rules cannot be updated. */
  get ruleIds(): readonly string[] {
    return this.rules.map(({ id }) => id);
  }

  allowIngress(id: string, peer: Peer, port: Port, description: string): NetworkingSecgroupRule {
    return this.allow('ingress', id, peer, port, description);
  }

  allowEgress(id: string, peer: Peer, port: Port, description: string): NetworkingSecgroupRule {
    return this.allow('egress', id, peer, port, description);
  }

  /** The last two rows of Table 2. */
  allowAllEgress(): void {
    this.allowEgress('ipv4', Peer.anyIpv4(), Port.all(), 'Allows access to the Internet over IPv4.');
    this.allowEgress('ipv6', Peer.anyIpv6(), Port.all(), 'Allows access to the Internet over IPv6.');
  }

  private allow(
    direction: 'ingress' | 'egress',
    id: string,
    peer: Peer,
    port: Port,
    description: string,
  ): NetworkingSecgroupRule {
    throwProblems(`security group rule ${shown(id)}`, { description: checkProp(description, checkDescription) });
    if (direction === 'ingress' && peer.isEverybody) {
      Annotations.of(this).addWarning(
        `security group ${shown(this.name)}: rule ${shown(id)} is open to the whole Internet (${peer.cidr ?? ''}); name the addresses that need it`,
      );
    }
    // What a rule does not narrow is left out: the API takes an absent protocol or port as "All".
    const rule = new NetworkingSecgroupRule(this, `${direction}-${id}`, {
      securityGroupId: this.groupId,
      direction,
      ethertype: peer.ethertype,
      protocol: port.protocol,
      ports: port.port === undefined ? undefined : String(port.port),
      remoteIpPrefix: peer.cidr,
      remoteGroupId: peer.isSelf ? this.groupId : undefined,
      description,
    });
    this.rules.push(rule);
    return rule;
  }
}
