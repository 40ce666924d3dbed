/** `npm run report`. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { proofPlanOf } from '../proof/proof-plan';
import { ReportReader } from '../report/report-reader';
import { EXIT_CODES, writeReport } from '../report/write-report';
import { ReviewError } from '../review-error';
import { parseTemplate } from '../stack/template';
import { readText } from './stack-files';

const HELP = `Makes a report of the log of a deploy: what was proven, with the packets that prove it.

usage: npm run report -- [options] [LOG]
       npx cdktf deploy | npm run -s report

Reads LOG, or the standard input, of which it passes on each line as it comes. Writes report.json, junit.xml, report.html
and, if the log has packets, evidence.pcap.

options:
  --output FOLDER  where to write; default: cdktf.out/report
  --json FILE      the stack's cdk.tf.json: each cell of its proof plan becomes a check, also those that the run never
                   came to; the log has the name of those alone that it did
  --help           this text

exit codes: 0 verified, 1 the log cannot be read or the report not be written, 2 the verification failed, 3 Terraform
failed otherwise, 4 the log ends before the deploy, 5 deployed and nothing proven, 6 no deploy in the log`;

/** @returns exit code */
export async function report(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(argv);
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (positionals.length > 1) throw new ReviewError(`one log at most can be read, got: ${positionals.join(', ')}`);
  const [log] = positionals;
  const reader = new ReportReader(values.json === undefined ? [] : cellsOf(values.json));
  if (log === undefined) outliveTheDeploy();
  await readAll(log, (line) => {
    const isOurs = reader.read(line);
    if (log === undefined && !isOurs) process.stdout.write(`${line}\n`);
  });
  const { report: made, files } = written(reader, values.output ?? 'cdktf.out/report');
  console.log(`report: ${made.verdict}: ${made.headline}`);
  for (const reason of made.reasons) console.log(`  ${reason}`);
  for (const file of files) console.log(`report: ${file}`);
  return EXIT_CODES[made.verdict];
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { output: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ');
    throw new ReviewError(`${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}; --help says what is allowed`);
  }
}

/**
 * Ctrl-C reaches every program of a pipeline, and the deploy has last words then: the report ends when they do, or at a
 * second Ctrl-C. Nor does it go unwritten because nobody reads on what it passes through.
 */
function outliveTheDeploy(): void {
  process.once('SIGINT', () => {
    console.error('report: waiting for the end of the log; Ctrl-C again ends without a report');
  });
  process.stdout.on('error', () => undefined);
}

function cellsOf(file: string) {
  return proofPlanOf(parseTemplate(readText(file), file))?.cells ?? [];
}

async function readAll(log: string | undefined, onLine: (line: string) => void): Promise<void> {
  if (log !== undefined && !existsSync(log)) throw new ReviewError(`${log} does not exist`);
  const input = log === undefined ? process.stdin : createReadStream(log);
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) onLine(line);
  } catch (error) {
    throw new ReviewError(`${log ?? 'the standard input'} cannot be read: ${(error as Error).message}`);
  }
}

function written(reader: ReportReader, folder: string): ReturnType<typeof writeReport> {
  try {
    return writeReport(reader, folder);
  } catch (error) {
    throw new ReviewError(`the report cannot be written to ${folder}: ${(error as Error).message}`);
  }
}
