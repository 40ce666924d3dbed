import { Claim } from '../../../lab/cli/claim';
import { describeUnless } from '../fabric/prerequisites';

const elsewhere = process.platform === 'linux' ? undefined : 'needs Linux';

describeUnless(elsewhere, 'the right to run a lab', () => {
  const name = `claim-${process.pid}`;

  test('GIVEN one has it WHEN another wants it THEN it gets nothing until the first gives it back', async () => {
    const first = await Claim.take(name);
    expect(first).toBeDefined();
    expect(await Claim.take(name)).toBeUndefined();
    await first?.release();
    const second = await Claim.take(name);
    expect(second).toBeDefined();
    await second?.release();
  });

  test('GIVEN one has it THEN a lab of another name can still be run', async () => {
    const claims = [await Claim.take(name), await Claim.take(`${name}-two`)];
    expect(claims).not.toContain(undefined);
    for (const claim of claims) await claim?.release();
  });
});
