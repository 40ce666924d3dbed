import { TerraformVariable } from 'cdktf';
import { Server, type ServerProps } from '../../../lib/servers/server';
import { emptyStack, only, reference, synthOf, type Block } from '../../synth';

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

describe('a wrong server is refused:', () => {
  test.each<[string, Partial<ServerProps>, string]>([
    ['flavor', { flavor: 's6' }, 'flavor must be a flavor id such as c7t.large.2, got: "s6"'],
    ['imageId', { imageId: '' }, 'imageId must not be empty, got: ""'],
    [
      'type of the system disk',
      { systemDisk: { type: 'HDD', sizeGib: 40 } },
      'systemDisk.type must be one of SAS, SSD, GPSSD, ESSD, GPSSD2, ESSD2, got: "HDD"',
    ],
    [
      'size of the system disk',
      { systemDisk: { type: 'SSD', sizeGib: 39 } },
      'systemDisk.sizeGib must be a whole number between 40 and 1024, got: 39',
    ],
    ['subnetId', { subnetId: ' ' }, 'subnetId must not be empty, got: " "'],
    [
      'privateIp',
      { privateIp: '10.1.0.7/32' },
      'privateIp must be an IPv4 address such as 192.168.0.230, got: "10.1.0.7/32"',
    ],
    ['no security group', { securityGroupIds: [] }, 'securityGroupIds must have at least 1 entry, got: 0'],
    ['an empty security group', { securityGroupIds: ['group-1', ''] }, 'securityGroupIds must not be empty, got: ""'],
    ['keyPair', { keyPair: 'a b' }, 'keyPair must be 1 to 64 letters, digits, "_" or "-", got: "a b"'],
    ['availabilityZone', { availabilityZone: '' }, 'availabilityZone must not be empty, got: ""'],
    ['enterpriseProjectId', { enterpriseProjectId: '' }, 'enterpriseProjectId must not be empty, got: ""'],
    [
      'tags',
      { tags: { k: 'v'.repeat(44) } },
      `tags must have keys of 1 to 36 and values of at most 43 characters, got: "k" = "${'v'.repeat(44)}"`,
    ],
  ])('%s', (_, props, message) => {
    expect(() => new Server(emptyStack(), 'server', { ...PROPS, ...props })).toThrow(
      new Error(`server "ECS-x": ${message}`),
    );
  });

  test('name, together with what else is wrong', () => {
    expect(() => new Server(emptyStack(), 'server', { ...PROPS, name: '', imageId: '' })).toThrow(
      /^server "": name must be 1 to 64 letters, .*\nserver "": imageId must not be empty, got: ""$/,
    );
  });
});

test('what only Terraform knows is left to it', () => {
  // WHEN
  const template = synthOf((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const number = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
    new Server(stack, 'server', {
      name: text,
      flavor: text,
      imageId: text,
      systemDisk: { type: text, sizeGib: number },
      subnetId: text,
      privateIp: text,
      securityGroupIds: [text],
      keyPair: text,
      availabilityZone: text,
      enterpriseProjectId: text,
      tags: { owner: text },
    });
  });
  // THEN
  expect(only(template, 'huaweicloud_compute_instance')).toMatchObject({
    flavor_id: '${var.text}',
    system_disk_size: '${var.number}',
    key_pair: '${var.text}',
  });
});
