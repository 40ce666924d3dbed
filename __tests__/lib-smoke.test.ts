import { synth } from './synth';
test('the default stack synthesizes', () => {
  expect(Object.keys(synth().resource)).toContain('huaweicloud_vpc');
});
