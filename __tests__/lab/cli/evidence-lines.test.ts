import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsOf } from '../../../lab/cli/cdktf';
import { type DeployEvent } from '../../../lab/cli/deploy-output';

/** What a person at the screen is told, in words, of a log's lines. */
function told(lines: readonly string[]): string[] {
  const events: DeployEvent[] = [];
  const onLine = eventsOf((event) => events.push(event));
  for (const line of lines) onLine(line);
  return events.map((event) =>
    event.type === 'evidence' ? `${event.server}: ${event.packets}` : 'text' in event ? event.text : '',
  );
}

const LOG = readFileSync(join(__dirname, '../../review/logs/two-targets.log'), 'utf8').split('\n');

describe('GIVEN the log of a verification with two targets WHEN it is watched', () => {
  const seen = told(LOG);

  test('THEN of the evidence of each target one line is shown, with the number of its packets', () => {
    expect(seen.filter((text) => /^ECS-target-0\d: \d+$/.test(text))).toEqual(['ECS-target-01: 2', 'ECS-target-02: 2']);
    expect(seen.filter((text) => /EVIDENCE|^[A-Za-z0-9+/=]{40,}$/.test(text))).toEqual([]);
  });

  test('THEN what the script says of both targets is shown for both', () => {
    expect(seen.filter((text) => text.startsWith('  EthernetType'))).toHaveLength(2);
  });
});

test('GIVEN evidence without its end WHEN it is watched THEN what comes behind it is shown', () => {
  const end = LOG.findIndex((line) => line.includes('END EVIDENCE'));
  const seen = told(LOG.filter((_, index) => index !== end));
  expect(seen).toContain('VERIFIED: mirror session mirror-session-02 works');
  expect(seen).toContain('ECS-target-02: 2');
});
