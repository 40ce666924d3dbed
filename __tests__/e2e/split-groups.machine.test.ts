import { type SettingsInput } from '../../lib/settings/settings';
import { missingTool, testUnless } from '../needs';
import { PREPARE, TRAFFIC, type Deployment } from './deployment';
import { describeWithLab } from './lab-under-test';
import { impatient, stackJson, without } from './stack-json';
import { expectNoScript, loggedInAs, makeSudoer } from './sudoer';

jest.setTimeout(300_000);

/** An additional session is for traffic of its own, which the groups must let through as well. */
const SETTINGS: SettingsInput = {
  securityGroups: { mode: 'split' },
  additionalMirrors: [
    {
      filterName: 'mirror-filter-B',
      rules: [
        { priority: 1, action: 'reject', protocol: 'udp', destinationPorts: 53 },
        { priority: 2, protocol: 'udp', destination: '192.168.0.230/32' },
      ],
      ...{ sessionName: 'mirror-session-B', priority: 2, vni: 2 },
    },
  ],
};
const SERVERS = ['ECS-test', 'ECS-source', 'ECS-target'];
const RULE = 'huaweicloud_networking_secgroup_rule.security_group_';

// One stack and its life. nc is not installed before the way to it is there, so that fault comes first.
describeWithLab(
  'split groups',
  (lab) => {
    let deployment: Deployment;
    beforeAll(() => {
      deployment = lab().deployment(SETTINGS, [without(`${RULE}test_ingress_proxy`)]);
    });

    test('GIVEN no way to the proxy for ECS-source WHEN deployed THEN the deploy fails for this reason', async () => {
      const apply = await deployment.apply();
      expect(apply.failures).toEqual([
        expect.stringMatching(
          /^nc could not be installed on ECS-source: yum install nc says ".*All mirrors were tried"; the way out is the HTTP proxy 192\.168\.0\.161:3128 on ECS-test, which has EIP-A$/,
        ),
      ]);
      expect(apply.status).toBe(1);
    });

    test('GIVEN all rules WHEN deployed THEN it is verified', async () => {
      deployment.write(stackJson(SETTINGS));
      const apply = await deployment.apply();
      expect(apply.output).toContain('VERIFIED: mirror session mirror-session-A works');
      expect(apply.output).toContain('VERIFIED: mirror session mirror-session-B works');
      expect(apply.output).toContain('PASS  not mirrored to ECS-target: UDP to port 53');
      expect(apply.output).toContain('VNI 1, from 192.168.0.230, UDP 4789');
      expect(apply).toMatchObject({ status: 0, failures: [] });
    });

    describe('GIVEN a user who becomes root with sudo -n', () => {
      testUnless(
        missingTool(['sudo']),
        'WHEN verified THEN all of it works as with root, and leaves nothing',
        async () => {
          for (const name of SERVERS) await makeSudoer(lab(), name, 'ALL=(ALL) NOPASSWD: ALL');
          deployment.write(loggedInAs('ops')(stackJson(SETTINGS)));
          const again = await deployment.replace(PREPARE, TRAFFIC);
          expect(again).toMatchObject({ status: 0, failures: [] });
          expect(again.output).toContain('(remote-exec):   User: ops');
          expect(again.output).not.toContain('(remote-exec):   User: root');
          expect(again.output).toContain('VERIFIED: mirror session mirror-session-B works');
        },
      );

      testUnless(
        missingTool(['sudo']),
        'WHEN it must give a password on one server THEN that is said, and nothing stays there',
        async () => {
          await makeSudoer(lab(), 'ECS-target', 'ALL=(ALL) ALL');
          expect(await deployment.replace(TRAFFIC)).toMatchObject({
            status: 1,
            failures: [
              'ops of ECS-target cannot become root with sudo -n: sudo: a password is required; allow it without a password (NOPASSWD), or log in as root',
            ],
          });
          for (const name of SERVERS) await expectNoScript(lab(), name);
        },
      );
    });

    test.each([
      [
        'UDP 4789',
        'target_ingress_vxlan',
        'no packet on UDP 4789 reached ECS-target, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789 from 192.168.0.230/32 into ECS-target (Table 4)',
      ],
      [
        'TCP 1234',
        'source_ingress_traffic',
        expect.stringMatching(
          /^ECS-test cannot talk to ECS-source on TCP 1234: .*; security group Sg-A must allow TCP 1234 from 192\.168\.0\.161\/32 \(Table 3\)$/,
        ) as string,
      ],
    ])('GIVEN no rule for %s WHEN deployed THEN the deploy fails for this reason', async (_, rule, sentence) => {
      deployment.write(impatient(without(RULE + rule)(stackJson(SETTINGS))));
      expect(await deployment.apply()).toMatchObject({ status: 1, failures: [sentence] });
    });

    test('GIVEN a deploy that failed WHEN destroyed THEN nothing is left', async () => {
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    });
  },
  { emptied: false },
);
