/**
 * One more session of servers that are mirrored already, beside the stack that made them. Explained in docs/library.md.
 *
 *   npx cdktf deploy --app "node --import tsx docs/examples/one-more-session.ts"
 */
import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { type Construct } from 'constructs';
import {
  addProvider,
  addStateBackend,
  MirrorFilter,
  MirrorRule,
  MirrorSession,
  MirrorTarget,
  parseSettings,
  runProgram,
  settingsOfContext,
  type ProviderProps,
} from '../../lib';

export class OneMoreSessionStack extends TerraformStack {
  constructor(scope: Construct, id: string, provider: ProviderProps) {
    super(scope, id);
    addStateBackend(this, { type: 'local' });
    addProvider(this, provider);
    // Both stand in the output network_interface_ids of the stack that made the servers.
    const variable = (name: string, description: string): string =>
      new TerraformVariable(this, name, { type: 'string', nullable: false, description }).stringValue;
    const source = variable('source_interface_id', 'Id of the network interface that is mirrored.');
    const target = variable('target_interface_id', 'Id of the network interface that the copies go to.');

    const session = new MirrorSession(this, 'dns', {
      name: 'dns-of-source',
      filter: new MirrorFilter(this, 'dns-filter', {
        name: 'dns',
        rules: [MirrorRule.accept({ direction: 'egress', priority: 1, protocol: 'udp', destinationPorts: 53 })],
      }),
      sources: [source],
      target: MirrorTarget.networkInterface(target),
      priority: 20,
      vni: 20,
    });
    new TerraformOutput(this, 'session_id', { value: session.sessionId, description: 'Id of the mirror session.' });
  }
}

if (require.main === module) {
  runProgram(() => {
    // Region and endpoints are those of cdktf.json, so that in the lab's shell, which has its own, they are the lab's.
    const contextJson = process.env['CDKTF_CONTEXT_JSON'];
    const settings = parseSettings(settingsOfContext({ contextJson, projectFile: 'cdktf.json' }));
    const app = new App({ stackTraces: false });
    new OneMoreSessionStack(app, 'one-more-session', settings);
    app.synth();
  });
}
