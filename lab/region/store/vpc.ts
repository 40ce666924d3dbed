import { type Tagged } from './tag';

export interface Vpc extends Tagged {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  readonly enterpriseProjectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
