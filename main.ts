import { App } from 'cdktf';
import { join } from 'node:path';
import { tellOfMissingAgent } from './lib/stack/missing-agent';
import { runProgram } from './lib/stack/run-program';
import { settingsOfContext } from './lib/settings/context';
import { parseSettings } from './lib/settings/settings';
import { warnOfSettings } from './lib/scenarios/warnings';
import { checkStateMove } from './lib/stack/state-moves';
import { TrafficMirroringStack } from './lib/scenarios/inbound-tcp';

/** The guide's scenario. Its name is in the state's file name and in the workspace's: never renamed. */
const STACK = 'inbound-tcp';

runProgram(() => {
  const contextJson = process.env['CDKTF_CONTEXT_JSON'];
  const settings = parseSettings(settingsOfContext({ contextJson, projectFile: 'cdktf.json' }));
  const app = new App({ stackTraces: false });
  const stack = new TrafficMirroringStack(app, STACK, settings);
  warnOfSettings(stack, settings);
  tellOfMissingAgent(stack, settings, { platform: process.platform, environment: process.env });
  checkStateMove(stack, {
    backend: settings.stateBackend,
    folder: join(app.outdir, 'stacks', STACK),
    environment: process.env,
  });
  app.synth();
});
