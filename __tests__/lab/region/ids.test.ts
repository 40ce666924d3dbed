import { risingIds } from '../../../lab/region/ids';

test('rising ids are UUIDs in the order in which they are made', () => {
  const ids = risingIds();
  const made = Array.from({ length: 300 }, () => ids.uuid());
  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.hex()).toMatch(/^[0-9a-f]{32}$/);
});
