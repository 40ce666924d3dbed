import { parseDuration, timeoutOf } from '../../../../lab/provider/engine/timeouts';
import { type ResourceSchema } from '../../../../lab/provider/schema/schema';
import { loadSchema } from '../../../../lab/provider/schema/load-schema';

const schema: ResourceSchema = { version: 0, block: { attributes: {}, blocks: {} }, timeouts: { create: 5000 } };

test.each([
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['1.5m', 90_000],
  ['250ms', 250],
])('%s is %d ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(['', '90', '5 minutes', '1m later'])('%p is refused', (text) => {
  expect(() => parseDuration(text)).toThrow(`timeouts: ${text} is not a duration such as 90s or 1h30m`);
});

test('the timeouts block goes before the default of the type, and that before 20 minutes', () => {
  expect(timeoutOf(schema, { timeouts: { create: '1s' } }, 'create')).toBe(1000);
  expect(timeoutOf(schema, { timeouts: null }, 'create')).toBe(5000);
  expect(timeoutOf(schema, {}, 'delete')).toBe(1_200_000);
});

test("the provider's own defaults are read from its traits", () => {
  expect(loadSchema().resources['huaweicloud_vpc']?.timeouts).toEqual({ create: 600_000, delete: 180_000 });
});
