import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform } from './terraform-project';

jest.setTimeout(180_000);

const main = readFileSync(join(__dirname, 'plans', 'main.tf'), 'utf8');
const stage = (number: number): readonly string[] => [`-var=stage=${number}`];

describeWithTerraform('GIVEN an empty region and the recorded configuration', main, (project) => {
  const apply = (args: readonly string[]) => project().apply(...args);

  test('WHEN applied THEN two plans in a row find nothing to do', async () => {
    await apply(stage(1));
    expect(project().lab.region.counts()).toMatchObject({ servers: 3, mirrorSessions: 2, eips: 1 });
    expect(await project().pending(stage(1))).toEqual([]);
    expect(await project().pending(stage(1))).toEqual([]);
  });

  test.each([2, 3, 1])(
    'WHEN stage %d is applied THEN only updates are made and the next plan is clean',
    async (number) => {
      const actions = (await project().plan(stage(number))).flatMap((plan) => plan.actions);
      expect(new Set(actions)).toEqual(new Set(['no-op', 'update']));
      await apply(stage(number));
      expect(await project().pending(stage(number))).toEqual([]);
    },
  );

  test('WHEN destroyed THEN the region is empty', async () => {
    await project().destroy(...stage(3));
    expect(project().lab.region.counts()).toEqual(expect.objectContaining({ servers: 0, vpcs: 0 }));
    expect(project().lab.region.isEmpty()).toBe(true);
  });
});
