import { App } from 'cdktf';
import { parseSettings } from './lib/settings/settings';
import { warnOfSettings } from './lib/settings/warnings';
import { TrafficMirroringStack } from './lib/traffic-mirroring-stack';

/** The guide's scenario. Its name is in the state's file name and in the workspace's: never renamed. */
const STACK = 'inbound-tcp';

try {
  const app = new App({ stackTraces: false });
  const settings = parseSettings(app.node.tryGetContext('trafficMirroring') ?? {});
  const stack = new TrafficMirroringStack(app, STACK, settings);
  warnOfSettings(stack, settings);
  app.synth();
} catch (error) {
  // What is wrong is in the sentence; where it was found is of no use to a user.
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
