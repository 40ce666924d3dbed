import { MirrorTarget } from '../../../lib/mirror/mirror-target';

test('a network interface is of type eni', () => {
  expect(MirrorTarget.networkInterface('port-1')).toMatchObject({ type: 'eni', id: 'port-1' });
});

test('a load balancer is of type elb', () => {
  expect(MirrorTarget.loadBalancer('elb-1')).toMatchObject({ type: 'elb', id: 'elb-1' });
});

test.each(['', '  '])('the id "%s" is refused', (id) => {
  const message = new Error(`mirror target: id must not be empty, got: "${id}"`);
  expect(() => MirrorTarget.networkInterface(id)).toThrow(message);
  expect(() => MirrorTarget.loadBalancer(id)).toThrow(message);
});
