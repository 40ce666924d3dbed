import { z } from 'zod';
import { validationMessage } from '../../../../lab/region/http/validation-message';
import { ipv4, ipv4Network, resourceName } from '../../../../lab/region/schema';

const schema = z.strictObject({
  vpc: z.strictObject({
    name: resourceName,
    cidr: ipv4Network.optional(),
    address: z.union([z.literal(''), ipv4]).optional(),
    direction: z.enum(['ingress', 'egress']).optional(),
    list: z.array(z.number()).optional(),
  }),
});

const messageFor = (body: unknown, part: 'body' | 'querystring' = 'body'): string => {
  const { error } = schema.safeParse(body, { reportInput: true });
  if (!error) throw new Error('nothing is wrong with it');
  return validationMessage(error, part);
};
const vpc = (fields: object) => ({ vpc: { name: 'a', ...fields } });

test.each([
  ['nothing', undefined, 'body: missing, expected object'],
  ['null', null, 'body: missing, expected object'],
  ['a list', [], 'body: invalid input: expected object, received array'],
  ['no field', {}, 'vpc: missing, expected object'],
  ['a missing name', { vpc: {} }, 'vpc.name: missing, expected string'],
  ['a number for a name', vpc({ name: 5 }), 'vpc.name: invalid input: expected string, received number, got 5'],
  ['a bad name', vpc({ name: 'a b' }), 'vpc.name: 1 to 64 letters, digits, "_", "-" or ".", got "a b"'],
  ['a long bad name', vpc({ name: 'x'.repeat(65) }), 'vpc.name: 1 to 64 letters, digits, "_", "-" or "."'],
  ['host bits', vpc({ cidr: '10.0.0.1/8' }), 'vpc.cidr: host bits are set, did you mean 10.0.0.0/8, got "10.0.0.1/8"'],
  ['neither empty nor an address', vpc({ address: 'x' }), 'vpc.address: not an IPv4 address, got "x"'],
  [
    'none of the words',
    vpc({ direction: 'in' }),
    'vpc.direction: invalid option: expected one of "ingress"|"egress", got "in"',
  ],
  ['a bad entry', vpc({ list: [1, 'x'] }), 'vpc.list.1: invalid input: expected number, received string, got "x"'],
  ['an unknown field inside', vpc({ nmae: 1 }), 'vpc.nmae: unknown field, or one that the lab does not emulate'],
  ['an unknown field outside', { ...vpc({}), x: 1 }, 'x: unknown field, or one that the lab does not emulate'],
])('WHEN a body is %s THEN the message names field, expectation and value', (_title, body, message) => {
  expect(messageFor(body)).toBe(message);
});

test('WHEN a query has an unknown parameter THEN it is called so', () => {
  expect(messageFor({ ...vpc({}), x: 1 }, 'querystring')).toBe(
    'x: unknown query parameter, or one that the lab does not emulate',
  );
});
