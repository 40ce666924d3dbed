/** Writes a report as files: for programs, for a CI, for people, and for Wireshark. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../whole-file';
import { junit } from './junit';
import { reportPage } from './report-page';
import { type ReportReader } from './report-reader';
import { type Report } from './schema';

/** @returns the report, and the names of the files */
export function writeReport(reader: ReportReader, folder: string): { report: Report; files: readonly string[] } {
  const report = reader.report();
  const { pcap } = reader.evidence();
  mkdirSync(folder, { recursive: true });
  const files: readonly (readonly [string, string | Buffer])[] = [
    ['report.json', `${JSON.stringify(report, null, 2)}\n`],
    ['junit.xml', junit(report)],
    ['report.html', reportPage(report)],
    ...(pcap === undefined ? [] : [['evidence.pcap', pcap] as const]),
  ];
  // Of an earlier deploy, it would be taken for this one's.
  rmSync(join(folder, 'evidence.pcap'), { force: true });
  for (const [name, content] of files) writeWhole(join(folder, name), content);
  return { report, files: files.map(([name]) => join(folder, name)) };
}

/** Exit code of `npm run report`, by verdict; 1 is left to what cannot be read or written. */
export const EXIT_CODES: Readonly<Record<Report['verdict'], number>> = {
  verified: 0,
  failed: 2,
  error: 3,
  incomplete: 4,
  unverified: 5,
  'no-deploy': 6,
};
