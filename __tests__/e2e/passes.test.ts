import { type TopologyInterface, type TopologyMirrorSession } from '../../lab/topology/topology';
import { type SettingsInput } from '../../lib/settings/settings';
import { captureWhile, connects, on, waitFor } from '../lab/fabric/test-lab';
import { describeWithLab, type LabUnderTest } from './lab-under-test';
import { type Edit } from './stack-json';

jest.setTimeout(300_000);

const accept = { priority: 1, protocol: 'tcp', source: '192.168.0.161/32', destination: '192.168.0.230/32' } as const;

interface Pass {
  readonly settings: SettingsInput;
  readonly edits?: readonly Edit[];
  readonly evidence: string;
  /** What the verification does not look at, once it has passed. */
  readonly look?: (lab: LabUnderTest) => Promise<void>;
}

/** The servers' interfaces get an IPv6 address too, which the project itself does not give them. */
const withIpv6Addresses: Edit = (json) => {
  const servers = Object.values(json.resource['huaweicloud_compute_instance'] ?? {});
  for (const server of servers) {
    server['network'] = (server['network'] as object[]).map((network) => ({ ...network, ipv6_enable: true }));
  }
  return json;
};

const PASSES: Readonly<Record<string, Pass>> = {
  "the guide's settings": { settings: {}, evidence: 'VNI 1, from 192.168.0.230, UDP 4789' },
  'split groups': { settings: { securityGroups: { mode: 'split' } }, evidence: 'VNI 1, from 192.168.0.230, UDP 4789' },
  'a rule for IPv6 beside': {
    settings: {
      network: { ipv6: true },
      mirrorFilter: {
        rules: [
          { ...accept, destinationPorts: 1234 },
          { priority: 2, protocol: 'tcp', ethertype: 'IPv6', destinationPorts: 1234 },
        ],
      },
    },
    edits: [withIpv6Addresses],
    evidence: 'is mirrored to ECS-target: 4 of 4',
    look: async (lab) => {
      const [from, to] = [interfaceOf(lab, 'ECS-test'), interfaceOf(lab, 'ECS-source')];
      const [sender = 'none', receiver = 'none'] = [from.ipv6, to.ipv6];
      const packets = await mirrored(lab, `IP6 .*${receiver}.1234: Flags`, async () => {
        // To a port that the rule is not for, before: what comes is all that is mirrored.
        await connects(lab.lab.fabric, from.serverId, receiver, 1235);
        await connects(lab.lab.fabric, from.serverId, receiver, 1234);
      });
      expect(packets).toEqual([`vni 1 IP6 ${sender} > ${receiver}.1234: Flags [S]`]);
    },
  },
  'the greatest VNI': {
    settings: { mirrorSession: { vni: 16777215 } },
    evidence: 'VNI 16777215, from 192.168.0.230, UDP 4789',
  },
  'the greatest packet length': {
    settings: { mirrorSession: { packetLength: 1460 } },
    evidence: 'inner length 1460, packet length 1460',
  },
  'another port': { settings: { listeningPort: 8080 }, evidence: 'ECS-source (192.168.0.230:8080) is mirrored' },
  'two sessions on one source': {
    settings: {
      additionalMirrors: [
        {
          filterName: 'mirror-filter-B',
          rules: [{ priority: 1, protocol: 'udp', destination: '192.168.0.230/32' }],
          sessionName: 'mirror-session-B',
          priority: 2,
          vni: 2,
        },
      ],
    },
    evidence: 'is mirrored to ECS-target: 4 of 4',
    look: async (lab) => {
      const second = sessionWithVni(lab, 2);
      expect(second.sourceInterfaceIds).toEqual([interfaceOf(lab, 'ECS-source').id]);
      expect(second.targetInterfaceId).toBe(interfaceOf(lab, 'ECS-target').id);
      const packets = await mirrored(lab, '192.168.0.230.1234: Flags', async () => {
        await on(lab.lab.fabric, lab.serverId('ECS-test'), 'echo second >/dev/udp/192.168.0.230/7777');
        await connects(lab.lab.fabric, lab.serverId('ECS-test'), '192.168.0.230', 1234);
      });
      expect(packets).toEqual([
        'vni 2 IP 192.168.0.161 > 192.168.0.230.7777: UDP, length 7',
        'vni 1 IP 192.168.0.161 > 192.168.0.230.1234: Flags [S]',
      ]);
    },
  },
  'another address plan': {
    settings: {
      network: { vpcCidr: '10.20.0.0/16', subnetCidr: '10.20.30.0/26' },
      servers: {
        source: { privateIp: '10.20.30.10' },
        target: { privateIp: '10.20.30.20' },
        test: { privateIp: '10.20.30.30' },
      },
    },
    evidence: 'VNI 1, from 10.20.30.10, UDP 4789',
  },
};

describeWithLab('what must pass', (lab) => {
  test.each(Object.entries(PASSES))(
    'GIVEN %s WHEN deployed THEN it is verified, and a destroy leaves nothing',
    async (_, { settings, edits, evidence, look }) => {
      const deployment = lab().deployment(settings, edits);
      const apply = await deployment.apply();
      expect(apply.failures).toEqual([]);
      expect(apply.status).toBe(0);
      expect(apply.output).toContain('VERIFIED: mirror session mirror-session-A works');
      expect(apply.output).toContain(evidence);
      await look?.(lab());
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    },
  );
});

function interfaceOf(lab: LabUnderTest, name: string): TopologyInterface {
  const id = lab.serverId(name);
  const found = lab.lab.region.topology().interfaces.find(({ serverId }) => serverId === id);
  if (found === undefined) throw new Error(`${name} has no network interface`);
  return found;
}

function sessionWithVni(lab: LabUnderTest, vni: number): TopologyMirrorSession {
  const sessions = lab.lab.region.topology().mirrorSessions;
  const found = sessions.find((session) => session.vni === vni);
  if (found === undefined) throw new Error(`no session has VNI ${vni}, but ${sessions.map((each) => each.vni).join()}`);
  return found;
}

/**
 * The packets that reach ECS-target mirrored while something is sent, up to the awaited one: VNI, addresses and what
 * tcpdump says first of each, without the sender's own port; what the kernel sent again counts once.
 */
async function mirrored(lab: LabUnderTest, awaited: string, send: () => Promise<unknown>): Promise<readonly string[]> {
  const { fabric } = lab.lab;
  const target = lab.serverId('ECS-target');
  const sent = async (): Promise<void> => {
    await send();
    await on(fabric, target, waitFor(`grep -q '${awaited}' /tmp/seen`));
  };
  const text = (await captureWhile(fabric, target, 'udp port 4789', sent, '-nn')).join('\n');
  const packets = text.matchAll(/(vni \d+)\n(IP6?) (\S+)\.\d+ > (\S+: (?:Flags \[S\]|UDP, length \d+))/g);
  return [...new Set([...packets].map(([, vni, version, from, rest]) => [vni, version, from, '>', rest].join(' ')))];
}
