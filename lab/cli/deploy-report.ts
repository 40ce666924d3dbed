/** `npm run lab -- --report FOLDER`: what `npm run report` writes, of the deploy that the lab has just seen. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofPlanOf } from '../../review/proof/proof-plan';
import { ReportReader } from '../../review/report/report-reader';
import { writeReport } from '../../review/report/write-report';
import { parseTemplate } from '../../review/stack/template';
import { type Progress } from './progress';
import { type Workspace } from './workspace';

/** A report that cannot be written is told of, and changes nothing about how the run ended. */
export function reportDeploy(workspace: Workspace, folder: string, progress: Progress): void {
  try {
    const reader = new ReportReader(cellsOf(workspace));
    for (const line of readFileSync(workspace.logFile, 'utf8').split('\n')) reader.read(line);
    const { report } = writeReport(reader, folder);
    progress.step(`report of the deploy (${report.verdict}): ${join(folder, 'report.html')}`);
  } catch (error) {
    progress.step(`the report cannot be written to ${folder}: ${(error as Error).message}`);
  }
}

function cellsOf({ stackFolder }: Workspace) {
  const file = join(stackFolder, 'cdk.tf.json');
  return existsSync(file) ? (proofPlanOf(parseTemplate(readFileSync(file, 'utf8'), file))?.cells ?? []) : [];
}
