import { type Problem } from './input-error';
import { shown } from './shown';

/** Names of mirror resources, VPCs, subnets, security groups, EIPs and ECSs: API references of VPC and ECS. */
export function checkName(name: string): Problem {
  // The outputs go by name, and CDKTF drops what has this one.
  if (name === '__proto__') return `must not be ${shown(name)}, which no output could go by`;
  if (/^[\p{Script=Han}A-Za-z0-9_.-]{1,64}$/u.test(name)) return undefined;
  return `must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: ${shown(name)}`;
}

/** API reference of KPS (DEW), CreateKeypair. */
export function checkKeyPairName(name: string): Problem {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return undefined;
  return `must be 1 to 64 letters, digits, "_" or "-", got: ${shown(name)}`;
}

/** HCP Terraform's API reference, "Workspaces", name. */
export function checkWorkspace(text: string): Problem {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  return `must be of letters, digits, "_" and "-", got: ${shown(text)}`;
}
