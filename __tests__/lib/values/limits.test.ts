import {
  checkDescription,
  checkInteger,
  checkMirrorSourceFlavor,
  checkName,
  checkOneOf,
  checkVni,
  FILTER_RULE_PRIORITY,
  MIRROR_SOURCE_FLAVOR_FAMILIES,
  PACKET_LENGTH,
  parses,
  PORT,
  SESSION_PRIORITY,
  SOURCES_PER_SESSION,
  VNI,
  VXLAN_PORT,
} from '../../../lib/values/limits';

// Written out, so that a slip in lib/ shows: API references CreateTrafficMirrorSession and CreateTrafficMirrorFilterRule.
describe.each([
  ['session priority', SESSION_PRIORITY, 1, 32766],
  ['VNI', VNI, 1, 16777215],
  ['packet length', PACKET_LENGTH, 1, 1460],
  ['sources per session', SOURCES_PER_SESSION, 1, 10],
  ['filter rule priority', FILTER_RULE_PRIORITY, 1, 65535],
  ['port', PORT, 1, 65535],
])('%s', (_, range, min, max) => {
  test.each([min, max])('%d is allowed', (value) => {
    expect(checkInteger(value, range)).toBeUndefined();
  });

  test.each([min - 1, max + 1, min + 0.5, Number.NaN])('%d is not', (value) => {
    expect(checkInteger(value, range)).toBe(`must be a whole number between ${min} and ${max}, got: ${value}`);
  });
});

test('VNI 0 is told apart, because the provider would not send it', () => {
  expect(checkVni(0)).toBe(
    'must be a whole number between 1 and 16777215, got: 0 (the provider does not send 0, so the API would use 1)',
  );
});

test('another wrong VNI is just out of range', () => {
  expect(checkVni(16777216)).toBe('must be a whole number between 1 and 16777215, got: 16777216');
});

test('the greatest VNI is allowed', () => {
  expect(checkVni(16777215)).toBeUndefined();
});

describe('names', () => {
  test.each(['a', 'mirror-filter-A', 'Sg_X.1', '镜像会话-A', 'x'.repeat(64)])('"%s" is allowed', (name) => {
    expect(checkName(name)).toBeUndefined();
  });

  test.each(['', 'x'.repeat(65), 'two words', 'slash/ed', 'ünïcode', 'line\n', '<b>'])('"%s" is not', (name) => {
    expect(checkName(name)).toBe(
      `must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: ${JSON.stringify(name)}`,
    );
  });

  test('"__proto__" is not, because no output could go by it', () => {
    expect(checkName('__proto__')).toBe('must not be "__proto__", which no output could go by');
  });
});

describe('descriptions', () => {
  test.each(['', 'Mirrors what ECS-test sends.', 'x'.repeat(255)])('"%s" is allowed', (text) => {
    expect(checkDescription(text)).toBeUndefined();
  });

  test.each(['a < b', 'a > b', 'x'.repeat(256)])('"%s" is not', (text) => {
    expect(checkDescription(text)).toBe(`must be at most 255 characters without "<" or ">", got: "${text}"`);
  });
});

describe('flavors of mirror sources', () => {
  test.each(['c7t.large.2', 'c7t.4xlarge.4'])('%s is of the family that can be a source', (flavor) => {
    expect(checkMirrorSourceFlavor(flavor, MIRROR_SOURCE_FLAVOR_FAMILIES)).toBeUndefined();
  });

  test.each(['s6.large.2', 'c7.large.2', 'c7tx.large.2', 'xc7t.large.2', 'c7'])('%s is not', (flavor) => {
    expect(checkMirrorSourceFlavor(flavor, MIRROR_SOURCE_FLAVOR_FAMILIES)).toBe(
      `must be of a family whose network interfaces can be mirror sources (c7t), got: "${flavor}"; ` +
        'when Huawei Cloud extends the list, add the family to mirrorSourceFlavorFamilies',
    );
  });

  test('a family can be added', () => {
    expect(checkMirrorSourceFlavor('c8t.large.2', ['c7t', 'c8t'])).toBeUndefined();
  });
});

test('VXLAN goes to port 4789', () => {
  expect(VXLAN_PORT).toBe(4789);
});

test('one of several words', () => {
  expect(checkOneOf('b', ['a', 'b'])).toBeUndefined();
  expect(checkOneOf('c', ['a', 'b'])).toBe('must be one of a, b, got: "c"');
});

test('a parser as a check: its error is the problem', () => {
  expect(parses(JSON.parse)('{}')).toBeUndefined();
  expect(parses(JSON.parse)('')).toMatch(/^is wrong: Unexpected end/);
});
