import { imageCatalogue } from '../../../lab/region/image-catalogue';
import { Image, isKnownToHaveYum } from '../../../lib/servers/image';
import { emptyStack, synthOf } from '../../synth';

// Lab and lib have their own lists: what draws no warning has yum in the lab, too, and what draws one has none.
test.each(imageCatalogue.map(({ name, hasYum }) => [name, hasYum] as const))(
  'whether %s has yum is known as the lab has it',
  (name, hasYum) => {
    expect(isKnownToHaveYum(name)).toBe(hasYum);
  },
);

test.each(['my-image', '1b6a7a2e-8f6e-4d1c-9d8b-000000000001', 'My CentOS 7.9', 'CentOSlike'])(
  'nobody knows whether %s has yum',
  (image) => {
    expect(isKnownToHaveYum(image)).toBe(false);
  },
);

test('an image is looked up by its name, public ones first, and that it is gone fails no look-up', () => {
  const { data } = synthOf((stack) => new Image(stack, 'image', { image: 'my-image' }));
  expect(Object.values(data?.['huaweicloud_images_images'] ?? {})).toEqual([{ name: 'my-image' }]);
  expect(Object.values(data?.['huaweicloud_images_image'] ?? {})).toEqual([
    {
      name: 'my-image',
      most_recent: true,
      count: expect.stringMatching(/^\$\{min\(length\(\[for kind in \["public","private","shared"\]/) as unknown,
      visibility: expect.stringContaining('for kind in ["public","private","shared"]') as unknown,
    },
  ]);
});

test.each(['1b6a7a2e-8f6e-4d1c-9d8b-000000000001', '1B6A7A2E-8F6E-4D1C-9D8B-000000000001'])(
  'the id %s is looked up as an id',
  (image) => {
    const { data } = synthOf((stack) => new Image(stack, 'image', { image }));
    expect(Object.values(data?.['huaweicloud_images_images'] ?? {})).toEqual([{ image_id: image }]);
    const [found] = Object.values(data?.['huaweicloud_images_image'] ?? {});
    expect(found).toMatchObject({ image_id: image });
    expect(found).not.toHaveProperty('name');
  },
);

test('an empty name is refused', () => {
  expect(() => new Image(emptyStack(), 'image', { image: '' })).toThrow('image: image must not be empty, got: ""');
});
