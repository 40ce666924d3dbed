import { addServer, CUSTOMER, CUSTOMER_SETTINGS } from '../../lab/customer';
import { type SettingsInput } from '../../lib/settings/settings';
import { connects } from '../lab/fabric/test-lab';
import { byActions, type Deployment } from './deployment';
import { describeWithLab } from './lab-under-test';
import { mirrored } from './mirrored-packets';
import { stackJson } from './stack-json';

jest.setTimeout(300_000);

type Settings = SettingsInput<'existing-servers'>;

const RULE = 'huaweicloud_networking_secgroup_rule.target_rule';
const SESSION = 'huaweicloud_vpc_traffic_mirror_session.mirror_sessions';
const PROOF = ['prepare', 'traffic', 'watch'].map((name) => `null_resource.verification_${name}`);
const works = (number: string): string => `VERIFIED: mirror session mirror-session-servers-${number} works`;

const SETTINGS = CUSTOMER_SETTINGS as Settings;
const { verification } = CUSTOMER_SETTINGS;
const NEW = { name: 'web-13', address: '10.20.1.23', flavor: 'c7t.large.2', tags: CUSTOMER.tag };
/** The thirteenth proves itself: its flow in place of the last one's. */
const WITH_NEW = {
  ...SETTINGS,
  verification: {
    ...verification,
    ends: [...verification.ends.slice(0, 2), { name: NEW.name, privateIp: NEW.address, isSource: true }],
    flows: [{ from: CUSTOMER.client.name, to: NEW.name, protocol: 'tcp', port: 1234 }],
  },
} as Settings;
/** One loses its tag, the other does not. */
const LOST = { name: 'web-05', address: '10.20.1.15' };
const KEPT = { name: 'web-06', address: '10.20.1.16' };
const { legacy: EXCLUDED, client: CLIENT } = CUSTOMER;

const watchedAt = (port: number): Settings => ({
  ...SETTINGS,
  verification: {
    ...{ enabled: true, bastion: verification.bastion, watchTimeout: 5 },
    watched: [{ from: CLIENT.address, to: '10.20.1.21', port }],
  },
});

// One stack and its life, beside servers that somebody else has.
describeWithLab(
  'existing servers',
  (lab) => {
    let deployment: Deployment;
    let excluded: unknown;

    /** Objects of the region by id, as it shows them. */
    const listed = async (path: string): Promise<ReadonlyMap<string, string>> => {
      const [all = []] = Object.values((await lab().call('GET', path)) as Record<string, { id: string }[]>).filter(
        (list) => Array.isArray(list),
      );
      return new Map(all.map((one) => [one.id, JSON.stringify(one)]));
    };
    const sessions = () => listed('/vpc/v3/{p}/vpc/traffic-mirror-sessions');
    const legacy = (): Promise<unknown> =>
      lab().call('GET', `/ecs/v1/{p}/cloudservers/${lab().serverId(EXCLUDED.name)}`);
    const planned = async () => byActions(await deployment.plan());

    beforeAll(async () => {
      excluded = await legacy();
      deployment = lab().deployment(SETTINGS);
    });

    test('GIVEN twelve servers with a tag WHEN deployed THEN both sessions are proven, and a second plan is clean', async () => {
      const { status, output } = await deployment.apply();
      for (const number of ['01', '02']) expect(output).toContain(works(number));
      expect(output).toContain(
        'PASS  TCP from 10.20.1.60 to 10.20.1.21:22, which flows anyway, is mirrored to analyzer: ',
      );
      expect(output).toMatch(/PASS {2}a packet of 2\d\d bytes was cut: inner length 96, packet length 96/);
      expect(status).toBe(0);
      expect(await deployment.plan()).toEqual([]);
    });

    test('GIVEN a thirteenth WHEN deployed THEN one session changes, it is mirrored and proven, and a second plan is clean', async () => {
      const before = await sessions();
      const { customer } = lab().lab;
      if (customer === undefined) throw new Error('the lab has no customer');
      await addServer((method, path, body) => lab().lab.call(method, path, body), customer, NEW);
      deployment.write(stackJson(WITH_NEW));
      expect(await planned()).toEqual({
        create: [`${RULE}["${NEW.address}"]`],
        update: [`${SESSION}["02"]`],
        'delete,create': PROOF,
      });
      const { status, output } = await deployment.apply();
      expect(output).toContain(
        `TCP from client (10.20.1.60) to web-13 (${NEW.address}:1234) is mirrored to analyzer: `,
      );
      expect(output).toContain(works('02'));
      expect(status).toBe(0);
      const after = await sessions();
      expect([...after].filter(([id, text]) => before.get(id) !== text)).toHaveLength(1);
      expect(await deployment.plan()).toEqual([]);
    });

    test('GIVEN one that has lost its tag WHEN deployed THEN one session changes, and of it nothing is mirrored, nor of the excluded one', async () => {
      const tags = Object.entries(CUSTOMER.tag).map(([key, value]) => ({ key, value }));
      const id = lab().serverId(LOST.name);
      await lab().call('POST', `/ecs/v1/{p}/cloudservers/${id}/tags/action`, { action: 'delete', tags });
      expect(await planned()).toEqual({
        delete: [`${RULE}["${LOST.address}"]`],
        update: [`${SESSION}["01"]`],
        'delete,create': PROOF,
      });
      expect(await deployment.apply()).toMatchObject({ status: 0 });
      expect(await deployment.plan()).toEqual([]);

      const { fabric } = lab().lab;
      const client = lab().serverId(CLIENT.name);
      const packets = await mirrored(
        lab(),
        `${KEPT.address}.22: Flags`,
        async () => {
          for (const { address } of [LOST, EXCLUDED, KEPT])
            expect(await connects(fabric, client, address, 22)).toBe(true);
        },
        CUSTOMER.target.name,
      );
      const to = (address: string) => packets.filter((text) => text.includes(` > ${address}.`));
      expect(to(KEPT.address)).toEqual([`vni 1000 IP 10.20.1.60 > ${KEPT.address}.22: Flags [S]`]);
      expect([...to(LOST.address), ...to(EXCLUDED.address)]).toEqual([]);
    });

    test('GIVEN nobody may log in to the servers WHEN what flows anyway is watched THEN that alone proves it', async () => {
      deployment.write(stackJson(watchedAt(22)));
      // It has been watched already.
      const { status, output } = await deployment.apply({ verification_run: '2' });
      expect(output).toContain(works('02'));
      expect(output).not.toContain('nonce');
      expect(status).toBe(0);
    });

    test('GIVEN traffic that does not flow WHEN it is watched THEN the deploy fails with what was seen, and leaves nothing', async () => {
      deployment.write(stackJson(watchedAt(8080)));
      const { status, failures } = await deployment.apply();
      expect(status).toBe(1);
      expect(failures).toEqual([
        expect.stringMatching(
          /^no copy of TCP from 10\.20\.1\.60 to 10\.20\.1\.21:8080 arrived at analyzer within 5 seconds, while others did \(VNI 100[01] from 10\.20\.1\.\d+.*\): does it flow, is 10\.20\.1\.21 a source of mirror session mirror-session-servers-02, /,
        ),
      ]);
      const { stdout } = await lab().lab.fabric.exec(lab().serverId(CUSTOMER.target.name), [
        ...['sh', '-c', 'ls /run | grep mirror; pgrep -l tcpdump; true'],
      ]);
      expect(stdout).toBe('');
    });

    test('WHEN destroyed THEN the scenario is gone, and the servers are as before', async () => {
      const servers = () => listed('/ecs/v1/{p}/cloudservers/detail?limit=100');
      const ports = () => listed('/vpc/v1/{p}/ports');
      // Not the number alone, which an id can have in it as well.
      const rulesForCopies = async () => {
        const rules = await listed('/vpc/v1/{p}/security-group-rules');
        return [...rules.values()].filter((text) => text.includes('"port_range_min":4789,'));
      };
      const before = [await servers(), await ports()];
      expect(await rulesForCopies()).not.toEqual([]);
      expect(await deployment.destroy()).toMatchObject({ status: 0 });
      expect([await servers(), await ports()]).toEqual(before);
      expect(lab().lab.region.counts()).toMatchObject({ mirrorFilters: 0, mirrorSessions: 0, servers: 17 });
      expect(await legacy()).toEqual(excluded);
      expect(await rulesForCopies()).toEqual([]);
    });
  },
  { emptied: false, customer: true },
);
