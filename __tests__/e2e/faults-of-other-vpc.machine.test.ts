import { type SettingsInput } from '../../lib/settings/settings';
import { BehindTerraform } from './behind-terraform';
import { PREPARE, TRAFFIC, type Deployment } from './deployment';
import { describeWithLab } from './lab-under-test';
import { impatient, stackJson, type Edit, type StackJson } from './stack-json';

jest.setTimeout(300_000);

const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_session';
const RULE = 'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_';
const PEERING = 'huaweicloud_vpc_peering_connection.peering';
const VXLAN_RULE = 'huaweicloud_networking_secgroup_rule.security_group_target_ingress_vxlan';

/** Nothing as it is by default. */
const SETTINGS = {
  scenario: 'other-vpc',
  network: { vpcCidr: '10.20.0.0/16', subnetCidr: '10.20.30.0/26', gatewayIp: '10.20.30.1' },
  targetNetwork: { vpcCidr: '10.30.0.0/16', subnetCidr: '10.30.40.0/26', gatewayIp: '10.30.40.1' },
  servers: {
    source: { privateIp: '10.20.30.10' },
    testA: { privateIp: '10.20.30.30' },
    target: { privateIp: '10.30.40.20' },
    testB: { privateIp: '10.30.40.30' },
  },
  securityGroups: { mode: 'split' },
  listeningPort: 8443,
  tcpMirror: { vni: 16777215, packetLength: 1460 },
} as const satisfies SettingsInput<'other-vpc'>;

const PASSES = [
  'TCP from ECS-test-B (10.30.40.30) to ECS-source (10.20.30.10:8443) is mirrored to ECS-target: 3 of 3',
  'the answers of ECS-source are mirrored to ECS-target: 3 of 3',
  'TCP from ECS-source (10.20.30.10) to ECS-test-B (10.30.40.30:8443) is mirrored to ECS-target: 4 of 4',
  'the answers of ECS-test-B are mirrored to ECS-target: 4 of 4',
  'not mirrored to ECS-target: UDP from ECS-test-B to port 8443 of ECS-source',
  'not mirrored to ECS-target: UDP from ECS-source to port 8443 of ECS-test-B',
  'not mirrored to ECS-target: TCP from ECS-source to port 8443 of ECS-test-A',
  'not mirrored to ECS-target: the answers of ECS-test-A',
  'VNI 16777215, from 10.20.30.10, UDP 4789',
];

/** Does not wait long for servers that will not answer: one attempt. */
const hasty: Edit = (json) => {
  const text = JSON.stringify(impatient(json)).replaceAll(/CONNECT_TIMEOUT='\d+'/g, 'CONNECT_TIMEOUT=1');
  return JSON.parse(text) as StackJson;
};

const UNREACHED =
  'ECS-target (10.30.40.20) does not answer on TCP 22 from ECS-test-A (10.20.30.30): is ECS-target running, does security group Sg-B allow SSH from 10.20.30.30/32, and are peering connection peering-AB and its routes in VPC-A and VPC-B still there';

// One deployment, which is verified again and again.
describeWithLab(
  'a target in another VPC',
  (lab) => {
    let deployment: Deployment;
    let behind: BehindTerraform;
    beforeAll(() => {
      deployment = lab().deployment(SETTINGS);
      behind = new BehindTerraform(lab(), deployment);
    });

    const failures = (step: string = TRAFFIC) => deployment.failures(step);

    test('GIVEN split groups, another address plan and port, and edges WHEN deployed THEN each cell passes, and a second plan is empty', async () => {
      const apply = await deployment.apply();
      expect(apply).toMatchObject({ status: 0, failures: [] });
      expect(apply.output).toContain('VERIFIED: mirror session mirror-session-01 works');
      expect(PASSES.filter((sentence) => !apply.output.includes(`PASS  ${sentence}`))).toEqual([]);
      expect(await deployment.plan()).toEqual([]);
      deployment.write(hasty(stackJson(SETTINGS)));
    });

    test('GIVEN a session that somebody disables WHEN verified THEN it is named', async () => {
      await behind.change(SESSION, { enabled: false });
      expect(await failures()).toEqual([
        'nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target: is mirror session mirror-session-01 still enabled, with mirror-filter-01 as its filter, ECS-source as its source and ECS-target as its target, and can a c7t.large.2 be a mirror source in this region',
      ]);
      await behind.change(SESSION, { enabled: true });
    });

    test('GIVEN reject and accept exchanged WHEN verified THEN the rule that rejects is named', async () => {
      await behind.exchange('action', [`${RULE}ingress_1`, 'reject'], [`${RULE}ingress_2`, 'accept']);
      expect(await failures()).toEqual([
        expect.stringMatching(
          /^the answers of ECS-test-A were mirrored, which rule "ingress 1: reject tcp 10\.20\.30\.30\/32 -> 10\.20\.30\.10\/32" of mirror-filter-01 rejects, but none of TCP from ECS-test-B \(10\.30\.40\.30\) to ECS-source \(10\.20\.30\.10:8443\), which rule "ingress 2: accept tcp .*" accepts: mirror session mirror-session-01 has another filter, or mirror-filter-01 other rules, outside of these settings; the packet: /,
        ),
      ]);
      await behind.exchange('action', [`${RULE}ingress_1`, 'accept'], [`${RULE}ingress_2`, 'reject']);
    });

    test.each([
      ['there', 'network_vpc', '10.30.0.0/16'],
      ['back', 'target_network_vpc', '10.20.0.0/16'],
    ])(
      'GIVEN no route %s WHEN verified THEN the peering connection is named, and its routes',
      async (_, vpc, block) => {
        await behind.changeRoutes(`huaweicloud_vpc.${vpc}`, { del: [{ destination: block }] });
        expect(await failures(PREPARE)).toEqual([UNREACHED]);
        const nexthop = deployment.attribute(PEERING, 'id');
        await behind.changeRoutes(`huaweicloud_vpc.${vpc}`, {
          add: [{ destination: block, type: 'peering', nexthop }],
        });
      },
    );

    test('GIVEN no rule for one direction WHEN verified THEN the rule that is missing is named', async () => {
      await behind.remove(`${RULE}egress_2`);
      expect(await failures()).toEqual([
        'packets were mirrored, but none of the answers of ECS-source, which rule "egress 2: accept tcp 10.20.30.10/32 -> 10.30.40.30/32" of mirror-filter-01 accepts: is mirror session mirror-session-01 still enabled, with mirror-filter-01 as its filter, ECS-source as its source and ECS-target as its target, and can a c7t.large.2 be a mirror source in this region; it did copy others, so look at the rules of mirror-filter-01 first',
      ]);
    });

    test('GIVEN the group of the target is closed WHEN verified THEN the rule that it lacks is named', async () => {
      await behind.remove(VXLAN_RULE);
      expect(await failures()).toEqual([
        'no packet on UDP 4789 reached ECS-target, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789 from 10.20.30.10/32 into ECS-target',
      ]);
    });

    test('GIVEN a peering connection that somebody deletes WHEN verified THEN it is named', async () => {
      await behind.remove(PEERING);
      expect(await failures(PREPARE)).toEqual([UNREACHED]);
    });

    test('GIVEN all is mended WHEN deployed THEN it is verified, and a destroy leaves nothing', async () => {
      expect(await deployment.apply()).toMatchObject({ status: 0, failures: [] });
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    });
  },
  { emptied: false },
);
