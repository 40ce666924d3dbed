/**
 * Mirrors servers that exist already: `lib/` used as a library. Explained in docs/library.md.
 *
 *   npx cdktf synth --app "node --import tsx docs/examples/existing-servers.ts"
 */
import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { type Construct } from 'constructs';
import { DataHuaweicloudNetworkingPort } from '../../.gen/providers/huaweicloud/data-huaweicloud-networking-port';
import { NetworkingSecgroupRule } from '../../.gen/providers/huaweicloud/networking-secgroup-rule';
import { HuaweicloudProvider } from '../../.gen/providers/huaweicloud/provider';
import { VXLAN_PORT } from '../../lib/values/limits';
import { MirrorFilter } from '../../lib/mirror/mirror-filter';
import { MirrorRule } from '../../lib/mirror/mirror-rule';
import { MirrorSession } from '../../lib/mirror/mirror-session';
import { MirrorTarget } from '../../lib/mirror/mirror-target';
import { runProgram } from '../../lib/stack/run-program';
import { addStateBackend } from '../../lib/stack/state-backend';

const WEB_SERVERS = ['10.0.1.11', '10.0.1.12'];
const ANALYZER = '10.0.1.50';
const BACKUP_NETWORK = '10.0.9.0/24';

export class ExistingServersStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    addStateBackend(this, { type: 'local' });
    // Region and credentials come from HW_REGION_NAME, HW_ACCESS_KEY and HW_SECRET_KEY.
    new HuaweicloudProvider(this, 'huaweicloud');
    const variable = (name: string, description: string): string =>
      new TerraformVariable(this, name, { type: 'string', nullable: false, description }).stringValue;
    const networkId = variable('network_id', 'Network id of the subnet with the web servers and the analyzer.');
    const analyzerGroupId = variable('analyzer_group_id', 'Id of the security group of the analyzer.');
    const collectorsId = variable('collectors_id', 'Id of the private load balancer in front of the collectors.');

    // A mirror source or target is a network interface; its id is found by its private address.
    const networkInterface = (name: string, fixedIp: string): string =>
      new DataHuaweicloudNetworkingPort(this, name, { networkId, fixedIp }).id;
    const sources = WEB_SERVERS.map((address, index) => networkInterface(`web-${index + 1}`, address));
    const analyzer = networkInterface('analyzer', ANALYZER);

    // The copies come from the sources' own addresses: without these rules the analyzer's group drops them.
    const vxlan = WEB_SERVERS.map(
      (address, index) =>
        new NetworkingSecgroupRule(this, `vxlan-from-web-${index + 1}`, {
          securityGroupId: analyzerGroupId,
          direction: 'ingress',
          ethertype: 'IPv4',
          protocol: 'udp',
          ports: String(VXLAN_PORT),
          remoteIpPrefix: `${address}/32`,
          description: 'Allows mirrored packets.',
        }),
    );

    // Everything but the backups, both ways: a reject with a smaller priority number decides before the accept.
    const withoutBackups = new MirrorFilter(this, 'without-backups', {
      name: 'web-without-backups',
      rules: [
        MirrorRule.reject({ direction: 'ingress', priority: 1, source: BACKUP_NETWORK }),
        MirrorRule.accept({ direction: 'ingress', priority: 10 }),
        MirrorRule.reject({ direction: 'egress', priority: 1, destination: BACKUP_NETWORK }),
        MirrorRule.accept({ direction: 'egress', priority: 10 }),
      ],
    });
    const toAnalyzer = new MirrorSession(this, 'to-analyzer', {
      name: 'web-to-analyzer',
      filter: withoutBackups,
      sources,
      target: MirrorTarget.networkInterface(analyzer),
      priority: 1,
      vni: 101,
      packetLength: 1460,
      dependsOn: vxlan,
    });

    // A second session of the same sources, with a filter and a target of its own.
    const requests = new MirrorFilter(this, 'requests', {
      name: 'web-requests',
      rules: [MirrorRule.accept({ direction: 'ingress', priority: 1, protocol: 'tcp', destinationPorts: 443 })],
    });
    const toCollectors = new MirrorSession(this, 'to-collectors', {
      name: 'web-to-collectors',
      filter: requests,
      sources,
      target: MirrorTarget.loadBalancer(collectorsId),
      priority: 2,
      vni: 102,
    });

    new TerraformOutput(this, 'session_ids', {
      value: { [toAnalyzer.name]: toAnalyzer.sessionId, [toCollectors.name]: toCollectors.sessionId },
      description: 'Ids of the mirror sessions, by name.',
    });
  }
}

if (require.main === module) {
  runProgram(() => {
    const app = new App({ stackTraces: false });
    new ExistingServersStack(app, 'existing-servers');
    app.synth();
  });
}
