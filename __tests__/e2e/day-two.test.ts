import { type SettingsInput } from '../../lib/settings/settings';
import { captureWhile, connects, on, waitFor } from '../lab/fabric/test-lab';
import { byActions, type Deployment, type TerraformRun } from './deployment';
import { describeWithLab, type LabUnderTest } from './lab-under-test';
import { impatient, stackJson } from './stack-json';

jest.setTimeout(300_000);

const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_session';
const RULE = 'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1';
const VERIFICATION = ['null_resource.verification_prepare', 'null_resource.verification_traffic'];
const SESSIONS = '/vpc/v3/{p}/vpc/traffic-mirror-sessions';

const verified = (run: TerraformRun): boolean =>
  run.status === 0 && run.output.includes('VERIFIED: mirror session mirror-session-A works');

const planned = async (deployment: Deployment) => byActions(await deployment.plan());

/** One deployment, changed step by step as its user would. */
async function deployed(lab: LabUnderTest, settings: SettingsInput = {}): Promise<Deployment> {
  const deployment = lab.deployment(settings);
  expect(verified(await deployment.apply())).toBe(true);
  return deployment;
}

describeWithLab('day two', (lab) => {
  test('GIVEN a deployed stack WHEN planned again THEN nothing differs', async () => {
    const deployment = await deployed(lab());
    expect(await deployment.plan()).toEqual([]);
  });

  test('GIVEN a deployed stack WHEN settings of the mirror change THEN they are updated in place and verified again', async () => {
    const deployment = await deployed(lab());
    const session = deployment.attribute(SESSION, 'id');
    const change = async (settings: SettingsInput): Promise<TerraformRun> => {
      deployment.write(stackJson(settings));
      return deployment.apply();
    };

    deployment.write(stackJson({ mirrorSession: { vni: 77 } }));
    expect(await planned(deployment)).toEqual({ update: [SESSION], 'delete,create': VERIFICATION });
    const vni = await deployment.apply();
    expect(verified(vni)).toBe(true);
    expect(vni.output).toContain('VNI 77, from 192.168.0.230');

    deployment.write(stackJson({ mirrorSession: { vni: 77, packetLength: 200 } }));
    expect(await planned(deployment)).toEqual({ update: [SESSION], 'delete,create': VERIFICATION });
    const length = await deployment.apply();
    expect(verified(length)).toBe(true);
    expect(length.output).toContain('inner length 200, packet length 200');

    deployment.write(stackJson({ mirrorSession: { priority: 9 }, listeningPort: 8080 }));
    expect(await planned(deployment)).toEqual({ update: [RULE, SESSION], 'delete,create': VERIFICATION });
    const port = await change({ mirrorSession: { priority: 9 }, listeningPort: 8080 });
    expect(verified(port)).toBe(true);
    expect(port.output).toContain('ECS-source (192.168.0.230:8080) is mirrored');

    expect(deployment.attribute(SESSION, 'id')).toBe(session);
    expect(deployment.attribute(SESSION, 'priority')).toBe(9);
    expect(await deployment.plan()).toEqual([]);
  });

  test('GIVEN a session that was deleted behind Terraform WHEN deployed again THEN it is put back and verified', async () => {
    const deployment = await deployed(lab());
    const session = String(deployment.attribute(SESSION, 'id'));
    await lab().call('DELETE', `${SESSIONS}/${session}`);
    expect(await planned(deployment)).toEqual({ create: [SESSION], 'delete,create': VERIFICATION });

    const apply = await deployment.apply();
    expect(verified(apply)).toBe(true);
    expect(deployment.attribute(SESSION, 'id')).not.toBe(session);
    expect(lab().lab.region.counts()).toMatchObject({ mirrorSessions: 1 });
  });

  test('GIVEN a deployed stack WHEN publicAccess becomes false THEN the EIP is released and the mirror goes on', async () => {
    const deployment = await deployed(lab());
    const session = deployment.attribute(SESSION, 'id');
    deployment.write(stackJson({ publicAccess: false }));
    expect((await deployment.apply()).status).toBe(0);

    expect(lab().lab.region.counts()).toMatchObject({ eips: 0, mirrorSessions: 1, servers: 3 });
    expect(deployment.attribute(SESSION, 'id')).toBe(session);
    expect(await mirroredConnection(lab())).toMatch(/> 192\.168\.0\.230\.1234: Flags \[S\]/);
    expect(await deployment.plan()).toEqual([]);
  });

  test('GIVEN a deploy that failed WHEN its fault is mended THEN only what failed is repeated, and it is verified', async () => {
    const settings: SettingsInput = { mirrorSession: { enabled: false } };
    const deployment = lab().deployment(settings, [impatient]);
    expect((await deployment.apply()).status).toBe(1);
    deployment.write(stackJson({}));
    expect(await planned(deployment)).toEqual({ update: [SESSION], 'delete,create': VERIFICATION });
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
