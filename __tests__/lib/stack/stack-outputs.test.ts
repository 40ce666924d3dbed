import { synth, type Template } from '../../synth';
import { VARIANTS } from '../../variants';

const values = ({ output }: Template): Record<string, unknown> =>
  Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));

const VERIFIED = {
  id: '${null_resource.verification_traffic.id}',
  run: '${null_resource.verification_prepare.triggers["run"]}',
};

const WITHOUT_EIP = {
  vpc_id: '${huaweicloud_vpc.network_vpc.id}',
  subnet_id: '${huaweicloud_vpc_subnet.network_subnet.id}',
  security_group_ids: { 'Sg-X': '${huaweicloud_networking_secgroup.security_group_shared.id}' },
  server_ids: {
    'ECS-source': '${huaweicloud_compute_instance.ecs_source.id}',
    'ECS-target': '${huaweicloud_compute_instance.ecs_target.id}',
    'ECS-test': '${huaweicloud_compute_instance.ecs_test.id}',
  },
  private_ips: { 'ECS-source': '192.168.0.230', 'ECS-target': '192.168.0.164', 'ECS-test': '192.168.0.161' },
  network_interface_ids: {
    'ECS-source': '${huaweicloud_compute_instance.ecs_source.network[0].port}',
    'ECS-target': '${huaweicloud_compute_instance.ecs_target.network[0].port}',
    'ECS-test': '${huaweicloud_compute_instance.ecs_test.network[0].port}',
  },
  mirror_filter_id: '${huaweicloud_vpc_traffic_mirror_filter.mirror_filter.id}',
  mirror_session_id: '${huaweicloud_vpc_traffic_mirror_session.mirror_session.id}',
  vni: 1,
  tcpdump_command: 'tcpdump -i eth0 udp port 4789 -nne',
};

test('ids, addresses, the session, and the commands to log in and to look', () => {
  expect(values(synth())).toEqual({
    ...WITHOUT_EIP,
    verified: VERIFIED,
    eip: '${huaweicloud_vpc_eip.elastic_ip.address}',
    ssh_commands: {
      'ECS-test': 'ssh root@${huaweicloud_vpc_eip.elastic_ip.address}',
      'ECS-source': 'ssh -J root@${huaweicloud_vpc_eip.elastic_ip.address} root@192.168.0.230',
      'ECS-target': 'ssh -J root@${huaweicloud_vpc_eip.elastic_ip.address} root@192.168.0.164',
    },
  });
});

test('without the verification nothing says that it has passed', () => {
  expect(values(synth())).toHaveProperty('verified', VERIFIED);
  expect(values(synth({ verification: { enabled: false } }))).not.toHaveProperty('verified');
});

test('additional mirrors have an output of their own', () => {
  expect(values(synth(VARIANTS['additional mirror']))).toHaveProperty('additional_mirror_sessions', {
    'mirror-session-B': { id: '${huaweicloud_vpc_traffic_mirror_session.mirror_2_session.id}', vni: 2 },
  });
});

test('without public access there is no EIP to show and no way to log in', () => {
  expect(values(synth({ publicAccess: false }))).toEqual(WITHOUT_EIP);
});

test('split security groups are each in the list', () => {
  expect(values(synth({ securityGroups: { mode: 'split' } }))['security_group_ids']).toEqual({
    'Sg-X': '${huaweicloud_networking_secgroup.security_group_test.id}',
    'Sg-A': '${huaweicloud_networking_secgroup.security_group_source.id}',
    'Sg-B': '${huaweicloud_networking_secgroup.security_group_target.id}',
  });
});

test('names and VNI are those of the settings', () => {
  // WHEN
  const template = synth({ servers: { target: { name: 'ids-1' } }, mirrorSession: { vni: 77 } });
  // THEN
  expect(values(template)).toMatchObject({ vni: 77, private_ips: { 'ids-1': '192.168.0.164' } });
  expect(template.output['tcpdump_command']?.description).toBe('Shows the mirrored packets when run on ids-1.');
});

test.each(Object.entries(synth().output))('%s says what it is', (_, { description }) => {
  expect(description).toMatch(/^[A-Z].*\.$/);
});
