import { Annotations, type TerraformStack } from 'cdktf';
import { type StateBackendProps } from './state-backend';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Says at synth, which is the beginning of each deploy, that a verification from here could not log in: Terraform itself
 * notices when all else is built. It is said and not refused, because cdktf does not tell a program whether it will
 * deploy, and a review needs no agent. Windows' agents are found without SSH_AUTH_SOCK; with Terraform Cloud, Terraform
 * may run elsewhere.
 */
export function tellOfMissingAgent(
  stack: TerraformStack,
  backend: StateBackendProps,
  { platform, environment }: Machine,
): void {
  if (backend.type === 'cloud' || platform === 'win32') return;
  if (['SSH_AUTH_SOCK', 'TF_VAR_ssh_private_key'].some((name) => (environment[name] ?? '') !== '')) return;
  Annotations.of(stack).addInfo(
    'there is no ssh-agent here (SSH_AUTH_SOCK is not set): before a deploy, start one with eval "$(ssh-agent)" and add the key with ssh-add, or the verification cannot log in',
  );
}
