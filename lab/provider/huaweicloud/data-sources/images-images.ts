import { type HuaweicloudDataSource } from '../huaweicloud';
import { attributesOf, findImages } from './image-search';
import { listId } from './list-id';

/** All that match; none is no error. */
export const imagesImages: HuaweicloudDataSource = {
  unsupported: ['architecture', 'is_whole_image', '__support_agent_list'],

  async read(call, config) {
    const images = (await findImages(call, config)).map((one) => ({
      ...attributesOf(one),
      // What it would name are the agents of an image, and the lab's have none.
      __support_agent_list: '',
    }));
    return { id: listId(images.map(({ id }) => id)), images };
  },
};
