import { mkdirSync, writeFileSync } from 'node:fs';
import { bootGuest, buildGuestImage, stopGuest } from '../../../lab/fabric/guest-boot';
import { mustRun } from '../../../lab/fabric/command';
import { GuestGroups } from '../../../lab/fabric/guest-groups';
import { LabNamespaces } from '../../../lab/fabric/lab-namespaces';
import { describeUnless } from '../../needs';
import { server } from './guide-topology';
import { missing } from './test-lab';

jest.setTimeout(60_000);

describeUnless(missing, 'booting a guest', () => {
  let lab: LabNamespaces;
  let groups: GuestGroups;

  beforeAll(async () => {
    groups = GuestGroups.start(() => undefined);
    lab = await LabNamespaces.start();
    await buildGuestImage(lab);
    await lab.addNet('net');
    await lab.ip('net', ['link set lo up']);
  });

  afterAll(async () => {
    await lab.close();
    await groups.close();
  });

  test('GIVEN an sshd that does not start WHEN the limit has passed THEN that is said, with what sshd complains of', async () => {
    const directory = '/run/servers/broken';
    // With something on it before the first boot.
    await mustRun([...lab.enter(), 'sh', '-c', 'mkdir -p "$0" && mount -t tmpfs disk "$0"', directory]);
    const ssh = lab.path(`${directory}/disk/root/etc/ssh`);
    mkdirSync(ssh, { recursive: true });
    writeFileSync(`${ssh}/sshd_config`, 'Nonsense yes\n');
    await expect(bootGuest(lab, { netns: 'net', directory, groups }, server('broken', 'broken'), 2000)).rejects.toThrow(
      /^its sshd did not answer within 2000 ms: sshd: .*(Bad configuration option: Nonsense|1 bad configuration option)/,
    );
  });

  test('GIVEN an sshd that starts WHEN it greets THEN the guest has booted', async () => {
    const guest = await bootGuest(
      lab,
      { netns: 'net', directory: '/run/servers/good', groups },
      server('good', 'good'),
    );
    expect(guest.pid).toBeGreaterThan(1);
    await stopGuest(guest);
  });
});
