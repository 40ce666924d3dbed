/** The life of a collector on ECS-target of a stack that stands: for e2e/use-the-copies.machine.test.ts, whose stack it is. */
import { type Scenario, type SettingsInput } from '../../lib/settings/settings';
import { on, waitFor } from '../lab/fabric/test-lab';
import { byActions, type Deployment } from './deployment';
import { type LabUnderTest } from './lab-under-test';
import { stackJson, type Edit } from './stack-json';

const SERVICE = 'null_resource.collector_target_service';
const TRAFFIC = 'null_resource.verification_traffic';
const RINGS = '/var/lib/mirror-collector';

/** Everything that a collector is made of, a line each; nothing where there is none. */
const REMAINS = [
  'ps -eo comm | grep -E "^(mirror-coll|tcpdump)" || true',
  'ip -o link show type vxlan',
  `for file in ${RINGS} /etc/mirror-collector.conf /etc/rc.local /run/mirror-collector* /usr/local/sbin/mirror-collector; do [ ! -e "$file" ] || echo "$file"; done`,
].join('; ');

/** Does not wait long for what has not been kept. */
const hasty: Edit = (json) =>
  JSON.parse(
    JSON.stringify(json).replaceAll('COLLECTOR_ADDRESS=', 'KEPT_SECONDS=1\\nCOLLECTOR_ADDRESS='),
  ) as typeof json;

/**
 * @param settings of the stack that stands
 * @param listen what ECS-source runs to take what is sent to TCP 1234, until the process group in /tmp/listener ends
 * @param send what ECS-test runs to send so many bytes there
 */
export function collectorTests(
  lab: () => LabUnderTest,
  deployment: () => Deployment,
  settings: SettingsInput,
  listen: string,
  send: (bytes: number) => string,
): void {
  const at = (server: string, script: string): Promise<string> => on(lab().lab.fabric, lab().serverId(server), script);
  const withCollector = (collector: SettingsInput['collector']): SettingsInput => ({ ...settings, collector });
  const SMALL = { files: 2, fileMib: 1 };

  test('GIVEN a mirror WHEN deployed with a collector THEN what it keeps is proven to be what was sent', async () => {
    deployment().write(stackJson(withCollector(SMALL)));
    expect(byActions(await deployment().plan())).toEqual({ create: [SERVICE], 'delete,create': [TRAFFIC] });
    const apply = await deployment().apply();
    expect(apply).toMatchObject({ status: 0, failures: [] });
    expect(apply.output).toContain('VERIFIED: mirror session mirror-session-A works');
    const kept = 'are as they were sent, in /var/lib/mirror-collector/mirror-sessio-1.pcap*: TCP from ECS-test';
    expect(apply.output).toContain(`ECS-target: collector: 3 of 3 packets of mirror-session-A ${kept}`);
    expect(apply.output).toContain(`ECS-target: collector: 1 of 1 packets of mirror-session-A ${kept}`);
    expect(await at('ECS-target', 'cat /sys/class/net/mirror-sessio-1/ifalias')).toBe(
      'mirror-collector: mirror-session-A\n',
    );
    expect(await deployment().plan()).toEqual([]);
  });

  test('GIVEN a ring of two files of 1 MiB WHEN more is mirrored THEN it has both, and is never larger', async () => {
    const watch = `most=0; while size=$(du -sb ${RINGS}); do size=\${size%%[!0-9]*}; [ "$size" -le "$most" ] || echo $((most = size)); done >/tmp/sizes`;
    await at('ECS-target', `(setsid timeout 60 bash -c '${watch}' </dev/null >/dev/null 2>&1 &)`);
    await at('ECS-source', listen);
    await at('ECS-test', send(5_000_000));
    await at('ECS-source', 'kill -- "-$(cat /tmp/listener)"');
    await at('ECS-target', waitFor(`[ "$(ls ${RINGS} | wc -l)" = 2 ]`));
    const files = (await at('ECS-target', `sleep 1.5; stat -c %s ${RINGS}/*; tail -n 1 /tmp/sizes`)).trim().split('\n');
    const [one = 0, other = 0, most = 0] = files.map(Number);
    expect(Math.max(one, other)).toBeGreaterThan(1_000_000 - 2000);
    expect(Math.max(one, other)).toBeLessThanOrEqual(1024 * 1024);
    // With the folder itself.
    expect(most).toBeLessThanOrEqual(2 * 1024 * 1024 + 4096);
    expect(most).toBeGreaterThan(1_000_000);
  });

  test('GIVEN a collector WHEN its server is started anew THEN it keeps copies again', async () => {
    const id = lab().serverId('ECS-target');
    const action = (name: string): Promise<unknown> =>
      lab().call('POST', '/v1/{p}/cloudservers/action', { [name]: { servers: [{ id }] } });
    await action('os-stop');
    await lab().serverIs(id, 'SHUTOFF');
    await action('os-start');
    await lab().serverIs(id, 'ACTIVE');
    await at('ECS-target', waitFor("grep -qs 'listening on' /run/mirror-collector/mirror-sessio-1.log"));
    await at('ECS-source', listen);
    await at('ECS-test', send(5));
    await at('ECS-source', 'kill -- "-$(cat /tmp/listener)"');
    // It begins with the first file again.
    const text = `tcpdump -Anr ${RINGS}/mirror-sessio-1.pcap0 'dst port 1234' 2>/dev/null | grep xxxxx`;
    await at('ECS-target', waitFor(text));
  });

  test('GIVEN a collector that somebody has ended WHEN verified again THEN the deploy fails for this reason', async () => {
    await at('ECS-target', '/usr/local/sbin/mirror-collector stop');
    deployment().write(hasty(stackJson(withCollector(SMALL))));
    const apply = await deployment().apply({ verification_run: '2' });
    expect(apply.failures).toEqual([
      expect.stringMatching(
        /^the collector on ECS-target has not kept \w{10}p1, although its copy arrived in mirror session mirror-session-A: is the service mirror-collector running, /,
      ),
    ]);
    expect(apply.status).toBe(1);
  });

  test('GIVEN a collector WHEN it is switched off THEN nothing of it is left, and what was there before is', async () => {
    deployment().write(stackJson(withCollector({ enabled: false })));
    const apply = await deployment().apply();
    expect(apply).toMatchObject({ status: 0, failures: [] });
    expect(apply.output).toContain('ECS-target: collector: removed, with all that it had kept');
    expect(await at('ECS-target', REMAINS)).toBe('');
    deployment().write(stackJson(settings));
    expect(byActions(await deployment().plan())).toEqual({ delete: [SERVICE] });
  });

  test('GIVEN servers that exist WHEN the stack that mirrors them is destroyed THEN its collector is gone, and they are not', async () => {
    const others: SettingsInput<Scenario> = {
      scenario: 'existing-servers',
      sources: { names: ['ECS-source'] },
      target: { name: 'ECS-target', isOpen: true },
      serverMirror: { packetLength: 1460 },
      collector: SMALL,
      verification: {
        enabled: true,
        bastion: { host: lab().eip(), privateIp: '192.168.0.161' },
        ends: [
          { name: 'test', privateIp: '192.168.0.161' },
          { name: 'source', privateIp: '192.168.0.230', isSource: true },
        ],
        flows: [{ from: 'test', to: 'source', port: 8080 }],
      },
    };
    const own = lab().deployment(others);
    const apply = await own.apply();
    expect(apply).toMatchObject({ status: 0, failures: [] });
    // With answers, which the rules of that scenario accept.
    expect(apply.output).toMatch(
      /ECS-target: collector: 2 of 2 packets of mirror-session-servers-01 .*: the answers of source/,
    );
    expect(await at('ECS-target', REMAINS)).toContain('mirror-ses-1000');

    const destroy = await own.destroy();
    expect(destroy.output).toContain('ECS-target: collector: removed, with all that it had kept');
    expect(destroy.status).toBe(0);
    expect(await at('ECS-target', REMAINS)).toBe('');
    expect(lab().lab.region.counts()).toMatchObject({ servers: 3, mirrorSessions: 1 });
  });
}
