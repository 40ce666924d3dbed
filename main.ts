import { App } from 'cdktf';
import { InputError } from './lib/input-error';
import { settingsOfContext } from './lib/settings/context';
import { parseSettings, SettingsError } from './lib/settings/settings';
import { warnOfSettings } from './lib/settings/warnings';
import { TrafficMirroringStack } from './lib/traffic-mirroring-stack';

/** The guide's scenario. Its name is in the state's file name and in the workspace's: never renamed. */
const STACK = 'inbound-tcp';

try {
  const contextJson = process.env['CDKTF_CONTEXT_JSON'];
  const settings = parseSettings(settingsOfContext({ contextJson, projectFile: 'cdktf.json' }));
  const app = new App({ stackTraces: false });
  const stack = new TrafficMirroringStack(app, STACK, settings);
  warnOfSettings(stack, settings);
  app.synth();
} catch (error) {
  // Of the user's own mistakes the sentence says all; of ours, only the stack says where.
  const isInput = error instanceof SettingsError || error instanceof InputError;
  console.error(isInput ? error.message : error);
  process.exitCode = 1;
}
