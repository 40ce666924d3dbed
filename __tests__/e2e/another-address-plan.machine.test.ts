import { type SettingsInput } from '../../lib/settings/settings';
import { connects } from '../lab/fabric/test-lab';
import { describeWithLab } from './lab-under-test';
import { interfaceOf, mirrored } from './mirrored-packets';
import { type Edit } from './stack-json';

jest.setTimeout(300_000);

const SETTINGS: SettingsInput = {
  network: { vpcCidr: '10.20.0.0/16', subnetCidr: '10.20.30.0/26', ipv6: true },
  servers: {
    source: { privateIp: '10.20.30.10' },
    target: { privateIp: '10.20.30.20' },
    test: { privateIp: '10.20.30.30' },
  },
  mirrorFilter: {
    rules: [
      { priority: 1, protocol: 'tcp', source: '10.20.30.30/32', destination: '10.20.30.10/32', destinationPorts: 1234 },
      { priority: 2, protocol: 'tcp', ethertype: 'IPv6', destinationPorts: 1234 },
    ],
  },
};

/** The servers' interfaces get an IPv6 address too, which the project itself does not give them. */
const withIpv6Addresses: Edit = (json) => {
  const servers = Object.values(json.resource['huaweicloud_compute_instance'] ?? {});
  for (const server of servers) {
    server['network'] = (server['network'] as object[]).map((network) => ({ ...network, ipv6_enable: true }));
  }
  return json;
};

describeWithLab('another address plan, and a rule for IPv6 beside', (lab) => {
  test('WHEN deployed THEN it is verified, IPv6 is mirrored too, and a destroy leaves nothing', async () => {
    const deployment = lab().deployment(SETTINGS, [withIpv6Addresses]);
    const apply = await deployment.apply();
    expect(apply).toMatchObject({ status: 0, failures: [] });
    expect(apply.output).toContain('VERIFIED: mirror session mirror-session-A works');
    expect(apply.output).toContain('VNI 1, from 10.20.30.10, UDP 4789');
    expect(apply.output).toContain('is mirrored to ECS-target: 4 of 4');

    const [from, to] = [interfaceOf(lab(), 'ECS-test'), interfaceOf(lab(), 'ECS-source')];
    const [sender = 'none', receiver = 'none'] = [from.ipv6, to.ipv6];
    const packets = await mirrored(lab(), `IP6 .*${receiver}.1234: Flags`, async () => {
      // To a port that the rule is not for, before: what comes is all that is mirrored.
      await connects(lab().lab.fabric, from.serverId, receiver, 1235);
      await connects(lab().lab.fabric, from.serverId, receiver, 1234);
    });
    expect(packets).toEqual([`vni 1 IP6 ${sender} > ${receiver}.1234: Flags [S]`]);

    expect((await deployment.destroy()).status).toBe(0);
    expect(await lab().left()).toEqual([]);
  });
});
