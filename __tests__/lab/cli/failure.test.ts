import { failureIn } from '../../../lab/cli/failure';

/** As cdktf prints it: the stack's name in front of each block, room in front of its other lines. */
function output(...error: readonly string[]): string {
  const [headline = '', ...rest] = error;
  return [
    'inbound-tcp  null_resource.verification_prepare (verification/prepare): Creating...',
    `inbound-tcp  Error: ${headline}`,
    '',
    '               with null_resource.verification_prepare (verification/prepare),',
    ...rest.map((line) => `             ${line}`),
    '',
    '0 Stacks deploying     1 Stack done     0 Stacks waiting',
    'Invoking Terraform CLI failed with exit code 1',
  ].join('\n');
}

describe('what is told of a failed run of cdktf', () => {
  test('GIVEN a sentence of the verification THEN it alone is told, once', () => {
    const line =
      'inbound-tcp  null_resource.verification_traffic (verification/traffic) (remote-exec): FAILED: the reason';
    expect(failureIn(`${line}\n${line}\n${output('remote-exec provisioner error')}`)).toEqual({
      lines: ['FAILED: the reason'],
    });
  });

  test('GIVEN an error of Terraform THEN it is told from its headline to its end', () => {
    expect(failureIn(output('VPC quota exceeded', 'code VPC.0114')).lines).toEqual([
      'Error: VPC quota exceeded',
      'with null_resource.verification_prepare (verification/prepare),',
      'code VPC.0114',
    ]);
  });

  test('GIVEN an error in its box, twice THEN it is told once and without the box', () => {
    const box = '╷\n│ Error: no such thing\n│ \n│ the reason\n╵';
    expect(failureIn(`${box}\n${box}`).lines).toEqual(['Error: no such thing', 'the reason']);
  });

  test('GIVEN nothing of the kind THEN the last lines are told', () => {
    expect(failureIn('one\n\ntwo\n').lines).toEqual(['one', 'two']);
  });

  test.each([
    [
      'timeout - last error: dial tcp 203.0.113.1:22: i/o timeout',
      /^nothing answers on TCP 22 of the EIP.*trusted_cidr/,
    ],
    ['timeout - last error: <nil>', /^nothing answers on TCP 22 of the EIP/],
    [
      'ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey]',
      /^the server has another key/,
    ],
    ['Failed to read ssh private key: no key found', /^ssh_private_key must be the text of the key/],
    ['timeout - last error: dial tcp 203.0.113.1:22: connect: connection refused', /its sshd is not/],
  ])('GIVEN "%s" THEN its likely cause is told', (words, cause) => {
    expect(failureIn(output('remote-exec provisioner error', words)).likelyCause).toMatch(cause);
  });

  test('GIVEN words that Terraform has broken into lines THEN their likely cause is told all the same', () => {
    const broken = ['timeout - last error: dial tcp 203.0.113.1:22:', 'i/o timeout'];
    expect(failureIn(output('remote-exec provisioner error', ...broken)).likelyCause).toMatch(/trusted_cidr/);
  });

  test('GIVEN another error THEN no cause is made up', () => {
    expect(failureIn(output('VPC quota exceeded'))).not.toHaveProperty('likelyCause');
  });
});
