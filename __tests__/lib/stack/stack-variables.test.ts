import { synth, type Block } from '../../synth';

const variables = synth().variable;
const variable = (name: string): Block => variables[name] ?? {};

test('the variables are those that differ from run to run, and the secret', () => {
  expect(Object.keys(variables).sort()).toEqual([
    'ssh_private_key',
    'ssh_public_key',
    'trusted_cidr',
    'verification_run',
  ]);
});

test.each(Object.keys(variables))(
  '%s says what it is, has a type, and only the private key can be left out',
  (name) => {
    expect(variable(name)['description']).toMatch(/^[A-Z].{20,}\.$/);
    expect(variable(name)['type']).toBe(name === 'verification_run' ? 'number' : 'string');
    expect(variable(name)['nullable']).toBe(name === 'ssh_private_key' ? undefined : false);
  },
);

describe('trusted_cidr', () => {
  test('has no default: opening logins to the world is a choice', () => {
    expect(variable('trusted_cidr')).not.toHaveProperty('default');
  });

  // cidrnetmask is for IPv4 only.
  test('must be an IPv4 block', () => {
    expect(variable('trusted_cidr')['validation']).toEqual([
      {
        condition:
          '${can(cidrnetmask(var.trusted_cidr)) && try(cidrsubnet(var.trusted_cidr, 0, 0) == var.trusted_cidr, false)}',
        error_message: 'trusted_cidr must be an IPv4 CIDR block without host bits, such as 198.51.100.7/32.',
      },
    ]);
  });

  test('open to the world draws a warning at plan and apply, and stops nothing', () => {
    expect(synth().check).toMatchObject({
      trusted_cidr: {
        assert: {
          condition: '${!endswith(var.trusted_cidr, "/0")}',
          error_message: expect.stringContaining('trusted_cidr is open to the whole Internet') as string,
        },
      },
    });
  });
});

test.each([
  ['without public access', { publicAccess: false }],
  ['without the verification', { verification: { enabled: false } }],
])('%s there is no key to log in with, and nothing can be run again', (_, settings) => {
  expect(Object.keys(synth(settings).variable).sort()).toEqual(['ssh_public_key', 'trusted_cidr']);
});

test('verification_run starts at 1, so that nobody has to set it', () => {
  expect(variable('verification_run')).toHaveProperty('default', 1);
});
