import { describeUnless } from '../needs';
import { CommandLine, NOTHING } from './command-line';
import { faultsOf } from './killed-run';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

describeUnless(missing, 'npm run lab, some of whose processes are killed', () => {
  let lab: CommandLine;
  beforeEach(() => {
    lab = new CommandLine();
  });
  afterEach(() => lab.clear());

  const TERRAFORM =
    'Terraform, or cdktf that runs it, ended before the apply was complete and gave no reason: something has killed it';
  const OVER = 'has ended by itself (SIGKILL), and the lab with it';

  /** What is killed, when, and what the run says of it; all but the last go on to destroy what there is. */
  const KILLS = [
    ['cdktf deploy', [/ main\.ts$/], 'cdktf deploy failed'],
    ['huaweicloud_vpc_subnet.network_subnet: Creation complete', [/^terraform$/], TERRAFORM],
    ['huaweicloud_vpc_subnet.network_subnet: Creation complete', [/ cdktf$/], TERRAFORM],
    ['ECS-target: tcpdump -i eth0', [/^perl claim\.pl$/, /^terraform$/], TERRAFORM],
    ['huaweicloud_vpc.network_vpc: Creation complete', [/^nsenter lab-init\.sh operator$/], OVER],
    ['huaweicloud_vpc.network_vpc: Creation complete', [/^unshare lab-init\.sh lab$/], 'and the lab with it'],
    ['huaweicloud_vpc_subnet.network_subnet: Creation complete', [/^nsenter lab-init\.sh router$/], OVER],
  ] as const;

  test.each(KILLS)(
    'GIVEN a run at "%s" WHEN of its processes %p are killed THEN it says so, exits 1 and leaves nothing',
    async (moment, kinds, sentence) => {
      const run = lab.start();
      await run.printed(moment);
      for (const kind of kinds) await lab.killOneOf(kind);
      const { status, output } = await run.ended;
      expect(output).toContain(sentence);
      expect(output).not.toContain('the mirror works');
      expect(faultsOf({ output, status: status ?? undefined })).toEqual([]);
      expect(status).toBe(1);
      expect(await lab.left()).toEqual(NOTHING);
    },
  );
});
