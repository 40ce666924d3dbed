/** The report as data. Its JSON Schema is docs/report.schema.json; `version` rises when a reader would have to change. */
import { z } from 'zod';

export const REPORT_VERSION = 1;

/** What a deploy came to. */
export const VERDICTS = ['verified', 'failed', 'error', 'incomplete', 'unverified', 'no-deploy'] as const;
export type VerdictName = (typeof VERDICTS)[number];

const check = z.strictObject({
  sentence: z.string().meta({ description: 'What was to hold, as the verification says it.' }),
  result: z.enum(['passed', 'failed', 'not-judged']).meta({ description: 'not-judged: the run ended before.' }),
  detail: z.string().meta({ description: 'What only the run knows, such as the nonce; or why it failed.' }),
  target: z.string().meta({ description: 'Server at which it was looked at; empty when the log does not say.' }),
});

const packet = z.strictObject({
  target: z.string().meta({ description: 'Server on which it was captured.' }),
  outer: z.string().meta({ description: 'The VXLAN packet, as tcpdump -nne shows it.' }),
  inner: z.string().meta({ description: 'The packet inside.' }),
  fields: z.record(z.string(), z.string()).meta({ description: "The fields of the guide's Table 6, by name." }),
});

export const reportSchema = z.strictObject({
  version: z.literal(REPORT_VERSION),
  stack: z.string().meta({ description: 'Name of the stack; empty when the log does not say.' }),
  verdict: z.enum(VERDICTS).meta({
    description:
      'verified: the mirror works; failed: the verification says why not; error: Terraform failed otherwise; incomplete: the log ends before the deploy; unverified: deployed, nothing proven; no-deploy: no deploy in the log.',
  }),
  headline: z.string().meta({ description: 'The verdict in one sentence.' }),
  reasons: z.array(z.string()).meta({ description: 'Why it failed, line by line.' }),
  deploys: z.number().int().meta({ description: 'How many deploys the log has; the report is of the last.' }),
  sessions: z.array(z.string()).meta({ description: 'Mirror sessions that were verified.' }),
  checks: z.array(check),
  notes: z.array(z.string()),
  packets: z.array(packet).meta({ description: 'The first mirrored packet of each target.' }),
  evidence: z.strictObject({
    packets: z.number().int().meta({ description: 'Packets in evidence.pcap; 0 without that file.' }),
    problems: z.array(z.string()).meta({ description: 'Why evidence of the log was not taken.' }),
  }),
});

export type Report = z.output<typeof reportSchema>;
export type Check = Report['checks'][number];
