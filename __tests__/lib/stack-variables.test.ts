import { synth, type Block } from '../synth';

const variables = synth().variable;
const variable = (name: string): Block => variables[name] ?? {};

/** The regular expression in `can(regex("…", …))`, whose syntax RE2 and JavaScript share as far as it is used. */
function patternOf(name: string): RegExp {
  const [validation] = variable(name)['validation'] as [{ readonly condition: string }];
  const literal = /^\$\{can\(regex\(("(?:[^"\\]|\\.)*"), trimspace\(var\.\w+\)\)\)\}$/.exec(validation.condition)?.[1];
  if (literal === undefined) throw new Error(`no pattern in ${validation.condition}`);
  return new RegExp(JSON.parse(literal) as string);
}

test('the variables are those that differ from run to run, and the secret', () => {
  expect(Object.keys(variables).sort()).toEqual([
    'ssh_private_key',
    'ssh_public_key',
    'trusted_cidr',
    'verification_run',
  ]);
});

test.each(Object.keys(variables))('%s says what it is, has a type and is never null', (name) => {
  expect(variable(name)['description']).toMatch(/^[A-Z].{20,}\.$/);
  expect(variable(name)).toMatchObject({ nullable: false, type: name === 'verification_run' ? 'number' : 'string' });
});

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
    expect(synth().check).toEqual({
      trusted_cidr: {
        assert: {
          condition: '${!endswith(var.trusted_cidr, "/0")}',
          error_message: expect.stringContaining('trusted_cidr is open to the whole Internet') as string,
        },
      },
    });
  });
});

describe('ssh_public_key', () => {
  test.each([
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ',
    'ssh-rsa AAAAB3NzaC1yc2E+/== me@example.com',
    'ecdsa-sha2-nistp256 AAAAE2VjZHNh= two words',
    'sk-ssh-ed25519@openssh.com AAAAGnNr',
  ])('may be %s', (key) => {
    expect(key).toMatch(patternOf('ssh_public_key'));
  });

  test.each([
    '',
    'AAAAC3NzaC1lZDI1NTE5AAAAIJ',
    '/root/.ssh/id_ed25519.pub',
    'ssh-ed25519',
    '---- BEGIN SSH2 PUBLIC KEY ----',
    // In two parts, so that nobody who looks for keys in this repository finds one.
    ['-----BEGIN', 'OPENSSH', 'PRIVATE', 'KEY-----\nb3BlbnNzaC1rZXk=\n-----END', 'OPENSSH', 'PRIVATE', 'KEY-----'].join(
      ' ',
    ),
  ])('may not be %j', (key) => {
    expect(key).not.toMatch(patternOf('ssh_public_key'));
  });
});

describe('ssh_private_key', () => {
  test('is sensitive and has no default', () => {
    expect(variable('ssh_private_key')).toHaveProperty('sensitive', true);
    expect(variable('ssh_private_key')).not.toHaveProperty('default');
  });

  test.each([
    ['without public access', { publicAccess: false }],
    ['without the verification', { verification: { enabled: false } }],
  ])('%s is not asked for, and nothing can be run again', (_, settings) => {
    expect(Object.keys(synth(settings).variable).sort()).toEqual(['ssh_public_key', 'trusted_cidr']);
  });
});

test('verification_run starts at 1, so that nobody has to set it', () => {
  expect(variable('verification_run')).toHaveProperty('default', 1);
});
