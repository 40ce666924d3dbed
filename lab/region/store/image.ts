import { type Tagged } from './tag';

export interface Image extends Tagged {
  readonly id: string;
  readonly name: string;
  /** As the API calls public, private, shared ones, and those of the marketplace. */
  readonly kind: 'gold' | 'private' | 'shared' | 'market';
  readonly platform: string;
  readonly osVersion: string;
  readonly hasYum: boolean;
  /** What a user made it of, a server's system disk or a data disk; the others were there from the start. */
  readonly madeOf?: { readonly kind: 'instance' | 'volume'; readonly id: string };
  /** GiB that a disk made of it has at least. */
  readonly minDisk: number;
  readonly description: string;
  /** MiB; 0 for any. */
  readonly minRam: number;
  /** MiB; 0 for any. */
  readonly maxRam: number;
  readonly enterpriseProjectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One of a data disk: no server boots from it. */
export const isDataImage = ({ madeOf }: Image): boolean => madeOf?.kind === 'volume';
