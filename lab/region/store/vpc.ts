import { type Tagged } from './tag';

export interface Vpc extends Tagged {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  readonly enterpriseProjectId: string;
  /** The one that a new account has. Nobody made it, so nobody has to delete it. */
  readonly isDefault?: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
