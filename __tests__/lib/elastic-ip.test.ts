import { ElasticIp, type ElasticIpProps } from '../../lib/elastic-ip';
import { Server } from '../../lib/server';
import { only, resources, synthOf, type Template } from '../synth';

const synthesized = (props: Partial<ElasticIpProps> = {}): Template =>
  synthOf((stack) => {
    const server = new Server(stack, 'server', {
      name: 'ECS-x',
      flavor: 's6.large.2',
      imageId: 'image-1',
      systemDisk: { type: 'SSD', sizeGib: 40 },
      subnetId: 'network-1',
      privateIp: '10.1.0.7',
      securityGroupIds: ['group-1'],
      keyPair: 'KeyPair-x',
    });
    new ElasticIp(stack, 'eip', {
      name: 'EIP-x',
      type: '5_sbgp',
      bandwidthName: 'bandwidth-x',
      bandwidthSize: 7,
      chargeMode: 'bandwidth',
      server,
      ...props,
    });
  });

test('an EIP has a bandwidth of its own and is pay-per-use', () => {
  expect(only(synthesized(), 'huaweicloud_vpc_eip')).toEqual({
    name: 'EIP-x',
    charging_mode: 'postPaid',
    publicip: { type: '5_sbgp' },
    bandwidth: { share_type: 'PER', name: 'bandwidth-x', size: 7, charge_mode: 'bandwidth' },
  });
});

test('an EIP takes tags and an enterprise project', () => {
  expect(
    only(synthesized({ tags: { owner: 'netops' }, enterpriseProjectId: 'eps-1' }), 'huaweicloud_vpc_eip'),
  ).toMatchObject({ tags: { owner: 'netops' }, enterprise_project_id: 'eps-1' });
});

// Provider: compute_eip_associate waits until the ECS shows the address; vpc_eip_associate does not.
test('it is bound to the server in the way that SSH can follow at once', () => {
  // WHEN
  const template = synthesized();
  // THEN
  const [eip] = Object.keys(resources(template, 'huaweicloud_vpc_eip'));
  const [server] = Object.keys(resources(template, 'huaweicloud_compute_instance'));
  expect(only(template, 'huaweicloud_compute_eip_associate')).toEqual({
    public_ip: `\${huaweicloud_vpc_eip.${String(eip)}.address}`,
    instance_id: `\${huaweicloud_compute_instance.${String(server)}.id}`,
  });
});
