/**
 * A process that owns a test network with a running tap and traffic, for a test that kills it. Prints one line of JSON
 * for each stage that it has reached, and goes on until it is killed.
 */
import { startTap } from '../../../../lab/fabric/mirror/tap';
import * as sample from '../packet/sample-frames';
import { openSender } from './frame-io';
import { everything, guideSession } from './guide-session';
import { networkNamespaceOf } from './residue';
import { GATEWAY_MAC, MIRROR_DEVICE, openTestNetwork } from './test-network';

async function main(): Promise<void> {
  const net = await openTestNetwork();
  const namespaces = [net.fabric, net.source, net.target, net.test].map(({ pid }) => networkNamespaceOf(pid));
  console.log(JSON.stringify({ stage: 'network', namespaces }));
  const sender = await openSender(net.test);
  await startTap({
    namespace: net.fabric,
    device: net.source.port,
    source: net.source,
    sessions: [guideSession({ rules: [everything(), everything({ direction: 'egress' })] })],
    resolveTarget: () => ({ ...net.target, gatewayMac: GATEWAY_MAC, device: MIRROR_DEVICE }),
    onError: (error) => {
      throw error;
    },
  });
  console.log(JSON.stringify({ stage: 'tap', namespaces }));
  for (;;) await sender.send(...Array.from({ length: 100 }, () => sample.tcp4()));
}

void main();
