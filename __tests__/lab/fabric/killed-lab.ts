/**
 * A program for the kill test: starts a lab, boots servers, mirrors traffic while its session changes, until it is killed.
 * Says on standard output which phase it is in.
 *
 * usage: killed-lab.ts lab|fabric traffic|removal
 *   fabric   without region and providers, which starts sooner
 *   removal  servers go and come instead of sessions
 */
import { startFabric, type KernelFabric } from '../../../lab/fabric/fabric';
import { type Topology } from '../../../lab/topology/topology';
import { guideTopology, SOURCE, TARGET, TEST } from './guide-topology';

function mirroring(vni: number): Topology {
  const rules = [
    { direction: 'ingress', priority: 1, ethertype: 'IPv4', protocol: 'all', action: 'accept' },
    { direction: 'egress', priority: 1, ethertype: 'IPv4', protocol: 'all', action: 'accept' },
  ] as const;
  const session = {
    ...{ id: 'session', enabled: true, priority: 1, vni, packetLength: 96, rules },
    sourceInterfaceIds: [SOURCE.port],
    targetInterfaceId: TARGET.port,
  };
  return { ...guideTopology(), mirrorSessions: [session] };
}

const say = (phase: string): void => void process.stdout.write(`${phase}\n`);

async function start(what: string | undefined): Promise<KernelFabric> {
  const onProblem = (): void => undefined;
  if (what === 'fabric') {
    say('creation');
    return startFabric({ onProblem });
  }
  const { startLab } = await import('../../../lab/lab.js');
  say('creation');
  return (await startLab({ onProblem })).fabric;
}

async function live(): Promise<void> {
  const [, , what, activity] = process.argv;
  const fabric = await start(what);
  await fabric.apply(mirroring(1));
  say('up');
  if (activity === 'removal') {
    say('removal');
    for (;;) {
      await fabric.apply({ ...mirroring(1), servers: [], interfaces: [], eips: [], mirrorSessions: [] });
      await fabric.apply(mirroring(1));
    }
  }
  void fabric.exec(TEST.id, ['ping', '-q', '-i', '0.01', SOURCE.ipv4], { timeout: 600_000 });
  void fabric.operator.run(['ping', '-q', '-i', '0.01', '203.0.113.20'], { timeout: 600_000 });
  await fabric.exec(TEST.id, ['sh', '-c', 'until grep -qx ping /proc/[0-9]*/comm; do sleep 0.01; done']);
  say('traffic');
  for (let vni = 2; ; vni += 1) await fabric.apply(mirroring(vni));
}

void live();
