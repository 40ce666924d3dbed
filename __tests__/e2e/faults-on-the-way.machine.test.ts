import { type SettingsInput } from '../../lib/settings/settings';
import { sshKey } from '../ssh-keys';
import { byActions, PREPARE, TRAFFIC, type Deployment } from './deployment';
import { describeWithLab } from './lab-under-test';
import { changed, stackJson, without, type Edit, type StackJson } from './stack-json';

jest.setTimeout(300_000);

/** A fault with which Terraform does not get as far as the verification, and which only its own words tell. */
interface FaultAtTheDoor {
  readonly settings?: SettingsInput;
  readonly edit?: Edit;
  readonly variables?: () => Readonly<Record<string, string>>;
  /** What Terraform says of the EIP's address. */
  readonly error: (address: string) => string;
  /** All that a deploy of the same without the fault changes, by its actions. */
  readonly mending: Readonly<Record<string, readonly string[]>>;
}

const ASSOCIATION = 'huaweicloud_compute_eip_associate.elastic_ip_association';
const GROUP_RULE = 'huaweicloud_networking_secgroup_rule.security_group_shared_';
const FROM_TRUSTED = ['ingress_rdp', 'ingress_ssh'].map((name) => GROUP_RULE + name);
const TARGET = 'huaweicloud_compute_instance.ecs_target';

const QUICK: SettingsInput = { verification: { connectTimeout: 10 } };

/** Long enough for one attempt to end with its own words, after 15 seconds. */
const PATIENT: SettingsInput = { verification: { connectTimeout: 20 } };

const withoutTcpdump = changed(TARGET, { user_data: ['#!/bin/sh', 'rm -f "$(command -v tcpdump)"'].join('\n') });

const AT_THE_DOOR: Readonly<Record<string, FaultAtTheDoor>> = {
  'another private key': {
    settings: QUICK,
    variables: () => ({ ssh_private_key: sshKey().privateKey }),
    error: () => 'ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey]',
    mending: { create: [TRAFFIC], 'delete,create': [PREPARE] },
  },
  'a trusted CIDR block without the runner': {
    variables: () => ({ trusted_cidr: '198.51.100.99/32' }),
    error: (address) => `timeout - last error: dial tcp ${address}:22: i/o timeout`,
    mending: { create: [TRAFFIC], 'delete,create': [...FROM_TRUSTED, PREPARE] },
  },
  'an EIP that is bound to nothing': {
    edit: without(ASSOCIATION),
    error: (address) => `timeout - last error: dial tcp ${address}:22: i/o timeout`,
    mending: { create: [ASSOCIATION, TRAFFIC], 'delete,create': [PREPARE] },
  },
};

// One stack and its life, in which each fault is mended when the next one comes: from the door to the proof, as nothing is
// installed on the servers before the door is open.
describeWithLab(
  'a fault on the way to the proof',
  (lab) => {
    /** ECS-target has no tcpdump from the beginning, which is not seen before all else is well. */
    const stack = (edit: Edit = (json) => json, settings = PATIENT): StackJson =>
      edit(withoutTcpdump(stackJson(settings)));
    let deployment: Deployment;
    beforeAll(() => {
      deployment = lab().deployment(PATIENT);
    });

    test.each(Object.entries(AT_THE_DOOR))(
      'GIVEN %s WHEN deployed THEN the deploy fails at the door, and this alone has to be mended',
      async (_, { settings, edit, variables, error, mending }) => {
        deployment.write(stack(edit, settings));
        const apply = await deployment.apply(variables?.());
        const address = String(deployment.attribute('huaweicloud_vpc_eip.elastic_ip', 'address'));
        expect(apply.output).toContain(`${PREPARE} (remote-exec):   Host: ${address}`);
        expect(apply.output).not.toContain('(remote-exec): Connected!');
        expect(apply.error).toContain(error(address));
        expect(apply.error).toContain(`with ${PREPARE},`);
        expect(apply).toMatchObject({ status: 1, failures: [] });

        deployment.write(stack());
        expect(byActions(await deployment.plan())).toEqual(mending);
      },
    );

    test('GIVEN no way out for ECS-test WHEN deployed THEN the deploy fails for this reason', async () => {
      deployment.write(stack(changed(`${GROUP_RULE}egress_ipv4`, { remote_ip_prefix: '192.168.0.0/16' })));
      expect(await deployment.apply()).toMatchObject({
        status: 1,
        failures: [
          expect.stringMatching(
            /^nc could not be installed on ECS-test: yum install nc says ".*All mirrors were tried"; the way out is EIP-A, which must be bound to ECS-test, and security group rules must allow outbound traffic$/,
          ),
        ],
      });
    });

    test('GIVEN an ECS-target without tcpdump WHEN deployed THEN the deploy fails for this reason', async () => {
      deployment.write(stack());
      expect(await deployment.apply()).toMatchObject({
        status: 1,
        failures: [
          'tcpdump is missing on ECS-target: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it',
        ],
      });
    });

    test('GIVEN all of this is mended WHEN deployed THEN it is verified', async () => {
      // A server that has just been made may take longer to answer than in the stages before.
      deployment.write(stackJson({}));
      // Its user data is read when it is made: other ones alone would not bring tcpdump back.
      const apply = await deployment.replace(TARGET);
      expect(apply.output).toContain('VERIFIED: mirror session mirror-session-A works');
      expect(apply).toMatchObject({ status: 0, failures: [] });
    });

    test('GIVEN a stopped ECS-source WHEN verified again THEN it fails for this reason, and a destroy leaves nothing', async () => {
      const id = lab().serverId('ECS-source');
      await lab().call('POST', '/ecs/v1/{p}/cloudservers/action', { 'os-stop': { servers: [{ id }] } });
      await lab().serverIs(id, 'SHUTOFF');
      deployment.write(stackJson(QUICK));
      expect(await deployment.replace(PREPARE)).toMatchObject({
        status: 1,
        failures: [
          'ECS-source (192.168.0.230) does not answer on TCP 22 from ECS-test (192.168.0.161): is ECS-source running, and does security group Sg-X allow SSH from 192.168.0.161/32',
        ],
      });
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    });
  },
  { emptied: false },
);
