export interface Image {
  readonly id: string;
  readonly name: string;
  /** As the API calls public, private and shared ones. */
  readonly kind: 'gold' | 'private' | 'shared';
  readonly platform: string;
  readonly osVersion: string;
  readonly hasYum: boolean;
  readonly updatedAt: string;
}
