import { type HuaweicloudDataSource } from '../huaweicloud';
import { attributesOf, findImages, type Image } from './image-search';

export const imagesImage: HuaweicloudDataSource = {
  unsupported: ['architecture', 'is_whole_image', 'size_max', 'size_min'],

  async read(call, config) {
    const matches = await findImages(call, config);
    const [found] = config.flag('most_recent') === true ? [...matches].sort(newestFirst) : matches;
    if (!found) throw new Error('no image matches: change the search criteria');
    if (matches.length > 1 && config.flag('most_recent') !== true) {
      throw new Error(`${matches.length} images match: narrow the search, or set most_recent = true`);
    }
    return { ...attributesOf(found), image_id: found.id };
  },
};

const newestFirst = (one: Image, other: Image): number => Date.parse(other.updated_at) - Date.parse(one.updated_at);
