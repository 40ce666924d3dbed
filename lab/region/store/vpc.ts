import { type Tagged } from './tag';

export interface Vpc extends Tagged {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  /** Secondary blocks, in the order in which they were added. */
  readonly extendCidrs: readonly string[];
  /** Shown, and nothing to the data plane. */
  readonly enhancedLocalRoute: boolean;
  readonly enterpriseProjectId: string;
  /** The one that a new account has. Nobody made it, so nobody has to delete it. */
  readonly isDefault?: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** All blocks that subnets may lie in. */
export const blocksOf = ({ cidr, extendCidrs }: Vpc): readonly string[] => [cidr, ...extendCidrs];
