import { App } from 'cdktf';
import { join } from 'node:path';
import { readScenario } from './lib/scenarios/read-scenario';
import { scenarioStack } from './lib/scenarios/scenarios';
import { settingsOfContext } from './lib/settings/context';
import { tellOfMissingAgent } from './lib/stack/missing-agent';
import { runProgram } from './lib/stack/run-program';
import { checkStateMove } from './lib/stack/state-moves';

runProgram(() => {
  const contextJson = process.env['CDKTF_CONTEXT_JSON'];
  const settings = readScenario(settingsOfContext({ contextJson, projectFile: 'cdktf.json' }));
  const app = new App({ stackTraces: false });
  const stack = scenarioStack(app, settings);
  const { stateBackend: backend } = settings;
  const environment = process.env;
  if (stack.verification !== undefined) tellOfMissingAgent(stack, backend, { platform: process.platform, environment });
  checkStateMove(stack, { backend, folder: join(app.outdir, 'stacks', stack.node.id), environment });
  app.synth();
});
