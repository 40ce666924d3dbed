import { type SettingsInput } from '../../lib/settings/settings';
import { captureWhile, connects, on, waitFor } from '../lab/fabric/test-lab';
import { byActions, type Deployment, type TerraformRun } from './deployment';
import { describeWithLab, type LabUnderTest } from './lab-under-test';
import { changed, impatient, stackJson } from './stack-json';

jest.setTimeout(300_000);

const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_session';
const RULE = 'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1';
const VERIFICATION = ['null_resource.verification_prepare', 'null_resource.verification_traffic'];
const SESSIONS = '/vpc/v3/{p}/vpc/traffic-mirror-sessions';

const verified = (run: TerraformRun): boolean =>
  run.status === 0 && run.output.includes('VERIFIED: mirror session mirror-session-A works');

const planned = async (deployment: Deployment) => byActions(await deployment.plan());

// One stack and its life: a deployment of its own for each test would take most of the time of them all.
describeWithLab(
  'day two',
  (lab) => {
    let deployment: Deployment;
    beforeAll(async () => {
      deployment = lab().deployment();
      expect(verified(await deployment.apply())).toBe(true);
    });

    test('GIVEN a deployed stack WHEN planned again THEN nothing differs', async () => {
      expect(await deployment.plan()).toEqual([]);
    });

    test.each<[string, SettingsInput, readonly string[], string]>([
      ['the VNI', { mirrorSession: { vni: 77 } }, [SESSION], 'VNI 77, from 192.168.0.230'],
      [
        'the packet length',
        { mirrorSession: { vni: 77, packetLength: 200 } },
        [SESSION],
        'inner length 200, packet length 200',
      ],
      [
        'the priority and the port',
        { mirrorSession: { priority: 9 }, listeningPort: 8080 },
        [RULE, SESSION],
        'ECS-source (192.168.0.230:8080) is mirrored',
      ],
      ['all of them back', {}, [RULE, SESSION], 'ECS-source (192.168.0.230:1234) is mirrored'],
    ])(
      'GIVEN a deployed stack WHEN %s changes THEN the mirror is updated in place and verified again',
      async (_, settings, updated, evidence) => {
        const session = deployment.attribute(SESSION, 'id');
        deployment.write(stackJson(settings));
        expect(await planned(deployment)).toEqual({ update: updated, 'delete,create': VERIFICATION });
        const apply = await deployment.apply();
        expect(verified(apply)).toBe(true);
        expect(apply.output).toContain(evidence);
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

    test('GIVEN a deployed stack WHEN publicAccess becomes false THEN the EIP is released and the mirror goes on', async () => {
      const session = deployment.attribute(SESSION, 'id');
      deployment.write(stackJson({ publicAccess: false }));
      expect((await deployment.apply()).status).toBe(0);

      expect(lab().lab.region.counts()).toMatchObject({ eips: 0, mirrorSessions: 1, servers: 3 });
      expect(deployment.attribute(SESSION, 'id')).toBe(session);
      expect(await mirroredConnection(lab())).toMatch(/> 192\.168\.0\.230\.1234: Flags \[S\]/);
      expect(await deployment.plan()).toEqual([]);
    });
  },
  { emptied: false },
);

describeWithLab('a deploy that failed', (lab) => {
  test('GIVEN a deploy that failed WHEN its fault is mended THEN only what failed is repeated, and it is verified', async () => {
    const deployment = lab().deployment({}, [changed(SESSION, { enabled: false }), impatient]);
    expect((await deployment.apply()).status).toBe(1);
    deployment.write(stackJson({}));
    expect(await planned(deployment)).toEqual({
      update: [SESSION],
      'delete,create': ['null_resource.verification_traffic'],
    });
    expect(verified(await deployment.apply())).toBe(true);
  });

  test('GIVEN a deploy that the region failed WHEN destroyed THEN nothing is left', async () => {
    const remove = lab().lab.region.injectFault({
      method: 'POST',
      path: '/v3/{project_id}/vpc/traffic-mirror-sessions',
      status: 500,
      times: Infinity,
    });
    const deployment = lab().deployment();
    const apply = await deployment.apply();
    remove();
    expect(apply.status).toBe(1);
    expect(apply.error).toMatch(/error creating VPC traffic mirror/i);
    expect(await lab().left()).not.toEqual([]);
    expect((await deployment.destroy()).status).toBe(0);
    expect(await lab().left()).toEqual([]);
  });
});

/** What ECS-target sees of a connection that ECS-test tries to make to the mirrored port. */
async function mirroredConnection(under: LabUnderTest): Promise<string> {
  const { fabric } = under.lab;
  const [target, test] = [under.serverId('ECS-target'), under.serverId('ECS-test')];
  const lines = await captureWhile(
    fabric,
    target,
    'udp port 4789',
    async () => {
      await connects(fabric, test, '192.168.0.230', 1234);
      await on(fabric, target, waitFor("grep -q 'vni 1' /tmp/seen"));
    },
    '-nne',
  );
  return lines.join('\n');
}
