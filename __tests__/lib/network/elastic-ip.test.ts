import { TerraformVariable, type TerraformStack } from 'cdktf';
import { ElasticIp, type ElasticIpProps } from '../../../lib/network/elastic-ip';
import { Server } from '../../../lib/servers/server';
import { only, resources, synthOf, type Template } from '../../synth';

const serverIn = (stack: TerraformStack): Server =>
  new Server(stack, 'server', {
    name: 'ECS-x',
    flavor: 's6.large.2',
    imageId: 'image-1',
    systemDisk: { type: 'SSD', sizeGib: 40 },
    subnetId: 'network-1',
    privateIp: '10.1.0.7',
    securityGroupIds: ['group-1'],
    keyPair: 'KeyPair-x',
  });
const synthesized = (props: Partial<ElasticIpProps> = {}): Template =>
  synthOf((stack) => {
    new ElasticIp(stack, 'eip', {
      name: 'EIP-x',
      type: '5_sbgp',
      bandwidthName: 'bandwidth-x',
      bandwidthSize: 7,
      chargeMode: 'bandwidth',
      server: serverIn(stack),
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

describe('a wrong EIP is refused:', () => {
  test.each<[string, Partial<ElasticIpProps>, string]>([
    ['type', { type: '' }, 'type must be one of 5_bgp, 5_sbgp, 5_youxuanbgp, 5_telcom, 5_union, got: ""'],
    [
      'bandwidthName',
      { bandwidthName: 'a b' },
      'bandwidthName must be 1 to 64 letters, digits, Chinese characters, "_", "-" or ".", got: "a b"',
    ],
    ['bandwidthSize', { bandwidthSize: 2001 }, 'bandwidthSize must be a whole number between 1 and 2000, got: 2001'],
    [
      'chargeMode',
      { chargeMode: 'postPaid' as 'traffic' },
      'chargeMode must be one of traffic, bandwidth, got: "postPaid"',
    ],
    ['enterpriseProjectId', { enterpriseProjectId: '' }, 'enterpriseProjectId must not be empty, got: ""'],
    ['tags', { tags: { '': '' } }, 'tags must have keys of 1 to 36 and values of at most 43 characters, got: "" = ""'],
  ])('%s', (_, props, message) => {
    expect(() => synthesized(props)).toThrow(new Error(`EIP "EIP-x": ${message}`));
  });

  test('name, together with what else is wrong', () => {
    expect(() => synthesized({ name: '', type: '' })).toThrow(
      /^EIP "": name must be 1 to 64 letters, .*\nEIP "": type must be one of 5_bgp, .*, got: ""$/,
    );
  });
});

test('what only Terraform knows is left to it', () => {
  // WHEN
  const template = synthOf((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const bandwidthSize = new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
    const chargeMode = text as 'traffic';
    const props = { name: text, type: text, bandwidthName: text, bandwidthSize, chargeMode, enterpriseProjectId: text };
    new ElasticIp(stack, 'eip', { ...props, tags: { owner: text }, server: serverIn(stack) });
  });
  // THEN
  expect(only(template, 'huaweicloud_vpc_eip')).toMatchObject({
    publicip: { type: '${var.text}' },
    bandwidth: { name: '${var.text}', size: '${var.number}', charge_mode: '${var.text}' },
  });
});
