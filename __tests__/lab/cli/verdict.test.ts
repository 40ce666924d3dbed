import { hasReachedTerraform, judgeDeploy, judgeDestroy } from '../../../lab/cli/verdict';

const BEGUN = 'inbound-tcp  Initializing the backend...';
const CREATED = '             huaweicloud_vpc.network_vpc: Creation complete after 0s [id=7f0c]';
const VERIFIED =
  '             null_resource.verification_traffic (remote-exec): VERIFIED: mirror session mirror-session-A works';
const APPLIED = '             \u001b[1mApply complete! Resources: 20 added, 0 changed, 0 destroyed.\u001b[0m';
const DESTROYED = '             Destroy complete! Resources: 20 destroyed.';
/** What cdktf makes of outputs that are not there because Terraform was killed. */
const CDKTF_TRIPS = ['  ERROR  Cannot convert undefined or null to object', ' -     at Function.entries (<anonymous>)'];
const KILLED = /^Terraform, or cdktf that runs it, ended before the (apply|destroy) was complete and gave no reason: /;

function end(status: number, ...lines: readonly string[]) {
  return { status, output: lines.join('\n') };
}

describe('what a deploy came to', () => {
  test('GIVEN Terraform is done and the verification says so THEN the mirror works', () => {
    expect(judgeDeploy(end(0, BEGUN, CREATED, VERIFIED, APPLIED), true)).toEqual({
      passed: true,
      headline: 'the mirror works: deployed and verified',
      reasons: [],
    });
  });

  test('GIVEN no verification is in the stack THEN it is deployed, but not verified', () => {
    expect(judgeDeploy(end(0, BEGUN, CREATED, APPLIED), false)).toMatchObject({
      passed: true,
      headline: 'deployed, but not verified: verification.enabled or publicAccess is false',
    });
  });

  test('GIVEN Terraform is done but nothing was verified THEN it has failed, whatever the exit code', () => {
    expect(judgeDeploy(end(0, BEGUN, CREATED, APPLIED), true)).toMatchObject({
      passed: false,
      headline: 'deployed, but nothing is proven:',
    });
  });

  test.each([
    ['in mid-apply, which cdktf takes for success', 0, [BEGUN, CREATED]],
    ['right after the proof', 0, [BEGUN, CREATED, VERIFIED]],
    ['before it said anything, which cdktf takes for success', 0, []],
    ['together with cdktf', 137, []],
    ['in mid-apply, which cdktf trips over', 1, [BEGUN, CREATED, ...CDKTF_TRIPS]],
  ] as const)('GIVEN Terraform is killed %s THEN it has failed and the sentence says so', (_, status, lines) => {
    for (const isToProve of [true, false]) {
      const { passed, headline, reasons } = judgeDeploy(end(status, ...lines), isToProve);
      expect({ passed, headline }).toEqual({ passed: false, headline: `cdktf deploy failed (status ${status}):` });
      expect(reasons).toEqual([expect.stringMatching(KILLED)]);
    }
  });

  test.each([
    ['inbound-tcp  Error: VPC quota exceeded', 'Error: VPC quota exceeded'],
    ['             │ Error: VPC quota exceeded', 'Error: VPC quota exceeded'],
  ])('GIVEN an error of Terraform in %j THEN that is the reason', (line, reason) => {
    expect(judgeDeploy(end(1, BEGUN, CREATED, line), true).reasons).toEqual([reason]);
  });

  test('GIVEN cdktf fails before Terraform has begun THEN its own words are the reason', () => {
    expect(judgeDeploy(end(1, 'Error in main.ts'), true).reasons).toEqual(['Error in main.ts']);
  });
});

describe('what a destroy came to', () => {
  test('GIVEN Terraform is done THEN it has gone well', () => {
    expect(judgeDestroy(end(0, BEGUN, DESTROYED)).passed).toBe(true);
  });

  test('GIVEN the place in which it was to run is gone THEN a sentence says so', () => {
    const { passed, reasons } = judgeDestroy(
      end(1, 'nsenter: cannot open /proc/18184/ns/ipc: No such file or directory'),
    );
    expect(passed).toBe(false);
    expect(reasons).toEqual([
      'the place of the lab in which cdktf runs is gone: something has killed its first process',
    ]);
  });

  test.each([0, 1])('GIVEN Terraform is killed and cdktf ends with %d THEN it has failed', (status) => {
    const { passed, reasons } = judgeDestroy(end(status, BEGUN, 'huaweicloud_vpc.network_vpc: Destroying...'));
    expect(passed).toBe(false);
    expect(reasons).toEqual([expect.stringMatching(KILLED)]);
  });
});

test.each([
  [[BEGUN], true],
  [['\u001b[0m\u001b[1minbound-tcp  \u001b[0mInitializing provider plugins...'], true],
  [['Error: cdktf.json is not JSON'], false],
  [['warning: Initializing the backend... is what Terraform says first'], false],
])('GIVEN a run of cdktf that says %j THEN that it has come as far as Terraform is %p', (lines, expected) => {
  expect(hasReachedTerraform(end(1, ...lines))).toBe(expected);
});
