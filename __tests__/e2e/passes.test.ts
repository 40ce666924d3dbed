import { type SettingsInput } from '../../lib/settings/settings';
import { describeWithLab } from './lab-under-test';

jest.setTimeout(300_000);

const accept = { priority: 1, protocol: 'tcp', source: '192.168.0.161/32', destination: '192.168.0.230/32' } as const;

const PASSES: readonly (readonly [name: string, settings: SettingsInput, evidence: string])[] = [
  ["the guide's settings", {}, 'VNI 1, from 192.168.0.230, UDP 4789'],
  ['split groups', { securityGroups: { mode: 'split' } }, 'VNI 1, from 192.168.0.230, UDP 4789'],
  [
    'a rule for IPv6 beside',
    {
      network: { ipv6: true },
      mirrorFilter: {
        rules: [
          { ...accept, destinationPorts: 1234 },
          { priority: 2, protocol: 'tcp', ethertype: 'IPv6', destinationPorts: 1234 },
        ],
      },
    },
    'is mirrored to ECS-target: 4 of 4',
  ],
  ['the greatest VNI', { mirrorSession: { vni: 16777215 } }, 'VNI 16777215, from 192.168.0.230, UDP 4789'],
  ['the greatest packet length', { mirrorSession: { packetLength: 1460 } }, 'inner length 1460, packet length 1460'],
  ['another port', { listeningPort: 8080 }, 'ECS-source (192.168.0.230:8080) is mirrored'],
  [
    'two sessions on one source',
    {
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
    'is mirrored to ECS-target: 4 of 4',
  ],
  [
    'another address plan',
    {
      network: { vpcCidr: '10.20.0.0/16', subnetCidr: '10.20.30.0/26' },
      servers: {
        source: { privateIp: '10.20.30.10' },
        target: { privateIp: '10.20.30.20' },
        test: { privateIp: '10.20.30.30' },
      },
    },
    'VNI 1, from 10.20.30.10, UDP 4789',
  ],
];

describeWithLab('what must pass', (lab) => {
  test.each(PASSES)(
    'GIVEN %s WHEN deployed THEN it is verified, and a destroy leaves nothing',
    async (_, settings, evidence) => {
      const deployment = lab().deployment(settings);
      const apply = await deployment.apply();
      expect(apply.failures).toEqual([]);
      expect(apply.status).toBe(0);
      expect(apply.output).toContain('VERIFIED: mirror session mirror-session-A works');
      expect(apply.output).toContain(evidence);
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    },
  );
});
