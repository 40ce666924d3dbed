import { on } from '../lab/fabric/test-lab';
import { type SettingsInput } from '../../lib/settings/settings';
import { BehindTerraform } from './behind-terraform';
import { TRAFFIC, type Deployment } from './deployment';
import { describeWithLab } from './lab-under-test';
import { interfaceOf } from './mirrored-packets';
import { impatient, stackJson } from './stack-json';

jest.setTimeout(300_000);

const TCP_SESSION = 'huaweicloud_vpc_traffic_mirror_session.tcp_mirror_session';
const UDP_SESSION = 'huaweicloud_vpc_traffic_mirror_session.udp_mirror_session';
const VXLAN_RULE = 'huaweicloud_networking_secgroup_rule.security_group_target_ingress_vxlan';

/** Nothing as it is by default, VNIs and packet lengths at their edges. */
const SETTINGS = {
  scenario: 'tcp-and-udp',
  network: { vpcCidr: '10.20.0.0/16', subnetCidr: '10.20.30.0/26', gatewayIp: '10.20.30.1' },
  servers: {
    source: { privateIp: '10.20.30.10' },
    target01: { privateIp: '10.20.30.21' },
    target02: { privateIp: '10.20.30.22' },
    test: { privateIp: '10.20.30.30' },
  },
  securityGroups: { mode: 'split' },
  listeningPort: 8443,
  tcpMirror: { vni: 1, packetLength: 78 },
  udpMirror: { vni: 16777215, packetLength: 1460 },
} as const satisfies SettingsInput<'tcp-and-udp'>;

/** The second session would take TCP as well, if it came first. */
const OVERLAPPING = {
  ...SETTINGS,
  udpMirror: {
    ...SETTINGS.udpMirror,
    rules: ['tcp', 'udp'].map((protocol, index) => ({
      ...{ priority: index + 1, protocol: protocol as 'tcp' | 'udp' },
      ...{ source: '10.20.30.30/32', destination: '10.20.30.10/32' },
    })),
  },
} satisfies SettingsInput<'tcp-and-udp'>;

const PASSES = [
  'TCP from ECS-test (10.20.30.30) to ECS-source (10.20.30.10:8443) is mirrored to ECS-target-01: 3 of 3',
  'not mirrored to ECS-target-01: the answers of ECS-source to TCP to port 8443',
  'not mirrored to ECS-target-01: UDP to port 8443',
  'not mirrored to ECS-target-01: the answers of ECS-source to UDP to port 8443',
  'not mirrored to ECS-target-01: ICMP',
  'not mirrored to ECS-target-01: the answers of ECS-source to ICMP',
  'VNI 1, from 10.20.30.10, UDP 4789',
  'a text of over 1400 bytes was cut: inner length 78, packet length 78',
  'UDP from ECS-test (10.20.30.30) to ECS-source (10.20.30.10:8443) is mirrored to ECS-target-02: 3 of 3',
  'not mirrored to ECS-target-02: TCP to port 8443',
  'not mirrored to ECS-target-02: the answers of ECS-source to TCP to port 8443',
  'not mirrored to ECS-target-02: the answers of ECS-source to UDP to port 8443',
  'not mirrored to ECS-target-02: ICMP',
  'not mirrored to ECS-target-02: the answers of ECS-source to ICMP',
  'VNI 16777215, from 10.20.30.10, UDP 4789',
  'a text of over 1400 bytes was cut: inner length 1460, packet length 1460',
];

// One deployment, which is verified again and again.
describeWithLab(
  'two sessions of one source',
  (lab) => {
    let deployment: Deployment;
    let behind: BehindTerraform;
    beforeAll(() => {
      deployment = lab().deployment(SETTINGS);
      behind = new BehindTerraform(lab(), deployment);
    });

    const failures = () => deployment.failures(TRAFFIC);

    test('GIVEN split groups, another address plan and port, and edges WHEN deployed THEN each cell passes, and a second plan is empty', async () => {
      const apply = await deployment.apply();
      expect(apply).toMatchObject({ status: 0, failures: [] });
      for (const session of ['mirror-session-01', 'mirror-session-02']) {
        expect(apply.output).toContain(`VERIFIED: mirror session ${session} works`);
      }
      expect(PASSES.filter((sentence) => !apply.output.includes(`PASS  ${sentence}`))).toEqual([]);
      expect(await deployment.plan()).toEqual([]);
      deployment.write(impatient(stackJson(SETTINGS)));
    });

    test('GIVEN targets that somebody exchanges WHEN verified THEN the session whose target is another is named', async () => {
      const [one, other] = ['ECS-target-01', 'ECS-target-02'].map((name) => interfaceOf(lab(), name).id);
      await behind.exchange('traffic_mirror_target_id', [TCP_SESSION, one], [UDP_SESSION, other]);
      expect(await failures()).toEqual([
        expect.stringMatching(
          /^UDP to port 8443 was mirrored to ECS-target-01 too, although mirror session mirror-session-02 sends its copies to ECS-target-02: its target was changed outside of these settings; the packet: /,
        ),
      ]);
      await behind.exchange('traffic_mirror_target_id', [TCP_SESSION, other], [UDP_SESSION, one]);
    });

    test('GIVEN filters that somebody exchanges WHEN verified THEN the session whose filter is another is named', async () => {
      const [one, other] = [TCP_SESSION, UDP_SESSION].map((address) =>
        deployment.attribute(address, 'traffic_mirror_filter_id'),
      );
      await behind.exchange('traffic_mirror_filter_id', [TCP_SESSION, one], [UDP_SESSION, other]);
      expect(await failures()).toEqual([
        expect.stringMatching(
          /^UDP to port 8443 was mirrored to ECS-target-01, which no rule of mirror-filter-01 accepts, but none of TCP from ECS-test \(10\.20\.30\.30\) to ECS-source \(10\.20\.30\.10:8443\), which rule "ingress 1: .*" accepts: mirror session mirror-session-01 has another filter, or mirror-filter-01 other rules, outside of these settings; the packet: /,
        ),
      ]);
      await behind.exchange('traffic_mirror_filter_id', [TCP_SESSION, other], [UDP_SESSION, one]);
    });

    test('GIVEN one session that somebody disables WHEN verified THEN it is named', async () => {
      await behind.change(UDP_SESSION, { enabled: false });
      expect(await failures()).toEqual([
        'nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target-02: is mirror session mirror-session-02 still enabled, with mirror-filter-02 as its filter, ECS-source as its source, ECS-target-02 as its target and 2 as its priority, and can a c7t.large.2 be a mirror source in this region',
      ]);
      await behind.change(UDP_SESSION, { enabled: true });
    });

    test('GIVEN one target without tcpdump WHEN verified THEN it is named', async () => {
      const target = lab().serverId('ECS-target-02');
      const { fabric } = lab().lab;
      const path = (await on(fabric, target, 'command -v tcpdump')).trim();
      await on(fabric, target, `mv ${path} ${path}.away`);
      expect(await failures()).toEqual([
        'tcpdump is missing on ECS-target-02: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it',
      ]);
      await on(fabric, target, `mv ${path}.away ${path}`);
    });

    test('GIVEN the group of the targets is closed WHEN verified THEN the rule that it lacks is named', async () => {
      await behind.remove(VXLAN_RULE);
      expect(await failures()).toEqual([
        'no packet on UDP 4789 reached ECS-target-01, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789 from 10.20.30.10/32 into ECS-target-01',
      ]);
    });

    test('GIVEN all is mended, and rules that overlap WHEN deployed THEN the first session alone copies what both accept', async () => {
      deployment.write(impatient(stackJson(OVERLAPPING)));
      const apply = await deployment.apply();
      expect(apply).toMatchObject({ status: 0, failures: [] });
      expect(PASSES.filter((sentence) => !apply.output.includes(`PASS  ${sentence}`))).toEqual([]);
    });

    test('GIVEN priorities that somebody exchanges WHEN verified THEN they are named, and a destroy leaves nothing', async () => {
      await behind.exchange('priority', [TCP_SESSION, 1], [UDP_SESSION, 2], 3);
      expect(await failures()).toEqual([
        'nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target-01: is mirror session mirror-session-01 still enabled, with mirror-filter-01 as its filter, ECS-source as its source, ECS-target-01 as its target and 1 as its priority, and can a c7t.large.2 be a mirror source in this region',
      ]);
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    });
  },
  { emptied: false },
);
