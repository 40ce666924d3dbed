import {
  Fn,
  TerraformLocal,
  TerraformVariable,
  type Precondition,
  type TerraformStack,
  type TerraformVariableValidationConfig,
} from 'cdktf';

/** Four characters of base64 stand for three bytes; what is left over is padded. */
const BASE64 = '(?:[A-Za-z0-9+/]{4})';
const PADDING = '(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';

/**
 * An elliptic curve's key: names and lengths come first, and are the same in each key (RFC 5656), and so is the length
 * of all.
 */
const ecdsa = (bits: number, constant: string, rest: string): string =>
  `ecdsa-sha2-nistp${bits} AAAAE2VjZHNhLXNoYTItbmlzdHA${constant}B[A-P]${rest}`;

/**
 * A public key as OpenSSH writes it, whole: its type, its bytes in base64, a comment. Of RSA (RFC 4253), whose keys are of
 * any length, at least 1024 bits. Written so that RE2, Terraform's, and JavaScript read it alike.
 */
export const PUBLIC_KEY = new RegExp(
  `^(?:${[
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+/]{42}',
    ecdsa(256, 'yNTYAAAAIbmlzdHAyNTYAAABB', '[A-Za-z0-9+/]{85}='),
    ecdsa(384, 'zODQAAAAIbmlzdHAzODQAAABh', '[A-Za-z0-9+/]{128}=='),
    ecdsa(521, '1MjEAAAAIbmlzdHA1MjEAAACF', '[A-Za-z0-9+/]{176}=='),
    `ssh-rsa AAAAB3NzaC1yc2EA${BASE64}{45,}${PADDING}`,
  ].join('|')})(?: .*)?$`,
);

/** Types of keys with which Terraform's SSH client, or a server of today, does not log in. */
export const USELESS_KEY = /^(?:sk-|ssh-dss )/;

/** What a private key has in it, of OpenSSH, PEM or PuTTY, whole or not. */
export const PRIVATE_TEXT = /PRIVATE[ ]KEY|Private-(?:Lines|MAC)|b3BlbnNzaC1rZXktdjE/;

const NOTHING = /^$/;

const TEXT = 'trimspace(var.ssh_public_key)';
const is = (pattern: RegExp): string => `can(regex(${JSON.stringify(pattern.source)}, ${TEXT}))`;

/**
 * Of each wrong key exactly one of these is untrue. Of a private one none is: with what is untrue of a variable Terraform
 * shows the variable.
 */
const VALIDATION: TerraformVariableValidationConfig[] = [
  {
    condition: `\${!${is(NOTHING)}}`,
    errorMessage: 'ssh_public_key is empty: is the key in the ssh-agent? ssh-add -l lists those that are.',
  },
  {
    condition: `\${!${is(USELESS_KEY)}}`,
    errorMessage:
      'ssh_public_key must be of type ed25519, ecdsa or rsa: Terraform cannot log in with a key of a security token (sk-…), and servers refuse ssh-dss.',
  },
  {
    condition: `\${${[PUBLIC_KEY, USELESS_KEY, NOTHING, PRIVATE_TEXT].map(is).join(' || ')}}`,
    errorMessage:
      'ssh_public_key must be a public key in OpenSSH format, whole and on one line: "ssh-ed25519 AAAA… comment".',
  },
];

export function addSshPublicKey(stack: TerraformStack): TerraformVariable {
  return new TerraformVariable(stack, 'ssh_public_key', {
    type: 'string',
    nullable: false,
    description: 'Public key, in OpenSSH format, that root may log in with.',
    validation: VALIDATION,
  });
}

/** What must be true before anything is made of the public key; its condition shows nothing of a private one. */
export function publicKeyIsPublic(stack: TerraformStack): Precondition {
  new TerraformLocal(stack, 'ssh_public_key_is_private', `\${${is(PRIVATE_TEXT)}}`);
  return {
    condition: '${!local.ssh_public_key_is_private}',
    errorMessage: 'ssh_public_key is a private key: give the text of the other file, whose name ends in .pub.',
  };
}

/** The key as the API wants it: a line break at its end would differ from what the API gives back. */
export function trimmed(variable: TerraformVariable): string {
  return Fn.trimspace(variable.stringValue);
}

/**
 * The key's comment, by which an ssh-agent's own list names it too: Terraform tries the key of that name first, so that
 * the server's limit of attempts (MaxAuthTries, 6) is not used up by others. Empty when it has none.
 */
export const COMMENT_OF_PUBLIC_KEY = `\${try(regex("^\\\\S+ \\\\S+ +(\\\\S.*)$", ${TEXT})[0], "")}`;
