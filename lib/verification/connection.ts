import { type SSHProvisionerConnection } from 'cdktf';
import { type VerificationVariables } from '../stack/stack-variables';

/** A server to which Terraform logs in. */
export interface LoginEnd {
  readonly privateIp: string;
  /** Address at which Terraform reaches it, such as its EIP. @default - its private address, through the entrance */
  readonly host?: string;
  /** Who logs in: root, or somebody who becomes root with `sudo -n`. @default "root" */
  readonly user?: string;
}

/** In the user's home, not Terraform's /tmp: some images mount that noexec, and everybody on the server may write to it. */
export const SCRIPT_PATH = './terraform_%RAND%.sh';

/**
 * Directly, or through the entrance.
 * @param timeout seconds to wait for the server to answer on SSH
 */
export function connectionTo(
  end: LoginEnd,
  entrance: LoginEnd,
  { login }: VerificationVariables,
  timeout: number,
): SSHProvisionerConnection {
  const bastion = {
    bastionHost: entrance.host ?? entrance.privateIp,
    bastionUser: entrance.user ?? 'root',
    bastionPrivateKey: login.privateKey,
  };
  return {
    type: 'ssh',
    host: end.host ?? end.privateIp,
    user: end.user ?? 'root',
    ...login,
    timeout: `${timeout}s`,
    scriptPath: SCRIPT_PATH,
    ...(end.host !== undefined || end === entrance ? {} : bastion),
  };
}
