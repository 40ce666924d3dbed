import { z } from 'zod';
import { type Region } from '../../context';
import { conflict, invalid } from '../../errors';
import { route } from '../../http/route';
import { endJob, startJob } from '../../jobs';
import { NUMBERS, TEXTS } from '../../limits';
import { checkQuota } from '../../quotas';
import { imageTags, newEnterpriseProjectId, newTags, numberOf, textOf } from '../../schema';
import { type Image } from '../../store/image';
import { withTags } from '../../store/tag';
import { isSystemDisk } from '../../store/volume';
import { disksOf } from '../evs/new-volume';
import { imageForm } from './images';

const name = textOf(TEXTS.imageName);
const description = textOf(TEXTS.imageDescription);
const ram = numberOf(NUMBERS.imageRam);

/** The provider writes null for no tags of a data image. */
const named = { name, description: description.default(''), image_tags: newTags(imageTags).nullish() };

const dataImage = z.strictObject({ ...named, volume_id: z.string() });

/** Either of a server, with a name, or of a data disk. */
const createBody = z.strictObject({
  ...named,
  name: name.optional(),
  instance_id: z.string().optional(),
  min_ram: ram.default(0),
  max_ram: ram.default(0),
  data_images: z.tuple([dataImage], { error: 'exactly one image' }).optional(),
  enterprise_project_id: newEnterpriseProjectId.default('0'),
});

/** Guests are all the same, so of the server's disk nothing is in the image; whether it has yum is. */
function create(region: Region, wanted: z.infer<typeof createBody>): Image {
  const { store, ids, clock, settings } = region;
  checkQuota(settings.quotas, 'images', store.counts()['images'] ?? 0);
  const now = clock();
  const shared = {
    ...{ id: ids.uuid(), createdAt: now, updatedAt: now },
    kind: 'private',
    enterpriseProjectId: wanted.enterprise_project_id,
  } as const;
  const { instance_id: serverId, data_images: [data] = [] } = wanted;
  if (data) {
    if (serverId !== undefined) throw invalid('instance_id', 'cannot be given together with data_images');
    const disk = store.volumes.refer('data_images.0.volume_id', data.volume_id);
    if (isSystemDisk(disk)) throw invalid('data_images.0.volume_id', `${disk.id} is a system disk`);
    return store.images.insert({
      ...{ ...shared, platform: 'Other', osVersion: '', hasYum: false, minRam: 0, maxRam: 0, minDisk: disk.size },
      ...{ name: data.name, description: data.description, tags: withTags([], data.image_tags ?? []) },
      madeOf: { kind: 'volume', id: disk.id },
    });
  }
  if (serverId === undefined) throw invalid('instance_id', 'missing, or data_images');
  if (wanted.name === undefined) throw invalid('name', 'missing');
  const server = store.servers.refer('instance_id', serverId);
  const from = store.images.get(server.imageId);
  return store.images.insert({
    ...{ ...shared, platform: from?.platform ?? 'Other', osVersion: from?.osVersion ?? 'Other' },
    ...{ hasYum: server.withoutYum !== true, minRam: wanted.min_ram, maxRam: wanted.max_ram },
    ...{ name: wanted.name, description: wanted.description, tags: withTags([], wanted.image_tags ?? []) },
    minDisk: disksOf(region, server.id)[0]?.size ?? 0,
    madeOf: { kind: 'instance', id: server.id },
  });
}

/** Throws 409 for an image that is not the account's own. */
function own({ store }: Region, id: string): Image {
  const image = store.images.need(id);
  if (image.kind !== 'private') throw conflict(`image ${id} is not a private one`);
  return image;
}

const change = z.discriminatedUnion('path', [
  z.strictObject({ op: z.enum(['replace', 'add']), path: z.literal('/name'), value: name }),
  z.strictObject({ op: z.enum(['replace', 'add']), path: z.literal('/__description'), value: description }),
  z.strictObject({ op: z.enum(['replace', 'add']), path: z.literal('/min_ram'), value: ram }),
  z.strictObject({ op: z.enum(['replace', 'add']), path: z.literal('/max_ram'), value: ram }),
]);

function patchOf(wanted: z.infer<typeof change>): Partial<Image> {
  switch (wanted.path) {
    case '/name':
      return { name: wanted.value };
    case '/__description':
      return { description: wanted.value };
    case '/min_ram':
      return { minRam: wanted.value };
    case '/max_ram':
      return { maxRam: wanted.value };
  }
}

export const privateImageRoutes = [
  route({
    service: 'ims',
    method: 'POST',
    path: '/v2/cloudimages/action',
    summary: 'Make a private image of a server, or of a data disk, by a job',
    errors: 'wrapped',
    status: 200,
    body: createBody,
    change: ({ region, body }) => {
      const image = create(region, body);
      const job = startJob(region, 'createImage', [{ image_id: image.id }]);
      endJob(region, job.id);
      return { job_id: job.id };
    },
  }),
  route({
    service: 'ims',
    method: 'PATCH',
    path: '/v2/cloudimages/{image_id}',
    summary: 'Rename or describe a private image, or say how much memory it needs',
    errors: 'wrapped',
    status: 200,
    body: z.array(change).min(1, 'at least one change'),
    change: ({ region, params, body }) => {
      const { id } = own(region, params.image_id);
      for (const wanted of body) region.store.images.update(id, patchOf(wanted));
      return imageForm(region.store.images.update(id, { updatedAt: region.clock() }));
    },
  }),
  route({
    service: 'ims',
    method: 'DELETE',
    path: '/v2/images/{image_id}',
    summary: 'Delete a private image; servers made of it stay',
    errors: 'wrapped',
    status: 204,
    change: ({ region, params }) => {
      region.store.images.delete(own(region, params.image_id).id);
    },
  }),
];
