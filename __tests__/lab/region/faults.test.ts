import { setTimeout as delay } from 'node:timers/promises';
import { Faults } from '../../../lab/region/faults';
import { RegionUnderTest } from './region-under-test';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

test('WHEN latency is injected THEN a request waits for it, and is then answered as ever', async () => {
  const lab = await RegionUnderTest.start();
  lab.region.injectFault({ path: '/v1/{project_id}/vpcs', latencyMs: 300 });
  await lab.call('GET', '/v1/{p}/subnets');
  expect(delay).not.toHaveBeenCalled();
  expect(await lab.call('GET', '/v1/{p}/vpcs')).toMatchObject({ status: 200 });
  expect(delay).toHaveBeenCalledWith(300);
  await lab.close();
});

test('WHEN two faults match THEN both are counted and hit', () => {
  const faults = new Faults();
  faults.inject({ latencyMs: 1 });
  faults.inject({ method: 'GET', status: 500, call: 2 });
  const hits = () => faults.hit('GET', '/a', '/a').map((fault) => fault.status ?? fault.latencyMs);
  expect([hits(), hits(), hits()]).toEqual([[1], [500], []]);
});
