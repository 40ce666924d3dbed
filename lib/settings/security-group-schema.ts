import { z } from 'zod';
import { about, name } from './values';

type GroupName = 'sharedName' | 'sourceName' | 'targetName';

interface Words {
  /** What the setting `mode` is. */
  readonly mode: string;
  readonly guide?: string;
  /** Default and meaning of each name, and the guide's place of it. */
  readonly names: Readonly<Record<GroupName, readonly [value: string, description: string, guide?: string]>>;
}

/** One group for all servers, or one for each kind of them. */
export const securityGroups = ({ mode, guide, names }: Words) => {
  const named = ([value, description, place]: Words['names'][GroupName]) =>
    name.default(value).meta(about(description, place === undefined ? {} : { guide: place }));
  return z
    .strictObject({
      mode: z
        .enum(['shared', 'split'])
        .default('shared')
        .meta(about(mode, { ...(guide === undefined ? {} : { guide }), source: 'this project' })),
      sharedName: named(names.sharedName),
      sourceName: named(names.sourceName),
      targetName: named(names.targetName),
    })
    .prefault({});
};
