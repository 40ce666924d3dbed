import { Server, type ServerProps } from '../../lib/server';
import { only, reference, synthOf, type Block } from '../synth';

const PROPS: ServerProps = {
  name: 'ECS-x',
  flavor: 's6.large.2',
  imageId: 'image-1',
  systemDisk: { type: 'SSD', sizeGib: 100 },
  subnetId: 'network-1',
  privateIp: '10.1.0.7',
  securityGroupIds: ['group-1', 'group-2'],
  keyPair: 'KeyPair-x',
};
const synthesized = (props: Partial<ServerProps> = {}): Block =>
  only(
    synthOf((stack) => new Server(stack, 'server', { ...PROPS, ...props })),
    'huaweicloud_compute_instance',
  );

test('a server has what its props say, and is pay-per-use', () => {
  expect(synthesized()).toMatchObject({
    name: 'ECS-x',
    flavor_id: 's6.large.2',
    image_id: 'image-1',
    system_disk_type: 'SSD',
    system_disk_size: 100,
    network: [{ uuid: 'network-1', fixed_ip_v4: '10.1.0.7' }],
    security_group_ids: ['group-1', 'group-2'],
    key_pair: 'KeyPair-x',
    charging_mode: 'postPaid',
  });
});

// Provider: the default true would release the EIP of another resource when the ECS is destroyed.
test('destroying a server leaves the EIP alone', () => {
  expect(synthesized()).toHaveProperty('delete_eip_on_termination', false);
});

// Provider: another image id is an in-place reinstallation, and a newly published image has another id.
test('a newer image does not reinstall a server', () => {
  expect(synthesized()).toHaveProperty('lifecycle', { ignore_changes: ['image_id'] });
});

test.each(['admin_pass', 'private_key', 'user_data', 'eip_id', 'eip_type', 'bandwidth', 'data_disks'])(
  'a server has no %s',
  (attribute) => {
    expect(synthesized()).not.toHaveProperty(attribute);
  },
);

test('the availability zone is left to Huawei Cloud unless it is given', () => {
  expect(synthesized()).not.toHaveProperty('availability_zone');
  expect(synthesized({ availabilityZone: 'cn-north-4a' })).toHaveProperty('availability_zone', 'cn-north-4a');
});

test('a server takes tags and an enterprise project', () => {
  expect(synthesized({ tags: { owner: 'netops' }, enterpriseProjectId: 'eps-1' })).toMatchObject({
    tags: { owner: 'netops' },
    enterprise_project_id: 'eps-1',
  });
});

// Provider: network[0].port is the id of the network interface; no look-up of ports is needed.
test('the network interface is that of the first network', () => {
  expect(reference((stack) => new Server(stack, 'server', PROPS).networkInterfaceId)).toMatch(
    /^\$\{huaweicloud_compute_instance\.\w+\.network\[0\]\.port\}$/,
  );
});
