import { type Tagged } from './tag';

export interface Image extends Tagged {
  readonly id: string;
  readonly name: string;
  /** As the API calls public, private, shared ones, and those of the marketplace. */
  readonly kind: 'gold' | 'private' | 'shared' | 'market';
  readonly platform: string;
  readonly osVersion: string;
  readonly hasYum: boolean;
  /** The server that it was made of, by a user; the others were there from the start. */
  readonly madeOf?: string;
  readonly description: string;
  /** MiB; 0 for any. */
  readonly minRam: number;
  /** MiB; 0 for any. */
  readonly maxRam: number;
  readonly enterpriseProjectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
