/** JSON Schema of report.json, from the zod schema of the report. */
import { z } from 'zod';
import { REPORT_VERSION, reportSchema } from '../review/report/schema';

/** Path of the file below the project's root. */
export const REPORT_SCHEMA_FILE = 'docs/report.schema.json';

/** The text of the file. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, { target: 'draft-7' });
  return `${JSON.stringify({ title: `Report of a deploy, version ${REPORT_VERSION}`, ...schema }, null, 2)}\n`;
}
