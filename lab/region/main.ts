import { parseArgs } from 'node:util';
import { startRegion } from './start-region';

/**
 * Runs a region alone, without a data plane: servers are "booted" at once and no packet moves. For trying API calls by hand:
 * `npx tsx lab/region/main.ts --port 9191`. Ends on Ctrl-C.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '9191' }, region: { type: 'string', default: 'lab-region-1' } },
  });
  const region = await startRegion({
    fabric: { apply: () => Promise.resolve() },
    listen: { port: Number(values.port) },
    regionName: values.region,
  });
  process.stdout.write(`${region.url} project ${region.settings.projectId} region ${region.settings.regionName}\n`);
  const stop = () => void region.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`region: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
