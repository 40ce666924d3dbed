import { markup, type Markup } from '../html/markup';
import { type Check, type Report } from './schema';

/** JUnit XML: a case for each check, with its sentence. Readers: GitLab, Jenkins, GitHub's test reporters. */
export function junit(report: Report): string {
  const count = (result: Check['result']): number => report.checks.filter((check) => check.result === result).length;
  const name = report.stack === '' ? 'traffic mirroring' : report.stack;
  const text = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="traffic mirroring" tests="${report.checks.length}" failures="${count('failed')}" errors="0" skipped="${count('not-judged')}">
<testsuite name="${name}: ${report.headline}" tests="${report.checks.length}" failures="${count('failed')}" errors="0" skipped="${count('not-judged')}">
${report.checks.map((check) => testCase(check, name))}</testsuite>
</testsuites>
`;
  return text.text;
}

function testCase({ sentence, result, detail, target }: Check, stack: string): Markup {
  const place = target === '' ? stack : `${stack}.${target}`;
  const inner =
    result === 'failed'
      ? markup`<failure message="${detail}">${detail}</failure>`
      : result === 'not-judged'
        ? markup`<skipped message="the run ended before"/>`
        : detail === ''
          ? undefined
          : markup`<system-out>${detail}</system-out>`;
  return markup`<testcase classname="${place}" name="${sentence}">${inner}</testcase>
`;
}
