import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../../lab/cli/workspace';
import { describeUnless, missingTool } from '../needs';
import { CommandLine, NOTHING } from './command-line';
import { missing } from './lab-under-test';

jest.setTimeout(300_000);

describeUnless(missing ?? missingTool(['script']), 'npm run lab without somebody who reads', () => {
  let lab: CommandLine;
  beforeEach(() => {
    lab = new CommandLine();
  });
  afterEach(() => lab.clear());

  test.each(['after Ctrl-C, as with "| tee"', 'by itself, as with "| head"'])(
    'GIVEN a run whose reader ends %s THEN it takes everything down without a stack trace',
    async (how) => {
      const run = lab.start();
      await run.printed('cdktf deploy');
      expect(lab.note()).toBeGreaterThan(0);
      run.child.stdout?.destroy();
      if (how.startsWith('after Ctrl-C')) run.child.kill('SIGINT');
      const { status, output } = await run.ended;
      expect(output).not.toContain('EPIPE');
      expect(output).not.toContain('failed');
      expect(status).toBe(130);
      expect(await lab.left()).toEqual(NOTHING);
    },
  );

  test('GIVEN a run on a terminal WHEN the terminal is gone THEN it takes everything down', async () => {
    const [command = '', ...args] = lab.command();
    const words = [command, ...args].map((word) => `'${word}'`).join(' ');
    const terminal = spawn('script', ['-qefc', words, '/dev/null'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let shown = '';
    await new Promise<void>((resolve) => {
      terminal.stdout.on('data', (chunk: Buffer) => {
        shown += chunk.toString();
        if (shown.includes('cdktf deploy')) resolve();
      });
    });
    expect(lab.note()).toBeGreaterThan(0);
    terminal.kill('SIGKILL');
    await once(terminal, 'exit');
    expect(await lab.left()).toEqual(NOTHING);
  });

  test('GIVEN a reader that wants nothing WHEN something is shown THEN nothing is complained of', async () => {
    const help = lab.start('--help');
    help.child.stdout?.destroy();
    expect(await help.ended).toEqual({ status: 0, signal: null, output: '' });
  });
});
