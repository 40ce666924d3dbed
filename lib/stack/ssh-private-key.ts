import { TerraformLocal, TerraformVariable, type TerraformStack, type TerraformVariableValidationConfig } from 'cdktf';
import { COMMENT_OF_PUBLIC_KEY } from './ssh-public-key';

/** With what Terraform logs in: arguments of a connection. */
export interface SshLogin {
  /** The private key, or null. */
  readonly privateKey: string;
  /** Whether the ssh-agent is asked: where no key is given. */
  readonly agent: string;
  /** Name of the key that the agent is asked for first. */
  readonly agentIdentity: string;
}

// Nobody who looks for keys in the JSON is to find one: no pattern and no sentence has the words of a key's first line.
const KEY_LINE = 'PRIVATE[ ]KEY-{5}';

/** What may be given for a private key, written so that RE2, Terraform's, and JavaScript read it alike. */
export const PRIVATE_KEY = {
  nothing: /^$/,
  publicKey: /^(?:ssh-|ecdsa-|sk-|-{4,5} ?BEGIN (?:SSH2 |RSA )?PUBLIC[ ]KEY)/,
  /** The first line of a key, whatever follows. */
  begun: new RegExp(`^-{5}BEGIN [A-Z0-9 ]*${KEY_LINE}`),
  /** Something stands behind the first line that belongs on the next: blanks, or `\n`, in place of line breaks. */
  onOneLine: new RegExp(`^-{5}BEGIN [A-Z0-9 ]*${KEY_LINE}[ \\t]*\\S`),
  /** OpenSSH's own format begins with its name, and that of the cipher, whose length alone tells "none" from all others. */
  encrypted: new RegExp(
    `^-{5}BEGIN (?:${[
      `ENCRYPTED ${KEY_LINE}\\s*\\n`,
      `[A-Z]+ ${KEY_LINE}\\s*\\nProc-Type: 4,ENCRYPTED`,
      `OPENSSH ${KEY_LINE}\\s*\\n\\s*b3BlbnNzaC1rZXktdjEAAAAA[^B]`,
    ].join('|')})`,
  ),
  /** From the first line to the last, without a passphrase, as OpenSSH (openssh-key-v1) or as DER, a sequence. */
  whole: new RegExp(
    `^-{5}BEGIN (?:OPENSSH ${KEY_LINE}\\s*\\n\\s*b3BlbnNzaC1rZXktdjEAAAAAB|(?:RSA |EC )?${KEY_LINE}\\s*\\n\\s*M)` +
      `[A-Za-z0-9+/=\\s]+\\n\\s*-{5}END (?:[A-Z]+ )?${KEY_LINE}$`,
  ),
} as const;

// Of null, every pattern is false.
const is = (what: keyof typeof PRIVATE_KEY): string =>
  `can(regex(${JSON.stringify(PRIVATE_KEY[what].source)}, trimspace(var.ssh_private_key)))`;

/** Of each wrong key exactly one of these is untrue. */
const VALIDATION: TerraformVariableValidationConfig[] = [
  {
    condition: `\${!${is('nothing')}}`,
    errorMessage:
      'ssh_private_key is empty: leave it out, and the ssh-agent is asked, or give the text of the key: TF_VAR_ssh_private_key="$(cat KEY)".',
  },
  {
    condition: `\${!${is('publicKey')}}`,
    errorMessage: 'ssh_private_key is a public key: give the text of the other file, whose name has no .pub.',
  },
  {
    condition: `\${var.ssh_private_key == null || ${is('begun')} || ${is('publicKey')} || ${is('nothing')}}`,
    errorMessage:
      'ssh_private_key must be the text of a private key in OpenSSH or PEM format, not its path: TF_VAR_ssh_private_key="$(cat KEY)".',
  },
  {
    condition: `\${!${is('onOneLine')}}`,
    errorMessage:
      'ssh_private_key has lost its line breaks: give the text as it is in the file, in quotes: TF_VAR_ssh_private_key="$(cat KEY)".',
  },
  {
    condition: `\${!${is('encrypted')}}`,
    errorMessage:
      'ssh_private_key has a passphrase, for which Terraform cannot ask: leave it out and give the key to the ssh-agent with ssh-add, or remove the passphrase with ssh-keygen -p.',
  },
  {
    condition: `\${!${is('begun')} || ${is('onOneLine')} || ${is('encrypted')} || ${is('whole')}}`,
    errorMessage:
      'ssh_private_key is not whole, or of a kind with which Terraform cannot log in: it must be the text of the file, from its first line to its last, of a key of type ed25519, ecdsa or rsa.',
  },
];

/**
 * How the verification logs in: with the ssh-agent, or with the key of the variable `ssh_private_key` where one is given,
 * and then with that alone. The variable is ephemeral, so that the key is in no plan and no state.
 */
export function addSshLogin(stack: TerraformStack): SshLogin {
  const variable = new TerraformVariable(stack, 'ssh_private_key', {
    type: 'string',
    sensitive: true,
    description:
      'Private key of ssh_public_key, its text and not a path, for where there is no ssh-agent, such as remote execution; null asks the ssh-agent. Used by the verification only.',
    validation: VALIDATION,
  });
  // CDKTF knows no ephemeral variables, and takes no null for a default.
  variable.addOverride('ephemeral', true);
  variable.addOverride('default', null);
  // Line breaks of Windows, and a workspace's indentation, are none of the key's; Terraform stumbles over both.
  const lines = '[for line in split("\\n", trimspace(var.ssh_private_key)) : trimspace(line)]';
  const text = `\${var.ssh_private_key == null ? null : join("\\n", ${lines})}`;
  return {
    privateKey: new TerraformLocal(stack, 'ssh_private_key_text', text).asString,
    agent: '${var.ssh_private_key == null}',
    agentIdentity: new TerraformLocal(stack, 'ssh_agent_identity', COMMENT_OF_PUBLIC_KEY).asString,
  };
}
