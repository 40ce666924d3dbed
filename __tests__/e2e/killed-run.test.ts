import { faultsOf } from './killed-run';

const PROOF = 'VERIFIED: mirror session mirror-session-A works\n  12.0s  the mirror works: deployed and verified\n';
const EMPTY = '  16.1s  nothing left: the region is empty and no server runs\n';

describe('what a person could hold against a run some process of which was killed', () => {
  test.each([
    ['it went well', { status: 0, output: PROOF + EMPTY }],
    ['it failed and says why', { status: 1, output: 'cdktf deploy failed (status 1):\nFAILED: the reason\n' }],
    ['nobody was there to tell its exit code', { status: undefined, output: '' }],
  ])('GIVEN %s THEN nothing', (_, run) => {
    expect(faultsOf(run)).toEqual([]);
  });

  test.each([
    ['0 without a proof', { status: 0, output: EMPTY }, 'it ended with 0 without a proof'],
    [
      '0 without a look at the end',
      { status: 0, output: PROOF },
      'it ended with 0 and did not say that nothing is left',
    ],
    ['1 without a word', { status: 1, output: '' }, 'it ended with 1 and did not say why'],
    [
      'a stack trace of Node’s',
      { status: 1, output: 'lab: x\n    at Object.entries (<anonymous>)\n    at main (/work/lab/cli.ts:12:3)' },
      'it showed a stack trace',
    ],
    [
      'a stack trace that cdktf has wrapped',
      { status: 1, output: 'failed\n          -zf (/p/node_modules/cdktf-cli/bundle/bin/cmds/handlers.js:251:767)' },
      'it showed a stack trace',
    ],
    [
      'a raw error',
      { status: 1, output: "lab: ENOENT: no such file or directory, open '/proc/1/root/dev/shm/lab/key'" },
      'it showed a raw error: ENOENT',
    ],
  ])('GIVEN it ended with %s THEN that', (_, run, fault) => {
    expect(faultsOf(run)).toEqual([fault]);
  });
});
