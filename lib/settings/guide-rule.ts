import { MirrorRule } from '../mirror/mirror-rule';
import { type ParsedSettings } from './schema';

/** Table 5: TCP from ECS-test to the listening port of ECS-source is accepted. */
export function guideRule({ servers, listeningPort }: ParsedSettings): MirrorRule {
  return MirrorRule.accept({
    direction: 'ingress',
    priority: 1,
    protocol: 'tcp',
    ethertype: 'IPv4',
    source: `${servers.test.privateIp}/32`,
    destination: `${servers.source.privateIp}/32`,
    destinationPorts: listeningPort,
  });
}
