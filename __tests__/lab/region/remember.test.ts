import { RegionUnderTest } from './region-under-test';

describe('GIVEN a region that remembers what there is', () => {
  let lab: RegionUnderTest;
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    await newGroup('before');
  });
  afterAll(() => lab.close());

  const newGroup = (name: string) =>
    lab.make('POST', '/v3/{p}/vpc/security-groups', { security_group: { name } }, 'security_group.id');
  const names = async () => {
    const { body } = await lab.call('GET', '/v3/{p}/vpc/security-groups');
    return (body as { security_groups: readonly { name: string }[] }).security_groups.map(({ name }) => name);
  };

  test('WHEN it brings that back THEN what was made since is gone, from the data plane too, each time', async () => {
    const bringBack = lab.region.remember();
    const before = lab.fabric.last;
    for (const name of ['one', 'other']) {
      await newGroup(name);
      expect(await names()).toEqual(['default', 'before', name]);
      await bringBack();
      expect(await names()).toEqual(['default', 'before']);
      expect(lab.fabric.last).toEqual(before);
    }
  });
});
