import { PortRange } from '../../../lib/values/port-range';

describe('parsing', () => {
  test.each([
    [1234, 1234, 1234],
    ['1234', 1234, 1234],
    ['80-200', 80, 200],
    ['1234-1234', 1234, 1234],
    ['1-65535', 1, 65535],
    [' 80 - 200 ', 80, 200],
  ])('%j is %d to %d', (text, from, to) => {
    expect(PortRange.parse(text)).toMatchObject({ from, to });
  });

  test.each(['', 'all', '80,443', '80-', '-80', '80-200-300', '80:200', '12.5', 'http', '123456'])(
    '%j is no port range',
    (text) => {
      expect(() => PortRange.parse(text)).toThrow(
        new Error(
          `port range must be one port or two with a dash, such as 1234 or "80-200", got: "${text}"; leave it out for all ports`,
        ),
      );
    },
  );

  test.each([
    [0, '0'],
    ['0-80', '0'],
    [65536, '65536'],
    ['80-65536', '65536'],
  ])('%j has a port out of range', (text, port) => {
    expect(() => PortRange.parse(text)).toThrow(
      new Error(`port must be a whole number between 1 and 65535, got: ${port}`),
    );
  });

  test('the lower port comes first', () => {
    expect(() => PortRange.parse('200-80')).toThrow(
      new Error('port range must go from the lower to the higher port, got: 200-80'),
    );
  });
});

test.each([0, 65536, 1.5, Number.NaN])('%d is not a single port', (port) => {
  expect(() => PortRange.single(port)).toThrow(`port must be a whole number between 1 and 65535, got: ${port}`);
});

test.each([
  [79, false],
  [80, true],
  [200, true],
  [201, false],
])('whether 80-200 contains %d: %s', (port, contained) => {
  expect(PortRange.between(80, 200).contains(port)).toBe(contained);
});

test.each([
  ['80-200', true],
  ['81-199', true],
  ['80', true],
  ['79-200', false],
  ['80-201', false],
  ['300', false],
])('whether 80-200 covers %s: %s', (other, covered) => {
  expect(PortRange.between(80, 200).covers(PortRange.parse(other))).toBe(covered);
});

test('the traffic-mirror API gets a single port as a range', () => {
  expect(PortRange.single(1234).toMirrorFormat()).toBe('1234-1234');
  expect(PortRange.between(80, 200).toMirrorFormat()).toBe('80-200');
});

test.each([
  ['1-65535', true],
  ['2-65535', false],
  ['1-65534', false],
])('whether %s is every port: %s', (range, all) => {
  expect(PortRange.parse(range).isAll).toBe(all);
});
