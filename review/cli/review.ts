/** `npm run review`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findingsOf, reviewed } from '../findings';
import { reviewMarkdown } from '../markdown/review-markdown';
import { reviewPage } from '../page/review-page';
import { parsePlan } from '../plan/plan';
import { ReviewError } from '../review-error';
import { readStack } from '../stack/read-stack';
import { parseTemplate } from '../stack/template';
import { writeWhole } from '../whole-file';
import { HELP, reviewArguments, type ReviewArguments } from './arguments';
import { planText } from './plan-file';
import { readText, stackFiles, type StackFile } from './stack-files';

const OUTDIR = 'cdktf.out';
const FAILED_ON = 2;

/** @returns exit code */
export async function review(argv: readonly string[]): Promise<number> {
  const given = reviewArguments(argv);
  if (given.help) {
    console.log(HELP);
    return 0;
  }
  if (given.synth && !synthesized(given.output === '-')) return 1;
  const files = filesOf(given);
  if (files.length > 1 && (given.plan !== undefined || given.output !== undefined)) {
    const names = files.map(({ name }) => name).join(', ');
    throw new ReviewError(`--plan and --output go with one stack: name it, one of ${names}`);
  }
  let code = 0;
  for (const file of files) code = Math.max(code, await page(file, given));
  return code;
}

async function page(file: StackFile, given: ReviewArguments): Promise<number> {
  const template = parseTemplate(readText(file.json), file.json);
  const stack = readStack(template);
  const secrets = stack.variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  const plan = given.plan === undefined ? undefined : parsePlan(planText(given.plan, file.folder), given.plan, secrets);
  const subject = reviewed(stack, file.warnings, plan);
  const text = given.format === 'html' ? await reviewPage(subject) : reviewMarkdown(subject);
  write(given.output ?? join(OUTDIR, 'review', `${stack.name}.${given.format === 'html' ? 'html' : 'md'}`), text);
  const shown = findingsOf(subject).map(({ gravity }) => gravity);
  const grave = given.failOn === 'danger' ? ['danger'] : given.failOn === 'warning' ? ['danger', 'warning'] : [];
  return shown.some((gravity) => grave.includes(gravity)) ? FAILED_ON : 0;
}

function filesOf({ json, stack }: ReviewArguments): StackFile[] {
  if (json === undefined) return stackFiles(OUTDIR, stack);
  return [{ name: basename(dirname(json)), json, folder: dirname(json), warnings: [] }];
}

/** By the program of npm run synth, which tells of mistakes in the settings in its own words. */
function synthesized(isQuiet: boolean): boolean {
  const program = join(__dirname, '..', '..', 'tools', 'synth.ts');
  const run = spawnSync(process.execPath, ['--require', 'tsx/cjs', program], {
    stdio: ['ignore', isQuiet ? 2 : 'inherit', 'inherit'],
  });
  if (run.error !== undefined) throw new ReviewError(`the stack cannot be synthesized: ${run.error.message}`);
  return run.status === 0;
}

function write(file: string, text: string): void {
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  } catch (error) {
    throw new ReviewError(`${file} cannot be written: ${(error as Error).message}`);
  }
  console.log(`review: ${file}`);
}
