import { whatIsSaid } from '../../../lab/cli/cdktf';

describe('how much cdktf has told of why it failed', () => {
  const END =
    '0 Stacks deploying     1 Stack done     0 Stacks waiting\nInvoking Terraform CLI failed with exit code 1';

  test('GIVEN no error of Terraform THEN it is nothing', () => {
    expect(whatIsSaid(`inbound-tcp  Initializing the backend...\n${END}`)).toBe('nothing');
  });

  test.each(['inbound-tcp  Error: Resource postcondition failed', '│ Error: Invalid value for variable'])(
    'GIVEN an error before anything was changed THEN more may have been lost: %s',
    (line) => {
      expect(whatIsSaid(`${line}\n${END}`)).toBe('some');
    },
  );

  test('GIVEN an error after the first change THEN it is all', () => {
    const begun = 'inbound-tcp  huaweicloud_vpc.network_vpc (network/vpc): Creating...';
    expect(whatIsSaid(`${begun}\n             Error: VPC quota exceeded\n${END}`)).toBe('all');
  });
});
