import { resources, synth } from '../../synth';

test('a server that sets one thing about its disk takes the other from systemDisk', () => {
  // GIVEN disks of 100 GiB, of which one server's is of another type
  const template = synth({ systemDisk: { sizeGib: 100 }, servers: { source: { systemDisk: { type: 'SSD' } } } });

  // WHEN the servers are synthesized
  const { ecs_source: source, ecs_test: other } = resources(template, 'huaweicloud_compute_instance');

  // THEN only the type differs
  expect(source).toMatchObject({ system_disk_type: 'SSD', system_disk_size: 100 });
  expect(other).toMatchObject({ system_disk_type: 'GPSSD', system_disk_size: 100 });
});
