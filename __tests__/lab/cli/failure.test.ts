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
    expect(failureIn(`${line}\n${line}\n${output('remote-exec provisioner error')}`)).toEqual(['FAILED: the reason']);
  });

  test('GIVEN an error of Terraform THEN it is told from its headline to its end', () => {
    expect(failureIn(output('VPC quota exceeded', 'code VPC.0114'))).toEqual([
      'Error: VPC quota exceeded',
      'with null_resource.verification_prepare (verification/prepare),',
      'code VPC.0114',
    ]);
  });

  test('GIVEN an error in its box, twice THEN it is told once and without the box', () => {
    const box = '╷\n│ Error: no such thing\n│ \n│ the reason\n╵';
    expect(failureIn(`${box}\n${box}`)).toEqual(['Error: no such thing', 'the reason']);
  });

  test('GIVEN nothing of the kind THEN the last lines are told', () => {
    expect(failureIn('one\n\ntwo\n')).toEqual(['one', 'two']);
  });
});
