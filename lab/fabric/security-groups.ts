import { isDeepStrictEqual } from 'node:util';
import { type DesiredState } from './desired-state';
import { type LabNamespaces } from './lab-namespaces';
import { type Port } from './port';
import { ruleLines, type GroupMembers, type PortRules } from './security-group-rules';
import { forgetFragments, removePort, tableRuleset } from './security-group-ruleset';
import { type VpcNetwork } from './vpc-network';

interface Loaded {
  readonly table: string;
  /** Inbound rules of each port, by its device. */
  readonly inbound: ReadonlyMap<string, readonly string[]>;
}

/** Keeps the rulesets in the kernel equal to the security groups, one transaction per VPC and change. */
export class SecurityGroups {
  private readonly loaded = new Map<VpcNetwork, Loaded>();

  constructor(private readonly lab: LabNamespaces) {}

  async apply(ports: readonly Port[], desired: DesiredState): Promise<void> {
    const vpcs = new Set([...this.loaded.keys(), ...ports.map((port) => port.vpc)]);
    for (const vpc of vpcs) {
      const mine = ports.filter((port) => port.vpc === vpc);
      const members = desired.members.get(mine[0]?.subnet.vpcId ?? '') ?? new Map<string, GroupMembers>();
      await this.load(
        vpc,
        mine.map((port) => rulesOf(port, desired)),
        members,
      );
    }
  }

  /** Forgets a VPC that is gone. */
  forget(vpc: VpcNetwork): void {
    this.loaded.delete(vpc);
  }

  private async load(
    vpc: VpcNetwork,
    ports: readonly PortRules[],
    members: ReadonlyMap<string, GroupMembers>,
  ): Promise<void> {
    const table = tableRuleset(ports, members);
    const before = this.loaded.get(vpc);
    if (before?.table === table) return;
    const inbound = new Map(ports.map((rules) => [rules.device, ruleLines(rules, 'ingress', members)]));
    const gone = [...(before?.inbound.keys() ?? [])].filter((device) => !inbound.has(device));
    const changed = [...inbound].filter(([device, lines]) => {
      const old = before?.inbound.get(device);
      return old !== undefined && !isDeepStrictEqual(old, lines);
    });
    const transaction = [
      table,
      ...gone.map((device) => removePort(device)),
      ...changed.map(([device]) => forgetFragments(device)),
    ].join('');
    try {
      await this.lab.nft(vpc.netns, transaction);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`the security groups could not be applied: ${reason}`, { cause: error });
    }
    this.loaded.set(vpc, { table, inbound });
  }
}

function rulesOf(port: Port, { activeInterfaces, groups }: DesiredState): PortRules {
  // The port's own specification can be older than its groups, which change without a new port.
  const spec = activeInterfaces.get(port.spec.id) ?? port.spec;
  return {
    device: port.device,
    port: spec,
    groups: spec.securityGroupIds.flatMap((id) => groups.get(id) ?? []),
  };
}
