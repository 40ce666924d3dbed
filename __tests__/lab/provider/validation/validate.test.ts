import { UNKNOWN, type Values } from '../../../../lab/provider/codec/value';
import { type Block, noRules, type Rules } from '../../../../lab/provider/schema/schema';
import { type NotEmulated } from '../../../../lab/provider/validation/not-emulated';
import { validate } from '../../../../lab/provider/validation/validate';
import { attribute } from '../attribute';

const text = (rules: Partial<Rules>) => attribute('string', { rules: { ...noRules, ...rules } });
const block: Block = {
  attributes: {
    ids: text({ conflictsWith: ['names'] }),
    names: text({}),
    min: text({ requiredWith: ['protocol'] }),
    protocol: text({}),
  },
  blocks: {
    bandwidth: {
      nesting: 'list',
      minItems: 0,
      maxItems: 1,
      computed: false,
      forceNew: false,
      rules: noRules,
      block: { attributes: { id: text({ exactlyOneOf: ['bandwidth.0.name'] }), name: text({}) }, blocks: {} },
    },
  },
};
const problems = (config: Values, limits?: NotEmulated): readonly string[] =>
  validate(block, config, limits).map(({ summary }) => summary);

test.each<[string, Values]>([
  ['nothing', {}],
  ['one of two that conflict', { ids: 'x' }],
  ['a conflict with what may turn out null', { ids: 'x', names: UNKNOWN }],
  ['both of two that belong together', { min: '1', protocol: 'tcp' }],
  ['one with what is still unknown', { min: '1', protocol: UNKNOWN }],
  ['exactly one of a choice', { bandwidth: [{ id: 'x', name: null }] }],
  ['a choice that is still open', { bandwidth: [{ id: UNKNOWN, name: 'x' }] }],
  ['no block whose attributes are a choice', { bandwidth: [] }],
])('GIVEN %s THEN there is nothing to say', (_, config) => {
  expect(problems(config, { unsupported: ['other', 'other.inner'] })).toEqual([]);
});

test.each<[string, Values, string]>([
  ['two that conflict', { ids: 'x', names: 'y' }, '"ids" conflicts with "names": leave one of them out'],
  ['one without the other', { min: '1' }, '"min" needs "protocol" beside it'],
  [
    'both of a choice',
    { bandwidth: [{ id: 'x', name: 'y' }] },
    'exactly one of bandwidth.0.id, bandwidth.0.name must be given, got bandwidth.0.id, bandwidth.0.name',
  ],
  [
    'none of a choice',
    { bandwidth: [{ id: null, name: null }] },
    'exactly one of bandwidth.0.id, bandwidth.0.name must be given, got none',
  ],
])('GIVEN %s THEN it is refused with the remedy', (_, config, problem) => {
  expect(problems(config)).toEqual([problem]);
});

test('GIVEN what the lab does not emulate THEN it is refused, at its path', () => {
  expect(validate(block, { protocol: 'tcp' }, { unsupported: ['protocol'] })).toEqual([
    {
      severity: 'error',
      summary: '"protocol" is not emulated by the lab\'s stand-in provider: leave it out, or use the real provider',
      path: ['protocol'],
    },
  ]);
});

test('GIVEN what the lab does not emulate inside a block THEN each block that has it is named', () => {
  const bandwidth = [
    { id: null, name: 'one' },
    { id: null, name: '' },
    { id: null, name: 'three' },
  ];
  expect(validate(block, { bandwidth }, { unsupported: ['bandwidth.name'] })).toMatchObject([
    { summary: expect.stringMatching(/^"bandwidth\.name" is not emulated/) as string, path: ['bandwidth', 0, 'name'] },
    { path: ['bandwidth', 2, 'name'] },
  ]);
});

describe('GIVEN what the lab emulates one value of', () => {
  const limits = { fixed: { protocol: 'tcp' } };

  test.each<Values>([{ protocol: 'tcp' }, { protocol: null }, { protocol: '' }, { protocol: UNKNOWN }])(
    'WHEN it is that, or none yet: %j THEN there is nothing to say',
    (config) => {
      expect(problems(config, limits)).toEqual([]);
    },
  );

  test('WHEN it is another THEN it is refused, with the one that is not', () => {
    expect(validate(block, { protocol: 'udp' }, limits)).toEqual([
      {
        severity: 'error',
        summary:
          '"protocol" other than "tcp" is not emulated by the lab\'s stand-in provider: leave it out, or use the real provider',
        path: ['protocol'],
      },
    ]);
  });
});
