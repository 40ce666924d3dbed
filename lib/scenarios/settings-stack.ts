import { TerraformStack, type TerraformElement } from 'cdktf';
import { type Construct } from 'constructs';
import { type AnySettings } from '../settings/settings';
import { addProvider } from '../stack/provider';
import { addSshPublicKey } from '../stack/ssh-public-key';
import { addVerificationVariables, type VerificationVariables } from '../stack/stack-variables';
import { addStateBackend } from '../stack/state-backend';
import { type Verification } from '../verification/verification';

/** What the stacks of all scenarios have: where their state is, which region they are for, and what addresses look like. */
export abstract class SettingsStack<T extends AnySettings> extends TerraformStack {
  /** Absent where nothing is proven. */
  abstract readonly verification?: Verification;
  readonly settings: T;
  private ownLogin?: VerificationVariables;

  constructor(scope: Construct, settings: T, id: string = settings.scenario) {
    super(scope, id);
    this.settings = settings;
    // Ephemeral variables, of which ssh_private_key is one, came with Terraform 1.10.
    this.addOverride('terraform.required_version', '>= 1.10');
    addStateBackend(this, settings.stateBackend);
    addProvider(this, settings);
  }

  /** The variables with which Terraform logs in, which are there once something does. */
  protected get loginVariables(): VerificationVariables {
    // By its comment the login knows which key of the agent is meant.
    if (this.node.tryFindChild('ssh_public_key') === undefined) addSshPublicKey(this);
    this.ownLogin ??= addVerificationVariables(this);
    return this.ownLogin;
  }

  /**
   * Addresses in the state are the path of the construct, without CDKTF's hash: `huaweicloud_vpc.network_vpc`. They
   * are a contract: a changed one would destroy and create a user's resource.
   */
  protected override allocateLogicalId(element: TerraformElement): string {
    const path = element.node.scopes.slice(element.node.scopes.indexOf(this) + 1).map(({ node }) => node.id);
    return path
      .filter((part) => part !== 'Resource')
      .join('_')
      .replaceAll('-', '_');
  }
}
