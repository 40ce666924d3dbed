/**
 * A mirror of two servers that exist already, and its proof with packets. Explained in docs/library.md.
 *
 *   npx cdktf synth --app "node --import tsx docs/examples/proof-of-own-mirror.ts"
 */
import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { type Construct } from 'constructs';
import { HuaweicloudProvider } from '../../.gen/providers/huaweicloud/provider';
import {
  addStateBackend,
  addVerificationVariables,
  MirrorFilter,
  MirrorRule,
  MirrorSession,
  MirrorTarget,
  runProgram,
  Verification,
} from '../../lib';

const CLIENT = { name: 'client', privateIp: '10.0.1.60', group: 'Sg-web' };
const WEB = { name: 'web', privateIp: '10.0.1.11', group: 'Sg-web' };
const ANALYZER = { name: 'analyzer', privateIp: '10.0.1.50', group: 'Sg-analyzer' };
const PORT = 8443;

export class ProofOfOwnMirrorStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Ephemeral variables, of which ssh_private_key is one, came with Terraform 1.10.
    this.addOverride('terraform.required_version', '>= 1.10');
    addStateBackend(this, { type: 'local' });
    new HuaweicloudProvider(this, 'huaweicloud');
    const variable = (name: string, description: string): string =>
      new TerraformVariable(this, name, { type: 'string', nullable: false, description }).stringValue;
    const webInterface = variable('web_interface_id', 'Id of the network interface of the web server.');
    const analyzerInterface = variable('analyzer_interface_id', 'Id of the network interface of the analyzer.');
    const clientAddress = variable('client_address', 'Public address of the client, through which Terraform logs in.');

    const rules = [MirrorRule.accept({ direction: 'ingress', priority: 1, protocol: 'tcp', destinationPorts: PORT })];
    const filter = new MirrorFilter(this, 'filter', { name: 'web-requests', rules });
    const session = new MirrorSession(this, 'session', {
      name: 'web-to-analyzer',
      filter,
      sources: [webInterface],
      target: MirrorTarget.networkInterface(analyzerInterface),
      priority: 40,
      vni: 40,
    });

    // What is mirrored is worked out from the rules, and so is what must not be: other ports and protocols, the answers.
    const proof = new Verification(this, 'verification', {
      ends: [{ ...CLIENT, host: clientAddress }, WEB, ANALYZER],
      entrance: CLIENT.name,
      flows: [{ from: CLIENT.name, to: WEB.name, protocol: 'tcp', port: PORT }],
      sessions: [
        {
          ...{ name: session.name, priority: session.priority, vni: session.vni },
          ...{ packetLength: session.packetLength, enabled: session.enabled },
          ...{ filterName: filter.name, rules, sources: [WEB.name], target: ANALYZER.name },
        },
      ],
      controlPort: PORT + 1,
      timeouts: { connect: 300, install: 600 },
      settingNames: { ports: 'PORT of this example', proxyPort: 'none: nothing is installed' },
      variables: addVerificationVariables(this),
      dependsOn: [session.resource, ...filter.dependables],
      triggers: { mirror_session: session.sessionId },
    });
    new TerraformOutput(this, 'verified', { value: proof.proof, description: 'The run that passed last.' });
  }
}

if (require.main === module) {
  runProgram(() => {
    const app = new App({ stackTraces: false });
    new ProofOfOwnMirrorStack(app, 'proof-of-own-mirror');
    app.synth();
  });
}
