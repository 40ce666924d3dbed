import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../docs/pages';

const LOG = readFileSync(join(__dirname, 'logs', 'success.log'), 'utf8');
const HALF = LOG.slice(0, LOG.indexOf('VERIFIED'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-in-a-pipe-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start() {
  const program = ['--require', 'tsx/cjs', join(ROOT, 'review', 'report.ts'), '--output', folder];
  return spawn(process.execPath, program, { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<unknown> {
  const [code, signal] = (await once(child, 'close')) as unknown[];
  return code ?? signal;
}

test('a deploy that Ctrl-C ends has a report: of all that the log had, until its end', async () => {
  const report = start();
  report.stdin.write('the first line\n');
  await once(report.stdout, 'data');
  report.kill('SIGINT');
  await once(report.stderr, 'data');
  report.stdin.end(HALF);

  expect(await ended(report)).toBe(4);
  expect(readdirSync(folder).sort()).toEqual(['junit.xml', 'report.html', 'report.json']);
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toHaveProperty('verdict', 'incomplete');
});

test('a second Ctrl-C ends it without a report', async () => {
  const report = start();
  report.stdin.write('the first line\n');
  await once(report.stdout, 'data');
  report.kill('SIGINT');
  await once(report.stderr, 'data');
  report.kill('SIGINT');

  expect(await ended(report)).toBe('SIGINT');
  expect(readdirSync(folder)).toEqual([]);
});

test('a report is written although nobody reads what it passes through', async () => {
  const report = start();
  report.stdin.write('the first line\n');
  await once(report.stdout, 'data');
  report.stdout.destroy();
  report.stdin.end(LOG);

  expect(await ended(report)).toBe(0);
  expect(readdirSync(folder)).toContain('evidence.pcap');
});
