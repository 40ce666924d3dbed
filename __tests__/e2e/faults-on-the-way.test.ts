import { type SettingsInput } from '../../lib/settings/settings';
import { sshKey } from '../ssh-keys';
import { byActions } from './deployment';
import { describeWithLab, type LabUnderTest } from './lab-under-test';
import { changed, meanwhile, stackJson, without, type Edit } from './stack-json';

jest.setTimeout(300_000);

interface Fault {
  readonly settings?: SettingsInput;
  readonly edit?: Edit;
  readonly variables?: (lab: LabUnderTest) => Promise<Readonly<Record<string, string>>>;
  /** What the verification says. */
  readonly sentence: string | RegExp;
}

/** A fault with which Terraform does not get as far as the verification, and which only its own words tell. */
interface FaultAtTheDoor extends Omit<Fault, 'sentence'> {
  /** What Terraform says of the EIP's address. */
  readonly error: (address: string) => string;
  /** All that a deploy of the same without the fault changes, by its actions. */
  readonly mending: Readonly<Record<string, readonly string[]>>;
}

const QUICK = { verification: { connectTimeout: 10 } } as const;
const SERVER = '${huaweicloud_compute_instance.ecs_source.id}';

const withoutTcpdump = ['#!/bin/sh', 'rm -f "$(command -v tcpdump)"'].join('\n');

const FAULTS: Readonly<Record<string, Fault>> = {
  'a stopped ECS-source': {
    settings: QUICK,
    edit: meanwhile({
      method: 'POST',
      path: '/ecs/v1/{p}/cloudservers/action',
      body: { 'os-stop': { servers: [{ id: SERVER }] } },
      until: `curl -sSf "$API/ecs/v1/{p}/cloudservers/${SERVER}" | grep -q SHUTOFF`,
    }),
    sentence:
      'ECS-source (192.168.0.230) does not answer on TCP 22 from ECS-test (192.168.0.161): is ECS-source running, and does security group Sg-X allow SSH from 192.168.0.161/32',
  },
  'an ECS-target without tcpdump': {
    edit: changed('huaweicloud_compute_instance.ecs_target', { user_data: withoutTcpdump }),
    sentence:
      'tcpdump is missing on ECS-target: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it',
  },
  'no way out for ECS-test': {
    edit: changed('huaweicloud_networking_secgroup_rule.security_group_shared_egress_ipv4', {
      remote_ip_prefix: '192.168.0.0/16',
    }),
    sentence:
      /^nc could not be installed on ECS-test: yum install nc says ".*All mirrors were tried"; the way out is EIP-A, which must be bound to ECS-test, and security group rules must allow outbound traffic$/,
  },
  'no way to the proxy for ECS-source': {
    settings: { securityGroups: { mode: 'split' } },
    edit: without('huaweicloud_networking_secgroup_rule.security_group_test_ingress_proxy'),
    sentence:
      /^nc could not be installed on ECS-source: yum install nc says ".*All mirrors were tried"; the way out is the HTTP proxy 192\.168\.0\.161:3128 on ECS-test, which has EIP-A$/,
  },
};

const PREPARE = 'null_resource.verification_prepare';
const TRAFFIC = 'null_resource.verification_traffic';
const ASSOCIATION = 'huaweicloud_compute_eip_associate.elastic_ip_association';
const FROM_TRUSTED = ['rdp', 'ssh'].map(
  (name) => `huaweicloud_networking_secgroup_rule.security_group_shared_ingress_${name}`,
);

/** Long enough for one attempt to end with its own words, after 15 seconds. */
const PATIENT = { verification: { connectTimeout: 20 } } as const;

const FAULTS_AT_THE_DOOR: Readonly<Record<string, FaultAtTheDoor>> = {
  'another private key': {
    settings: QUICK,
    variables: () => Promise.resolve({ ssh_private_key: sshKey().privateKey }),
    error: () => 'ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey]',
    mending: { create: [TRAFFIC], 'delete,create': [PREPARE] },
  },
  'a trusted CIDR block without the runner': {
    settings: PATIENT,
    variables: () => Promise.resolve({ trusted_cidr: '198.51.100.99/32' }),
    error: (address) => `timeout - last error: dial tcp ${address}:22: i/o timeout`,
    mending: { create: [TRAFFIC], 'delete,create': [...FROM_TRUSTED, PREPARE] },
  },
  'an EIP that is bound to nothing': {
    settings: PATIENT,
    edit: without(ASSOCIATION),
    error: (address) => `timeout - last error: dial tcp ${address}:22: i/o timeout`,
    mending: { create: [ASSOCIATION, TRAFFIC], 'delete,create': [PREPARE] },
  },
};

describeWithLab('a fault on the way to the proof', (lab) => {
  test.each(Object.entries(FAULTS))(
    'GIVEN %s WHEN deployed THEN the deploy fails for this reason, and a destroy leaves nothing',
    async (_, { settings = {}, edit, variables, sentence }) => {
      const deployment = lab().deployment(settings, edit === undefined ? [] : [edit]);
      const apply = await deployment.apply(await variables?.(lab()));
      expect(apply.failures).toEqual([
        typeof sentence === 'string' ? sentence : (expect.stringMatching(sentence) as string),
      ]);
      expect(apply.status).toBe(1);
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    },
  );

  test.each(Object.entries(FAULTS_AT_THE_DOOR))(
    'GIVEN %s WHEN deployed THEN the deploy fails at the door, and passes once this alone is mended',
    async (_, { settings = {}, edit, variables, error, mending }) => {
      const deployment = lab().deployment(settings, edit === undefined ? [] : [edit]);
      const apply = await deployment.apply(await variables?.(lab()));
      const address = String(deployment.attribute('huaweicloud_vpc_eip.elastic_ip', 'address'));
      expect(apply.output).toContain(`${PREPARE} (remote-exec):   Host: ${address}`);
      expect(apply.output).not.toContain('(remote-exec): Connected!');
      expect(apply.error).toContain(error(address));
      expect(apply.error).toContain(`with ${PREPARE},`);
      expect(apply.failures).toEqual([]);
      expect(apply.status).toBe(1);

      deployment.write(stackJson(settings));
      expect(byActions(await deployment.plan())).toEqual(mending);
      const again = await deployment.apply();
      expect(again.output).toContain('VERIFIED: mirror session mirror-session-A works');
      expect(again.status).toBe(0);
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    },
  );
});
