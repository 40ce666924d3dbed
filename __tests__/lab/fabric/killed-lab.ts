/** A program for the kill test: starts a fabric, boots servers, mirrors traffic, changes all of it, until it is killed. */
import { startFabric } from '../../../lab/fabric/fabric';
import { guideTopology, SOURCE, TARGET, TEST } from './test-lab';

async function live(): Promise<void> {
  const fabric = await startFabric({ onProblem: () => undefined });
  const rules = [
    { direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'all', action: 'accept' },
    { direction: 'egress', priority: 1, ethertype: 'IPv4', protocol: 'all', action: 'accept' },
  ] as const;
  const all = guideTopology();
  const mirroring = {
    ...all,
    mirrorSessions: [
      {
        ...{ id: 'session', enabled: true, priority: 1, vni: 1, packetLength: 96, rules },
        sourceInterfaceIds: [SOURCE.port],
        targetInterfaceId: TARGET.port,
      },
    ],
  };
  for (;;) {
    await fabric.apply(mirroring);
    process.stdout.write('up\n');
    const traffic = fabric.exec(TEST.id, ['ping', '-c', '50', '-i', '0.01', SOURCE.ipv4]);
    await fabric.operator.run(['ping', '-c', '20', '-i', '0.01', '203.0.113.20']);
    await traffic;
    await fabric.apply({ ...all, servers: [], interfaces: [], eips: [] });
  }
}

void live();
