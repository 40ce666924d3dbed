import { type ITerraformDependable } from 'cdktf';
import { type ModelEnd, type ModelSession } from '../mirror/mirror-model';
import { type VerificationVariables } from '../stack/stack-variables';
import { type LoginEnd } from './connection';
import { type WantedFlow } from './proof-row';
import { type NamedEnd } from './verdict-table';

/** A server that takes part: by what it is called, where it is, and how to log in to it. */
export interface VerificationEnd extends ModelEnd, NamedEnd, LoginEnd {
  /**
   * What must be there for the entrance to reach it besides security groups, in the plural, such as `peering connection
   * peering-AB and its routes`, for messages. @default - nothing
   */
  readonly way?: string;
}

/** A collector on a mirror target, see lib/collector. */
export interface ProvenCollector {
  /** Name of the target. */
  readonly target: string;
  /** Address in the state of what installs it. */
  readonly address: string;
  /** Changes when it is installed again. */
  readonly installation: string;
  readonly dependables: readonly ITerraformDependable[];
}

export interface VerificationProps {
  readonly ends: readonly VerificationEnd[];
  /** Name of the end through which Terraform logs in to those that have no `host` of their own. */
  readonly entrance: string;
  /** What must be mirrored. */
  readonly flows: readonly WantedFlow[];
  readonly sessions: readonly ModelSession[];
  /** TCP or UDP port at which nothing must be mirrored. */
  readonly controlPort: number;
  /** How long is waited. */
  readonly timeouts: {
    /** Seconds to wait for a server to answer on SSH. */
    readonly connect: number;
    /** Seconds for each run of yum. */
    readonly install: number;
  };
  /** How nc comes to the servers. @default - it is there already */
  readonly install?: {
    /** Whether yum update runs first. */
    readonly update: boolean;
    /** TCP port of the entrance at which the others find a way out. */
    readonly proxyPort: number;
    /** Name of the EIP through which the entrance reaches the Internet. */
    readonly elasticIp: string;
  };
  /** What the settings are called that a message may name. */
  readonly settingNames: { readonly ports: string; readonly proxyPort: string };
  readonly variables: VerificationVariables;
  /** What must exist before the first login. */
  readonly dependsOn: readonly ITerraformDependable[];
  /** Collectors on mirror targets: what they keep is looked at as well. @default - none */
  readonly collectors?: readonly ProvenCollector[];
  /** What the proof is of, besides what the model says: it is repeated when one of these changes. */
  readonly triggers: Readonly<Record<string, string>>;
}
