import { type SettingsInput } from '../../lib/settings/settings';
import { connects, on } from '../lab/fabric/test-lab';
import { sshKey } from '../ssh-keys';
import { byActions, PREPARE, TRAFFIC, type Deployment, type TerraformRun } from './deployment';
import { describeWithLab } from './lab-under-test';
import { ScheduledProject } from './scheduled';
import { interfaceOf, mirrored, sessionWithVni } from './mirrored-packets';
import { changed, impatient, olderStack, stackJson } from './stack-json';

jest.setTimeout(300_000);

const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_session';
const RULE = 'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1';
const FILTER = 'huaweicloud_vpc_traffic_mirror_filter.mirror_filter';
const KEY_PAIR = 'huaweicloud_kps_keypair.key_pair';
const EIP = ['huaweicloud_compute_eip_associate.elastic_ip_association', 'huaweicloud_vpc_eip.elastic_ip'];
const SERVERS = ['source', 'target', 'test'].map((name) => `huaweicloud_compute_instance.ecs_${name}`);
const VERIFICATION = [PREPARE, TRAFFIC];
const SESSIONS = '/vpc/v3/{p}/vpc/traffic-mirror-sessions';

const TWO_SESSIONS: SettingsInput = {
  additionalMirrors: [
    {
      filterName: 'mirror-filter-B',
      rules: [{ priority: 1, protocol: 'udp', destination: '192.168.0.230/32' }],
      sessionName: 'mirror-session-B',
      priority: 2,
      vni: 2,
    },
  ],
};

const verified = (run: TerraformRun): boolean =>
  run.status === 0 && run.output.includes('VERIFIED: mirror session mirror-session-A works');

const planned = async (deployment: Deployment) => byActions(await deployment.plan());

// One stack and its life: a deployment of its own for each test would take most of the time of them all.
describeWithLab(
  'day two',
  (lab) => {
    let deployment: Deployment;
    /** The one that the servers were made with last. */
    const key = sshKey(['-t', 'ed25519', '-C', 'mirror-key-2']);
    beforeAll(() => {
      deployment = lab().deployment({}, [changed(SESSION, { enabled: false }), impatient]);
    });

    test('GIVEN a deploy that the region failed WHEN destroyed THEN nothing is left', async () => {
      const remove = lab().lab.region.injectFault({
        method: 'POST',
        path: '/v3/{project_id}/vpc/traffic-mirror-sessions',
        status: 500,
        times: Infinity,
      });
      const apply = await deployment.apply();
      remove();
      expect(apply.status).toBe(1);
      expect(apply.error).toMatch(/error creating VPC traffic mirror/i);
      expect(await lab().left()).not.toEqual([]);
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    });

    test('GIVEN the stack of an earlier version WHEN planned with this one THEN nothing but the verification is replaced', async () => {
      deployment.write(olderStack());
      expect(await deployment.apply()).toMatchObject({ status: 0, error: '' });
      deployment.write(stackJson({}));
      expect(await planned(deployment)).toEqual({ 'delete,create': VERIFICATION });
      deployment.write(impatient(changed(SESSION, { enabled: false })(stackJson({}))));
    });

    test('GIVEN a deploy that failed WHEN its fault is mended THEN only what failed is repeated, and it is verified', async () => {
      expect((await deployment.apply()).status).toBe(1);
      deployment.write(stackJson({}));
      expect(await planned(deployment)).toEqual({
        update: [SESSION],
        'delete,create': ['null_resource.verification_traffic'],
      });
      const apply = await deployment.apply();
      expect(verified(apply)).toBe(true);
      expect(apply.output).toContain('VNI 1, from 192.168.0.230, UDP 4789');
    });

    test('GIVEN a deployed stack WHEN planned again THEN nothing differs', async () => {
      expect(await deployment.plan()).toEqual([]);
    });

    test.each<[string, SettingsInput, readonly string[], readonly string[]]>([
      [
        'the VNI, to the greatest,',
        { mirrorSession: { vni: 16777215 } },
        [SESSION],
        ['VNI 16777215, from 192.168.0.230, UDP 4789'],
      ],
      [
        'the packet length, to the greatest,',
        { mirrorSession: { vni: 16777215, packetLength: 1460 } },
        [SESSION],
        ['inner length 1460, packet length 1460'],
      ],
      [
        'the priority, the port and the rest',
        { mirrorSession: { vni: 77, packetLength: 200, priority: 9 }, listeningPort: 8080 },
        [RULE, SESSION],
        [
          'VNI 77, from 192.168.0.230',
          'inner length 200, packet length 200',
          'ECS-source (192.168.0.230:8080) is mirrored',
        ],
      ],
      ['all of them back', {}, [RULE, SESSION], ['ECS-source (192.168.0.230:1234) is mirrored']],
    ])(
      'GIVEN a deployed stack WHEN %s changes THEN the mirror is updated in place and verified again',
      async (_, settings, updated, evidence) => {
        const session = deployment.attribute(SESSION, 'id');
        deployment.write(stackJson(settings));
        expect(await planned(deployment)).toEqual({ update: updated, 'delete,create': VERIFICATION });
        const apply = await deployment.apply();
        expect(verified(apply)).toBe(true);
        for (const words of evidence) expect(apply.output).toContain(words);
        expect(deployment.attribute(SESSION, 'id')).toBe(session);
        expect(deployment.attribute(SESSION, 'priority')).toBe(settings.mirrorSession?.priority ?? 1);
      },
    );

    test('GIVEN a session that was deleted behind Terraform WHEN deployed again THEN it is put back and verified', async () => {
      const session = String(deployment.attribute(SESSION, 'id'));
      await lab().call('DELETE', `${SESSIONS}/${session}`);
      expect(await planned(deployment)).toEqual({ create: [SESSION], 'delete,create': VERIFICATION });

      const apply = await deployment.apply();
      expect(verified(apply)).toBe(true);
      expect(deployment.attribute(SESSION, 'id')).not.toBe(session);
      expect(lab().lab.region.counts()).toMatchObject({ mirrorSessions: 1 });
    });

    test('GIVEN a deployed stack WHEN another session on the same source is added THEN both mirror, each what its rules accept', async () => {
      deployment.write(stackJson(TWO_SESSIONS));
      // The verification is of the first session, which stays as it is.
      const apply = await deployment.apply({ verification_run: '2' });
      expect(verified(apply)).toBe(true);
      expect(apply.output).toContain('is mirrored to ECS-target: 4 of 4');

      const second = sessionWithVni(lab(), 2);
      expect(second.sourceInterfaceIds).toEqual([interfaceOf(lab(), 'ECS-source').id]);
      expect(second.targetInterfaceId).toBe(interfaceOf(lab(), 'ECS-target').id);
      const packets = await mirrored(lab(), '192.168.0.230.1234: Flags', async () => {
        await on(lab().lab.fabric, lab().serverId('ECS-test'), 'echo second >/dev/udp/192.168.0.230/7777');
        await connects(lab().lab.fabric, lab().serverId('ECS-test'), '192.168.0.230', 1234);
      });
      expect(packets).toEqual([
        'vni 2 IP 192.168.0.161 > 192.168.0.230.7777: UDP, length 7',
        'vni 1 IP 192.168.0.161 > 192.168.0.230.1234: Flags [S]',
      ]);
    });

    test('GIVEN a deployed stack WHEN publicAccess becomes false THEN the EIP is released and the mirror goes on', async () => {
      const session = deployment.attribute(SESSION, 'id');
      deployment.write(stackJson({ publicAccess: false }));
      expect((await deployment.apply()).status).toBe(0);

      expect(lab().lab.region.counts()).toMatchObject({ eips: 0, mirrorSessions: 1, servers: 3 });
      expect(deployment.attribute(SESSION, 'id')).toBe(session);
      const packets = await mirrored(lab(), '192.168.0.230.1234: Flags', () =>
        connects(lab().lab.fabric, lab().serverId('ECS-test'), '192.168.0.230', 1234),
      );
      expect(packets).toEqual(['vni 1 IP 192.168.0.161 > 192.168.0.230.1234: Flags [S]']);
      expect(await deployment.plan()).toEqual([]);
    });

    test('GIVEN a released EIP WHEN publicAccess becomes true again THEN there is an EIP, and the mirror is verified', async () => {
      deployment.write(stackJson({}));
      expect(await planned(deployment)).toEqual({ create: [...EIP, ...VERIFICATION] });
      expect(verified(await deployment.apply())).toBe(true);
      expect(lab().lab.region.counts()).toMatchObject({ eips: 1, mirrorSessions: 1, servers: 3 });
    });

    test('GIVEN a deployed stack WHEN the filter is destroyed THEN servers stay without a mirror, and the next deploy brings it back', async () => {
      const server = lab().serverId('ECS-source');
      expect((await deployment.destroy(FILTER)).status).toBe(0);
      expect(lab().lab.region.counts()).toMatchObject({ mirrorFilters: 0, mirrorSessions: 0, servers: 3, eips: 1 });
      expect(await planned(deployment)).toEqual({ create: [RULE, FILTER, SESSION, ...VERIFICATION] });
      expect(verified(await deployment.apply())).toBe(true);
      expect(lab().serverId('ECS-source')).toBe(server);
    });

    test('GIVEN another key in the agent WHEN deployed with the servers replaced THEN it is verified with that key alone', async () => {
      const { agentSocket, fabric } = lab().lab;
      const env = { ...process.env, SSH_AUTH_SOCK: agentSocket };
      const { privateKey, publicKey } = key;
      expect(await fabric.operator.run(['ssh-add', '-D'], { env })).toMatchObject({ status: 0 });
      expect(await fabric.operator.run(['ssh-add', '-'], { env, input: `${privateKey}\n` })).toMatchObject({
        status: 0,
      });
      const apply = await deployment.applyReplacing(SERVERS, { ssh_public_key: publicKey });
      expect(verified(apply)).toBe(true);
    });

    // They have states of their own: what they replace, the verification, is nowhere but in a state.
    describe('GIVEN a deployed stack and a schedule', () => {
      let project: ScheduledProject;
      beforeEach(() => {
        const { operator } = lab().lab.fabric;
        project = new ScheduledProject(operator, lab().environment(), key, deployment.state());
      });
      afterEach(() => {
        project.remove();
      });

      test("WHEN cron runs the page's line THEN the mirror alone is verified again, and a report is written", async () => {
        const { status, output } = await project.cron();
        expect(output).toContain('Plan: 2 to add, 0 to change, 2 to destroy.');
        expect({ status, verdict: project.verdict('report') }).toEqual({ status: 0, verdict: 'verified' });
      });

      test("WHEN a CI runs the page's job THEN the mirror alone is verified again, and what it keeps is the report", async () => {
        const { status, output } = await project.ci();
        expect(output).toContain('Plan: 2 to add, 0 to change, 2 to destroy.');
        expect({ status, verdict: project.verdict(project.keptFolder()) }).toEqual({ status: 0, verdict: 'verified' });
      });
    });

    test('GIVEN a withdrawn image WHEN planned THEN nothing differs, and destroyed THEN nothing is left', async () => {
      await lab().lab.region.withdrawImage('Huawei Cloud EulerOS 2.0 Standard 64 bit');
      const isAsBefore = byActions(await deployment.plan());
      // The key of the test before is in no variable of this plan.
      expect(isAsBefore).toEqual({ 'delete,create': [KEY_PAIR] });
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    });
  },
  { emptied: false },
);
