/** The program on the mirror target: what it installs, how it names devices, what becomes of its files. */
import { TargetUnderTest } from './target-under-test';
import { describeWith } from '../../needs';

describeWith(['bash', 'awk', 'setsid'], 'the program of a collector', () => {
  let target: TargetUnderTest;
  const on = (options: ConstructorParameters<typeof TargetUnderTest>[0] = {}): TargetUnderTest =>
    (target = new TargetUnderTest(options));
  afterEach(() => {
    target.close();
  });

  const UNIT = 'etc/systemd/system/mirror-collector.service';
  const RINGS = 'var/lib/mirror-collector';
  const OURS = ['etc/mirror-collector.conf', 'usr/local/sbin/mirror-collector'];

  test('GIVEN systemd WHEN installed THEN a unit starts it with the server, and now', () => {
    const { status, output } = on().install('8 32', '1 mirror-session-A');
    expect(status).toBe(0);
    expect(output).toBe(
      `ECS-target: collector: mirror-session-A on mirror-sessio-1, the last 8 x 32 MiB in ${target.root}/${RINGS}/mirror-sessio-1.pcap*\n`,
    );
    expect(target.told('systemctl')).toEqual([
      'daemon-reload',
      'enable --quiet mirror-collector.service',
      'restart mirror-collector.service',
    ]);
    const unit = target.read(UNIT);
    expect(unit).toMatch(/^ExecStart=\/usr\/local\/sbin\/mirror-collector run$/m);
    expect(unit).toMatch(/^ExecStopPost=\/usr\/local\/sbin\/mirror-collector clear$/m);
    expect(unit).toMatch(/^Restart=always$/m);
    expect(unit).toMatch(/^WantedBy=multi-user\.target$/m);
    expect(target.files().filter((file) => !file.startsWith('run/'))).toEqual([OURS[0], UNIT, OURS[1]]);
  });

  test('GIVEN systemd WHEN removed THEN the unit is ended, and no file is left, nor what was captured', () => {
    on().install('8 32', '1 mirror-session-A');
    target.write(`${RINGS}/mirror-sessio-1.pcap0`, 'packets');
    expect(target.run(['remove'])).toEqual({
      status: 0,
      output: 'ECS-target: collector: removed, with all that it had kept\n',
    });
    expect(target.told('systemctl').slice(3)).toEqual([
      'disable --quiet --now mirror-collector.service',
      'daemon-reload',
    ]);
    expect(target.files()).toEqual([]);
  });

  test('GIVEN no collector WHEN removed THEN nothing happens', () => {
    expect(on().run(['remove']).status).toBe(0);
    expect(target.told('systemctl')).toEqual([]);
    expect(target.files()).toEqual([]);
  });

  test.each<[string, string | undefined, string]>([
    ['etc/rc.local', undefined, ''],
    ['etc/rc.local', '#!/bin/sh\nmount /data\nexit 0\n', '#!/bin/sh\nmount /data\nexit 0\n'],
    ['etc/rc.d/rc.local', '#!/bin/bash\ntouch /var/lock/subsys/local\n', '#!/bin/bash\ntouch /var/lock/subsys/local\n'],
  ])(
    'GIVEN no systemd and %s WHEN installed and removed THEN the boot starts it, and then is as before',
    (file, before, after) => {
      on({ systemd: false });
      if (before !== undefined) target.write(file, before);
      expect(target.install('2 1', '1 mirror-session-A').status).toBe(0);
      expect(target.read(file).split('\n')[1]).toBe('/usr/local/sbin/mirror-collector start # mirror-collector');
      expect(target.told('setsid')).toEqual([`${target.root}/usr/local/sbin/mirror-collector supervise`]);
      // Once, however often.
      target.install('2 1', '1 mirror-session-A');
      expect(target.read(file).match(/mirror-collector start/g)).toHaveLength(1);

      expect(target.run(['remove']).status).toBe(0);
      expect(target.files()).toEqual(after === '' ? [] : [file]);
      if (after !== '') expect(target.read(file)).toBe(after);
    },
  );

  test.each([
    ['1 mirror-session-A', 'mirror-sessio-1'],
    ['16777215 mirror-session-A', 'mirror-16777215'],
    ['7 web', 'web-7'],
    ['7 -.web_1', 'web_1-7'],
    ['7 镜像会话', 'mirror-7'],
    ['16777215 镜像', 'mirror-16777215'],
  ])('GIVEN the session %s THEN its device is %s', (session, device) => {
    on({ devices: [device] });
    expect(device.length).toBeLessThanOrEqual(15);
    expect(target.install('2 1', session)).toMatchObject({
      status: 0,
      output: expect.stringContaining(` on ${device}, `) as string,
    });
    expect(target.run(['file', session.split(' ')[0] ?? '']).output).toBe(`${target.root}/${RINGS}/${device}.pcap\n`);
  });

  test('GIVEN sessions whose names are alike when cut THEN each has a device of its own, and two of one VNI share one', () => {
    on({ devices: ['mirror-sessio-1', 'mirror-sessio-2'] });
    const { output } = target.install('2 1', '1 mirror-session-A', '2 mirror-session-B', '1 mirror-session-C');
    expect([...output.matchAll(/collector: (\S+) on (\S+),/g)].map(([, name, device]) => `${name} ${device}`)).toEqual([
      'mirror-session-A mirror-sessio-1',
      'mirror-session-B mirror-sessio-2',
    ]);
  });

  describe('GIVEN captured packets WHEN installed again', () => {
    beforeEach(() => {
      on({ devices: ['a-1', 'b-2'] }).install('2 1', '1 a', '2 b');
      for (const device of ['a-1', 'b-2']) target.write(`${RINGS}/${device}.pcap0`, 'packets');
    });
    const kept = (): readonly string[] => target.files().filter((file) => file.startsWith(RINGS));

    test('with the same sessions THEN they are kept', () => {
      target.install('2 1', '1 a', '2 b');
      expect(kept()).toEqual([`${RINGS}/a-1.pcap0`, `${RINGS}/b-2.pcap0`]);
    });
    test('with a session less THEN its own are gone', () => {
      target.install('2 1', '1 a');
      expect(kept()).toEqual([`${RINGS}/a-1.pcap0`]);
    });
    test('with another size THEN all are gone, because the new ring would not overwrite them', () => {
      target.install('3 1', '1 a', '2 b');
      expect(kept()).toEqual([]);
    });
  });

  describe('WHEN it cannot be installed THEN one sentence says why, and nothing is left', () => {
    test('without room on the disk', () => {
      on().fake('df', 'printf "Filesystem 1024-blocks Used Available Capacity Mounted\\n/dev/vda 1 1 102400 1%% /\\n"');
      expect(target.install('2 60', '1 mirror-session-A')).toEqual({
        status: 1,
        output:
          "FAILED: the ring of ECS-target's collector takes 120 MiB, and its disk has 100 MiB: choose fewer or smaller files (collector.files, collector.fileMib)\n",
      });
      expect(target.files()).toEqual([]);
    });
    test('without the address', () => {
      on().fake('ip', 'exit 0');
      expect(target.install('2 1', '1 a').output).toBe(
        'FAILED: no network interface of ECS-target has the address 192.168.0.164, to which its collector listens\n',
      );
      expect(target.files()).toEqual([]);
    });
    test('when the service gives up', () => {
      const state = `${on().root}/run/mirror-collector`;
      target.fake(
        'systemctl',
        `case $1 in restart) mkdir -p ${state}; echo "the device a-1 for VNI 1 could not be made: File exists" >${state}/complaint ;; esac`,
      );
      expect(target.install('2 1', '1 a')).toEqual({
        status: 1,
        output:
          'FAILED: the collector of ECS-target does not start: the device a-1 for VNI 1 could not be made: File exists\n',
      });
      expect(target.told('systemctl').slice(-2)).toEqual([
        'disable --quiet --now mirror-collector.service',
        'daemon-reload',
      ]);
      expect(target.files()).toEqual([]);
    });
  });
});
