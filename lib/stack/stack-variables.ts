import { TerraformVariable, type TerraformStack } from 'cdktf';
import { addSshLogin, type SshLogin } from './ssh-private-key';
import { addSshPublicKey } from './ssh-public-key';

/** What differs from run to run, and secrets: never settings, never in the JSON. */
export interface StackVariables {
  readonly trustedCidr: TerraformVariable;
  readonly sshPublicKey: TerraformVariable;
}

export interface VerificationVariables {
  readonly login: SshLogin;
  readonly verificationRun: TerraformVariable;
}

export function addStackVariables(stack: TerraformStack): StackVariables {
  const trustedCidr = new TerraformVariable(stack, 'trusted_cidr', {
    type: 'string',
    nullable: false,
    description:
      'IPv4 CIDR block that may log in over SSH (22) and RDP (3389), such as 198.51.100.7/32. The guide uses 0.0.0.0/0 and warns against it.',
    validation: [
      {
        // Host bits would be dropped by the API, and the rule replaced at every deploy.
        condition:
          '${can(cidrnetmask(var.trusted_cidr)) && try(cidrsubnet(var.trusted_cidr, 0, 0) == var.trusted_cidr, false)}',
        errorMessage: 'trusted_cidr must be an IPv4 CIDR block without host bits, such as 198.51.100.7/32.',
      },
    ],
  });
  const sshPublicKey = addSshPublicKey(stack);
  // A check draws a warning at plan and apply but stops nothing: the guide's value stays possible, by hand.
  stack.addOverride('check.trusted_cidr', {
    assert: {
      condition: '${!endswith(var.trusted_cidr, "/0")}',
      error_message:
        'trusted_cidr is open to the whole Internet: everybody can try to log in over SSH and RDP. Use your own address, such as 198.51.100.7/32.',
    },
  });
  return { trustedCidr, sshPublicKey };
}

export function addVerificationVariables(stack: TerraformStack): VerificationVariables {
  return {
    login: addSshLogin(stack),
    verificationRun: new TerraformVariable(stack, 'verification_run', {
      type: 'number',
      default: 1,
      nullable: false,
      description: 'Raise it to run the verification again although nothing has changed.',
    }),
  };
}
