import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type SecurityGroup } from '../network/security-group';

/** A security group for each kind of server, which may be one and the same. */
export abstract class KindsOfGroups extends Construct {
  abstract readonly source: SecurityGroup;
  abstract readonly target: SecurityGroup;
  abstract readonly test: SecurityGroup;

  /** Each group once. */
  get all(): readonly SecurityGroup[] {
    return [...new Set([this.test, this.source, this.target])];
  }

  get dependables(): readonly ITerraformDependable[] {
    return this.all.flatMap((group) => group.dependables);
  }

  get ruleIds(): readonly string[] {
    return this.all.flatMap((group) => group.ruleIds);
  }
}
