import { type SettingsInput } from '../../../lib/settings/settings';
import { annotations, only, resource, resources, stackOf, synth } from '../../synth';
import { VARIANTS } from '../../variants';

const INSTANCES = ['ecs_source', 'ecs_target', 'ecs_test'].map((name) => `huaweicloud_compute_instance.${name}`);
const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_session';

describe('servers', () => {
  test('each may have its own name, flavor, disk, address and availability zone', () => {
    // WHEN
    const template = synth({
      servers: {
        test: {
          name: 'client',
          flavor: 'c7.xlarge.4',
          systemDisk: { sizeGib: 100 },
          privateIp: '192.168.0.9',
          availabilityZone: 'cn-north-4b',
        },
      },
    });
    // THEN
    expect(resource(template, 'huaweicloud_compute_instance.ecs_test')).toMatchObject({
      name: 'client',
      flavor_id: 'c7.xlarge.4',
      system_disk_type: 'GPSSD',
      system_disk_size: 100,
      network: [{ fixed_ip_v4: '192.168.0.9' }],
      availability_zone: 'cn-north-4b',
    });
    expect(resource(template, 'huaweicloud_compute_instance.ecs_source')).toMatchObject({
      name: 'ECS-source',
      system_disk_size: 40,
    });
  });

  test('all may have another disk', () => {
    // WHEN
    const template = synth({ systemDisk: { type: 'ESSD', sizeGib: 60 } });
    // THEN
    for (const address of INSTANCES) {
      expect(resource(template, address)).toMatchObject({ system_disk_type: 'ESSD', system_disk_size: 60 });
    }
  });

  test('all are in the subnet, and log in with the key pair', () => {
    // WHEN
    const template = synth();
    // THEN
    for (const address of INSTANCES) {
      expect(resource(template, address)).toMatchObject({
        network: [{ uuid: '${huaweicloud_vpc_subnet.network_subnet.id}' }],
        key_pair: '${huaweicloud_kps_keypair.key_pair.name}',
      });
    }
  });

  test('split, each is in its own security group', () => {
    // WHEN
    const template = synth({ securityGroups: { mode: 'split' } });
    // THEN
    expect(INSTANCES.map((address) => resource(template, address)['security_group_ids'])).toEqual([
      ['${huaweicloud_networking_secgroup.security_group_source.id}'],
      ['${huaweicloud_networking_secgroup.security_group_target.id}'],
      ['${huaweicloud_networking_secgroup.security_group_test.id}'],
    ]);
  });
});

describe('images', () => {
  test('one image is looked up once, for all servers', () => {
    // WHEN
    const template = synth({ image: 'Debian 12' });
    // THEN
    expect(template.data?.['huaweicloud_images_image']).toMatchObject({
      image: { name: 'Debian 12', most_recent: true },
    });
    for (const address of INSTANCES) {
      expect(resource(template, address)['image_id']).toBe(
        '${coalesce(one(data.huaweicloud_images_image.image[*].id), "no-such-image")}',
      );
    }
  });

  test('a server may have its own', () => {
    // WHEN
    const template = synth({ servers: { target: { image: 'Debian 12' } } });
    // THEN
    expect(INSTANCES.map((address) => resource(template, address)['image_id'])).toEqual([
      expect.stringContaining('data.huaweicloud_images_image.image[*].id'),
      expect.stringContaining('data.huaweicloud_images_image.image_2[*].id'),
      expect.stringContaining('data.huaweicloud_images_image.image[*].id'),
    ]);
    expect(template.data?.['huaweicloud_images_image']?.['image_2']).toHaveProperty('name', 'Debian 12');
  });

  // A destroy has nothing to ask of an image, and a server that exists keeps its own: it ignores a change.
  test('a server that is to be made of one that is not there ends the plan, by its own name', () => {
    // WHEN
    const template = synth({ image: 'Debian 12' });
    // THEN
    expect(resource(template, 'huaweicloud_compute_instance.ecs_target')['lifecycle']).toEqual({
      ignore_changes: ['image_id'],
      postcondition: [
        {
          condition: '${self.image_id != "no-such-image"}',
          error_message: expect.stringContaining(
            'ECS-target: the region has no public, private or shared image',
          ) as unknown,
        },
      ],
    });
  });
});

describe('what only the cloud knows', () => {
  const checksOf = (settings: SettingsInput): string[] => Object.keys(synth(settings).check ?? {}).sort();

  test('is asked of flavors and of the priority', () => {
    expect(checksOf({})).toEqual(['flavors', 'mirror_session_priority', 'trusted_cidr']);
  });

  test('is asked of each zone and of each session', () => {
    const servers = { source: { availabilityZone: 'z-a' }, test: { availabilityZone: 'z-a' } };
    expect(checksOf({ ...VARIANTS['additional mirror'], servers })).toEqual([
      'flavors',
      'flavors_2',
      'mirror_2_session_priority',
      'mirror_session_priority',
      'trusted_cidr',
    ]);
    expect(synth({ servers }).data?.['huaweicloud_compute_flavors']).toEqual({
      flavors: { availability_zone: 'z-a' },
      flavors_2: {},
    });
  });

  test('is not asked without planChecks', () => {
    expect(checksOf({ planChecks: false })).toEqual(['trusted_cidr']);
    expect(Object.keys(synth({ planChecks: false }).data ?? {}).sort()).toEqual([
      'huaweicloud_images_image',
      'huaweicloud_images_images',
    ]);
  });
});

// API: a key pair that is imported must not say how its key is encrypted (KPS.0002).
test('the key pair has the trimmed public key and nothing else', () => {
  const { lifecycle, ...keyPair } = only(synth({ keyPairName: 'mine' }), 'huaweicloud_kps_keypair');
  expect(lifecycle).toEqual({ precondition: [expect.anything()] });
  expect(keyPair).toEqual({
    name: 'mine',
    public_key: '${trimspace(var.ssh_public_key)}',
  });
});

test('tags and the enterprise project are on all that take them', () => {
  // WHEN
  const template = synth({ tags: { owner: 'netops' }, enterpriseProjectId: 'eps-1' });
  // THEN
  const having = (attribute: string): string[] =>
    Object.entries(template.resource)
      .filter(([, named]) => Object.values(named).every((block) => attribute in block))
      .map(([type]) => type)
      .sort();
  expect(having('tags')).toEqual([
    'huaweicloud_compute_instance',
    'huaweicloud_networking_secgroup',
    'huaweicloud_vpc',
    'huaweicloud_vpc_eip',
    'huaweicloud_vpc_subnet',
  ]);
  expect(having('enterprise_project_id')).toEqual([
    'huaweicloud_compute_instance',
    'huaweicloud_networking_secgroup',
    'huaweicloud_vpc',
    'huaweicloud_vpc_eip',
  ]);
});

describe('the mirror session', () => {
  // Provider: a session depends on its filter, not on the filter's rules, so it would start with an empty filter.
  test.each([
    ['filter rules', 'huaweicloud_vpc_traffic_mirror_filter_rule'],
    ['security-group rules', 'huaweicloud_networking_secgroup_rule'],
    ['EIP association', 'huaweicloud_compute_eip_associate'],
  ])('waits for all %s', (_, type) => {
    // WHEN
    const template = synth(VARIANTS['split groups']);
    // THEN
    const names = Object.keys(resources(template, type));
    expect(names).not.toEqual([]);
    expect(resource(template, SESSION)['depends_on']).toEqual(
      expect.arrayContaining(names.map((name) => `${type}.${name}`)),
    );
  });

  test('has the settings', () => {
    // WHEN
    const template = synth({
      mirrorFilter: { name: 'f', description: 'What comes in.' },
      mirrorSession: { name: 's', description: 'For the IDS.', priority: 3, vni: 4, packetLength: 500, enabled: false },
      verification: { enabled: false },
    });
    // THEN
    expect(resource(template, SESSION)).toMatchObject({
      name: 's',
      description: 'For the IDS.',
      priority: 3,
      virtual_network_id: 4,
      packet_length: 500,
      enabled: false,
    });
    expect(only(template, 'huaweicloud_vpc_traffic_mirror_filter')).toEqual({
      name: 'f',
      description: 'What comes in.',
    });
  });
});

describe('an additional mirror', () => {
  const template = synth(VARIANTS['additional mirror']);

  test('has a filter of its own, whose rules stand in the order of the settings', () => {
    expect(resource(template, 'huaweicloud_vpc_traffic_mirror_filter.mirror_2_filter')).toEqual({
      name: 'mirror-filter-B',
    });
    const rule = (number: number): unknown =>
      resource(template, `huaweicloud_vpc_traffic_mirror_filter_rule.mirror_2_filter_ingress_${number}`);
    expect(rule(1)).toEqual({
      traffic_mirror_filter_id: '${huaweicloud_vpc_traffic_mirror_filter.mirror_2_filter.id}',
      direction: 'ingress',
      priority: 1,
      protocol: 'udp',
      ethertype: 'IPv4',
      action: 'reject',
      destination_port_range: '53-53',
    });
    expect(rule(2)).toMatchObject({ priority: 2, action: 'accept', destination_cidr_block: '192.168.0.230/32' });
  });

  test('has a session of its own, between the same servers', () => {
    expect(resource(template, 'huaweicloud_vpc_traffic_mirror_session.mirror_2_session')).toMatchObject({
      name: 'mirror-session-B',
      traffic_mirror_filter_id: '${huaweicloud_vpc_traffic_mirror_filter.mirror_2_filter.id}',
      traffic_mirror_sources: ['${huaweicloud_compute_instance.ecs_source.network[0].port}'],
      traffic_mirror_target_id: '${huaweicloud_compute_instance.ecs_target.network[0].port}',
      priority: 2,
      virtual_network_id: 2,
      packet_length: 96,
      enabled: true,
    });
  });

  test('draws a warning if it has the VNI of another session', () => {
    // GIVEN
    const [mirror] = VARIANTS['additional mirror'].additionalMirrors;
    // WHEN
    const additionalMirrors = [{ ...mirror, rules: [...mirror.rules], vni: 1 }];
    const stack = stackOf({ additionalMirrors, verification: { enabled: false } });
    // THEN
    expect(annotations(stack, 'warn')).toEqual([
      'mirror sessions mirror-session-A and mirror-session-B have the same VNI 1 and the same target: their packets cannot be told apart',
    ]);
  });

  test('with a VNI of its own draws none', () => {
    expect(annotations(stackOf(VARIANTS['additional mirror']), 'warn')).toEqual([]);
  });
});

describe('without public access', () => {
  const template = synth(VARIANTS['no public access']);

  test.each(['huaweicloud_vpc_eip', 'huaweicloud_compute_eip_associate', 'null_resource'])('there is no %s', (type) => {
    expect(resources(template, type)).toEqual({});
  });

  test('the mirror stays', () => {
    expect(only(template, 'huaweicloud_vpc_traffic_mirror_session')).toHaveProperty('enabled', true);
  });
});

test('a rule of the settings that never decides draws a warning', () => {
  // WHEN
  const stack = stackOf({ mirrorFilter: { rules: [{ priority: 1 }, { priority: 2, protocol: 'tcp' }] } });
  // THEN
  expect(annotations(stack, 'warn')).toEqual([
    'mirror filter "mirror-filter-A": rule "ingress 2: accept tcp any -> any" can never decide, ' +
      'because "ingress 1: accept all any -> any" comes first and matches all that it matches',
  ]);
});

// An older Terraform would stumble over the ephemeral variable with words of its own.
test('Terraform must be 1.10 or later', () => {
  expect(synth().terraform.required_version).toBe('>= 1.10');
});
