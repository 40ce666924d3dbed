import { type TopologyInterface, type TopologyMirrorSession } from '../../lab/topology/topology';
import { captureWhile, on, waitFor } from '../lab/fabric/test-lab';
import { type LabUnderTest } from './lab-under-test';

/** The network interface of a server, by its name. */
export function interfaceOf(lab: LabUnderTest, name: string): TopologyInterface {
  const id = lab.serverId(name);
  const found = lab.lab.region.topology().interfaces.find(({ serverId }) => serverId === id);
  if (found === undefined) throw new Error(`${name} has no network interface`);
  return found;
}

export function sessionWithVni(lab: LabUnderTest, vni: number): TopologyMirrorSession {
  const sessions = lab.lab.region.topology().mirrorSessions;
  const found = sessions.find((session) => session.vni === vni);
  if (found === undefined) throw new Error(`no session has VNI ${vni}, but ${sessions.map((each) => each.vni).join()}`);
  return found;
}

/**
 * The packets that reach a target mirrored while something is sent, up to the awaited one: VNI, addresses and what
 * tcpdump says first of each, without the sender's own port; what the kernel sent again counts once.
 */
export async function mirrored(
  lab: LabUnderTest,
  awaited: string,
  send: () => Promise<unknown>,
  targetName = 'ECS-target',
): Promise<readonly string[]> {
  const { fabric } = lab.lab;
  const target = lab.serverId(targetName);
  const sent = async (): Promise<void> => {
    await send();
    await on(fabric, target, waitFor(`grep -q '${awaited}' /tmp/seen`));
  };
  const text = (await captureWhile(fabric, target, 'udp port 4789', sent, '-nn')).join('\n');
  const packets = text.matchAll(/(vni \d+)\n(IP6?) (\S+)\.\d+ > (\S+: (?:Flags \[S\]|UDP, length \d+))/g);
  return [...new Set([...packets].map(([, vni, version, from, rest]) => [vni, version, from, '>', rest].join(' ')))];
}
