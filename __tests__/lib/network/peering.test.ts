import { TerraformOutput, type TerraformStack } from 'cdktf';
import { Peering, type PeeringProps } from '../../../lib/network/peering';
import { addresses, only, resources, synthOf, type Template } from '../../synth';

const peeringIn = (stack: TerraformStack, props: Partial<PeeringProps> = {}): Peering =>
  new Peering(stack, 'peering', {
    name: 'peering-AB',
    requester: { vpcId: 'vpc-a', cidr: '192.168.0.0/16' },
    accepter: { vpcId: 'vpc-b', cidr: '172.16.0.0/16' },
    ...props,
  });
const synthesized = (props: Partial<PeeringProps> = {}): Template =>
  synthOf((stack) => {
    peeringIn(stack, props);
  });

test('the connection joins two VPCs of one account', () => {
  expect(only(synthesized(), 'huaweicloud_vpc_peering_connection')).toEqual({
    name: 'peering-AB',
    vpc_id: 'vpc-a',
    peer_vpc_id: 'vpc-b',
  });
});

test("each VPC has a route to the other's block, over the connection", () => {
  // WHEN
  const template = synthesized();
  // THEN
  const [connection = ''] = Object.keys(resources(template, 'huaweicloud_vpc_peering_connection'));
  const route = { type: 'peering', nexthop: `\${huaweicloud_vpc_peering_connection.${connection}.id}` };
  const routes = Object.values(resources(template, 'huaweicloud_vpc_route'));
  expect(routes).toHaveLength(2);
  expect(routes).toContainEqual({ ...route, vpc_id: 'vpc-a', destination: '172.16.0.0/16' });
  expect(routes).toContainEqual({ ...route, vpc_id: 'vpc-b', destination: '192.168.0.0/16' });
});

test('who depends on it waits for the connection and for both routes', () => {
  // WHEN
  const template = synthOf((stack) => {
    new TerraformOutput(stack, 'after', { value: 'it', dependsOn: [...peeringIn(stack).dependables] });
  });
  // THEN
  const { depends_on: awaited } = template.output['after'] as unknown as { readonly depends_on: string[] };
  expect(awaited.sort()).toEqual(addresses(template).map((address) => `\${${address}}`));
  expect(awaited).toHaveLength(3);
});

test.each([
  [{ name: 'a peering' }, /^peering "a peering": name must/],
  [{ requester: { vpcId: '', cidr: '10.0.0.0/8' } }, /^peering "peering-AB": requester\.vpcId must/],
  [{ requester: { vpcId: 'vpc-a', cidr: 'fd00::/8' } }, /^peering "peering-AB": requester\.cidr must/],
  [{ accepter: { vpcId: '', cidr: '10.0.0.0/8' } }, /^peering "peering-AB": accepter\.vpcId must/],
  [
    { accepter: { vpcId: 'vpc-b', cidr: '10.0.0.1/8' } },
    /^peering "peering-AB": accepter\.cidr is wrong: CIDR block has host bits set/,
  ],
])('%j is refused with one sentence', (props, sentence) => {
  expect(() => synthesized(props)).toThrow(sentence);
});
