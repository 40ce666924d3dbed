import { type GuideLab, makeGuideLab, makeServer, ruleFields, sessionFields } from '../../guide-lab';
import { testRefusals, type Refusal } from '../../refusals';
import { RegionUnderTest } from '../../region-under-test';

const rules = () => '/v3/{p}/vpc/traffic-mirror-filter-rules';
const sessions = () => '/v3/{p}/vpc/traffic-mirror-sessions';
const theRule = (made: GuideLab) => `${rules()}/${made.rule}`;
const theSession = (made: GuideLab) => `${sessions()}/${made.session}`;
const rule = (fields: object) => (made: GuideLab) => ({
  traffic_mirror_filter_rule: { ...ruleFields(made.filter), ...fields },
});
const newSession = (made: GuideLab, fields: object) => ({
  traffic_mirror_session: { ...sessionFields(made.filter, made.ports.source, made.ports.target), ...fields },
});
type Fields = object | ((made: GuideLab) => object);
const fieldsFor = (made: GuideLab, fields: Fields): object =>
  typeof fields === 'function' ? (fields as (made: GuideLab) => object)(made) : fields;
const session = (fields: Fields) => (made: GuideLab) => newSession(made, fieldsFor(made, fields));
const change = (fields: Fields) => (made: GuideLab) => ({
  traffic_mirror_session: fieldsFor(made, fields),
});

const refusals: Refusal<GuideLab>[] = [
  [
    'deleting a filter in use',
    'DELETE',
    (made) => `/v3/{p}/vpc/traffic-mirror-filters/${made.filter}`,
    () => undefined,
    409,
    'in use by the session',
  ],
  [
    'a filter without name',
    'POST',
    () => '/v3/{p}/vpc/traffic-mirror-filters',
    () => ({ traffic_mirror_filter: {} }),
    400,
    'traffic_mirror_filter.name: missing',
  ],
  [
    'a rule of no filter',
    'POST',
    rules,
    rule({ traffic_mirror_filter_id: 'none' }),
    400,
    'traffic mirror filter none does not exist',
  ],
  ['rule priority 0', 'POST', rules, rule({ priority: 0 }), 400, 'priority: 1 to 65535'],
  ['rule priority 65536', 'POST', rules, rule({ priority: 65536 }), 400, 'priority: 1 to 65535'],
  ['rule priority as text', 'POST', rules, rule({ priority: '1' }), 400, 'traffic_mirror_filter_rule.priority'],
  [
    'rule protocol sctp',
    'POST',
    rules,
    rule({ protocol: 'sctp' }),
    400,
    'protocol: one of tcp, udp, icmp, icmpv6, all',
  ],
  ['rule action allow', 'POST', rules, rule({ action: 'allow' }), 400, 'action: one of accept, reject'],
  ['rule direction in', 'POST', rules, rule({ direction: 'in' }), 400, 'traffic_mirror_filter_rule.direction'],
  ['rule ethertype ipv4', 'POST', rules, rule({ ethertype: 'ipv4' }), 400, 'traffic_mirror_filter_rule.ethertype'],
  ['a single port without range', 'POST', rules, rule({ destination_port_range: '1234' }), 400, 'a single port is'],
  ['port range 0-80', 'POST', rules, rule({ destination_port_range: '0-80' }), 400, 'destination_port_range'],
  ['port range 80-65536', 'POST', rules, rule({ source_port_range: '80-65536' }), 400, 'source_port_range'],
  ['a port range upside down', 'POST', rules, rule({ source_port_range: '200-80' }), 400, 'source_port_range'],
  ['a second rule with a priority', 'POST', rules, rule({ protocol: 'udp' }), 409, 'is that of the ingress rule'],
  ['ports of all protocols', 'POST', rules, rule({ protocol: 'all' }), 400, 'protocol all has no ports'],
  [
    'an address without prefix',
    'POST',
    rules,
    rule({ source_cidr_block: '192.168.0.161' }),
    400,
    'not a block in CIDR notation',
  ],
  ['an IPv6 block for IPv4', 'POST', rules, rule({ source_cidr_block: '2001:db8::/64' }), 400, 'is not an IPv4 block'],
  [
    "a change of a rule's direction",
    'PUT',
    theRule,
    () => ({ traffic_mirror_filter_rule: { direction: 'egress' } }),
    400,
    'direction: unknown field',
  ],
  [
    'ports with a change to a protocol without them',
    'PUT',
    theRule,
    () => ({ traffic_mirror_filter_rule: { protocol: 'all', destination_port_range: '80-81' } }),
    400,
    'has no ports',
  ],
  ['a second session with a priority', 'POST', sessions, session({}), 409, 'priority 1 is that of the traffic mirror'],
  ['session priority 0', 'POST', sessions, session({ priority: 0 }), 400, 'priority: 1 to 32766'],
  ['session priority 32767', 'POST', sessions, session({ priority: 32767 }), 400, 'priority: 1 to 32766'],
  [
    'VNI 16777216',
    'POST',
    sessions,
    session({ virtual_network_id: 16777216 }),
    400,
    'virtual_network_id: a whole number from 0 to 16777215',
  ],
  [
    'VNI -1',
    'POST',
    sessions,
    session({ virtual_network_id: -1 }),
    400,
    'virtual_network_id: a whole number from 0 to 16777215',
  ],
  [
    'VNI 1.5',
    'POST',
    sessions,
    session({ virtual_network_id: 1.5 }),
    400,
    'virtual_network_id: a whole number from 0 to 16777215',
  ],
  [
    'VNI one',
    'POST',
    sessions,
    session({ virtual_network_id: 'one' }),
    400,
    'virtual_network_id: a whole number from 0 to 16777215',
  ],
  [
    'packet length 0',
    'POST',
    sessions,
    session({ packet_length: 0 }),
    400,
    'packet_length: a whole number from 1 to 1460',
  ],
  [
    'packet length 1461',
    'POST',
    sessions,
    session({ packet_length: 1461 }),
    400,
    'packet_length: a whole number from 1 to 1460',
  ],
  [
    'enabled perhaps',
    'POST',
    sessions,
    session({ enabled: 'perhaps' }),
    400,
    'traffic_mirror_session.enabled: true or false',
  ],
  [
    'a load balancer as target',
    'POST',
    sessions,
    session({ traffic_mirror_target_type: 'elb' }),
    400,
    'targets of type elb are not emulated',
  ],
  ...['eip', 'listener'].map(
    (type) =>
      [
        `a source of type ${type}`,
        'POST',
        sessions,
        session({ type }),
        400,
        `sources of type ${type} are not emulated`,
      ] as const,
  ),
  [
    'no filter',
    'POST',
    sessions,
    session({ traffic_mirror_filter_id: 'none' }),
    400,
    'traffic mirror filter none does not exist',
  ],
  [
    'no target',
    'POST',
    sessions,
    session({ traffic_mirror_target_id: 'none' }),
    400,
    'traffic_mirror_target_id: port none does not exist',
  ],
  ['no source', 'POST', sessions, session({ traffic_mirror_sources: [] }), 400, 'traffic_mirror_sources: at least one'],
  [
    'an unknown source',
    'POST',
    sessions,
    session({ traffic_mirror_sources: ['none'] }),
    400,
    'traffic_mirror_sources: port none',
  ],
  [
    'an s6 source',
    'POST',
    sessions,
    session((made) => ({ traffic_mirror_sources: [made.ports.test] })),
    400,
    'of flavor s6.large.2, only c7t',
  ],
  [
    'a source twice',
    'POST',
    sessions,
    session((made) => ({ traffic_mirror_sources: [made.ports.source, made.ports.source] })),
    400,
    'listed twice',
  ],
  [
    'a target that is the source',
    'POST',
    sessions,
    session((made) => ({ traffic_mirror_target_id: made.ports.source })),
    400,
    'is a source of the session, too',
  ],
  [
    'moving the target onto the source',
    'PUT',
    theSession,
    change((made) => ({ traffic_mirror_target_id: made.ports.source })),
    400,
    'is a source',
  ],
  [
    'a change to no filter',
    'PUT',
    theSession,
    change({ traffic_mirror_filter_id: 'none' }),
    400,
    'traffic mirror filter none',
  ],
  [
    'sources in a change',
    'PUT',
    theSession,
    change({ traffic_mirror_sources: [] }),
    400,
    'traffic_mirror_sources: unknown field',
  ],
  [
    'adding no source',
    'PUT',
    (made) => `${theSession(made)}/add-sources`,
    change({ traffic_mirror_sources: [] }),
    400,
    'traffic_mirror_sources: at least one source',
  ],
  [
    'adding an s6 source',
    'PUT',
    (made) => `${theSession(made)}/add-sources`,
    change((made) => ({ traffic_mirror_sources: [made.ports.test] })),
    400,
    'only c7t',
  ],
  [
    'adding a source again',
    'PUT',
    (made) => `${theSession(made)}/add-sources`,
    change((made) => ({ traffic_mirror_sources: [made.ports.source] })),
    400,
    'listed twice',
  ],
  [
    'adding the target',
    'PUT',
    (made) => `${theSession(made)}/add-sources`,
    change((made) => ({ traffic_mirror_sources: [made.ports.target] })),
    400,
    'only c7t',
  ],
];

let lab: RegionUnderTest;
let made: GuideLab;
const mirrored = () => lab.region.topology().mirrorSessions[0];

describe('GIVEN the mirror of the guide', () => {
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    made = await makeGuideLab(lab);
  });
  afterAll(() => lab.close());

  testRefusals(
    () => lab,
    () => made,
    refusals,
  );
});

describe('GIVEN the mirror of the guide, to be changed', () => {
  beforeAll(async () => {
    lab = await RegionUnderTest.start();
    made = await makeGuideLab(lab);
    lab.keep();
  });
  afterEach(() => lab.again());
  afterAll(() => lab.close());

  const sources = (verb: 'add' | 'remove', ids: string[]) =>
    lab.call('PUT', `${theSession(made)}/${verb}-sources`, { traffic_mirror_session: { traffic_mirror_sources: ids } });

  test('WHEN a session says nothing more than it must THEN it is disabled, with VNI 1 and 96 bytes', async () => {
    const answer = await lab.call('POST', sessions(), newSession(made, { enabled: undefined, priority: 2 }));
    expect(answer).toMatchObject({
      status: 201,
      body: { traffic_mirror_session: { enabled: false, virtual_network_id: 1, packet_length: 96, type: 'eni' } },
    });
  });

  test.each(['icmp', 'ICMPv6'])('WHEN a rule of %s has ports THEN they are taken and kept', async (protocol) => {
    const kept = { traffic_mirror_filter_rule: { protocol, destination_port_range: '1234-1234' } };
    expect(await lab.call('PUT', theRule(made), kept)).toMatchObject({ status: 200, body: kept });
    const added = rule({ protocol, priority: 2 })(made);
    expect(await lab.call('POST', rules(), added)).toMatchObject({ status: 201, body: kept });
  });

  test.each(['icmp', 'ICMPv6', 'all'])(
    'WHEN a rule becomes one of %s THEN ports not named are gone',
    async (protocol) => {
      const change = {
        protocol,
        ethertype: 'IPv6',
        source_cidr_block: '2002:50::44/128',
        destination_cidr_block: '::/0',
      };
      const answer = await lab.call('PUT', theRule(made), { traffic_mirror_filter_rule: change });
      expect(answer).toMatchObject({
        status: 200,
        body: { traffic_mirror_filter_rule: { ...change, source_port_range: '', destination_port_range: '' } },
      });
    },
  );

  test('WHEN a rule takes the priority of another THEN it is 409 in its filter and direction, and nowhere else', async () => {
    const id = 'traffic_mirror_filter_rule.id';
    const second = await lab.make('POST', rules(), rule({ priority: 2 })(made), id);
    await lab.make('POST', rules(), rule({ direction: 'egress' })(made), id);
    const filter = { traffic_mirror_filter: { name: 'mirror-filter-B' } };
    const other = await lab.make('POST', '/v3/{p}/vpc/traffic-mirror-filters', filter, 'traffic_mirror_filter.id');
    await lab.make('POST', rules(), rule({ traffic_mirror_filter_id: other })(made), id);
    const take = (priority: number) =>
      lab.call('PUT', `${rules()}/${second}`, { traffic_mirror_filter_rule: { priority } });
    expect(await take(1)).toMatchObject({ status: 409 });
    expect(await take(2)).toMatchObject({ status: 200 });
    expect(await take(3)).toMatchObject({ status: 200 });
    expect(mirrored()?.rules.map(({ direction, priority }) => [direction, priority])).toEqual([
      ['ingress', 1],
      ['egress', 1],
      ['ingress', 3],
    ]);
  });

  test('WHEN a session takes the priority of another THEN it is 409, and that of one that is gone is free', async () => {
    const fields = { name: 'mirror-session-B', priority: 2 };
    const second = await lab.make('POST', sessions(), newSession(made, fields), 'traffic_mirror_session.id');
    const take = (priority: number) =>
      lab.call('PUT', `${sessions()}/${second}`, { traffic_mirror_session: { priority } });
    expect(await take(1)).toMatchObject({
      status: 409,
      body: { error_msg: `priority 1 is that of the traffic mirror session mirror-session-A (${made.session})` },
    });
    expect(await take(2)).toMatchObject({ status: 200 });
    await lab.call('DELETE', theSession(made));
    expect(await take(1)).toMatchObject({ status: 200 });
  });

  test('WHEN VNI is 0 and 16777215 and the length 1 and 1460 THEN they are taken', async () => {
    for (const fields of [
      { virtual_network_id: 0, packet_length: 1 },
      { virtual_network_id: 16777215, packet_length: 1460 },
    ]) {
      expect(await lab.call('PUT', theSession(made), { traffic_mirror_session: fields })).toMatchObject({
        status: 200,
      });
      expect(mirrored()).toMatchObject({ vni: fields.virtual_network_id, packetLength: fields.packet_length });
    }
  });

  test('WHEN numbers and truth come as text THEN they are taken as such', async () => {
    const fields = { virtual_network_id: '42', packet_length: '128', enabled: 'false' };
    await lab.call('PUT', theSession(made), { traffic_mirror_session: fields });
    expect(mirrored()).toMatchObject({ vni: 42, packetLength: 128, enabled: false });
  });

  test('WHEN all sources are removed and others added THEN there are none in between and then just those, in order', async () => {
    const second = await makeServer(lab, made, { name: 'second' });
    expect(await sources('remove', [made.ports.source])).toMatchObject({ status: 200 });
    expect(mirrored()?.sourceInterfaceIds).toEqual([]);
    expect(await sources('add', [second.port, made.ports.source])).toMatchObject({ status: 200 });
    expect(mirrored()?.sourceInterfaceIds).toEqual([second.port, made.ports.source]);
  });

  test('WHEN a session cannot be made in the data plane THEN nobody has ever seen it', async () => {
    const listed = async () => (await lab.call('GET', sessions())).body;
    let fail: () => void = () => undefined;
    const apply = jest.spyOn(lab.fabric, 'apply').mockImplementationOnce(
      () =>
        new Promise(
          (_resolve, reject) =>
            (fail = () => {
              reject(new Error('no tap'));
            }),
        ),
    );
    const creation = lab.call('POST', sessions(), newSession(made, { name: 'second', priority: 2 }));
    for (const deadline = Date.now() + 10_000; apply.mock.calls.length === 0 && Date.now() < deadline;) {
      await new Promise(setImmediate);
    }
    const only = { traffic_mirror_sessions: [{ id: made.session }], page_info: { current_count: 1 } };
    expect(await listed()).toMatchObject(only);
    fail();
    expect(await creation).toMatchObject({
      status: 500,
      body: { error_msg: expect.stringContaining('no tap') as string },
    });
    expect(await listed()).toMatchObject(only);
  });

  test('WHEN no source is removed THEN that is taken, and nothing changes', async () => {
    expect(await sources('remove', [])).toMatchObject({ status: 200 });
    expect(mirrored()?.sourceInterfaceIds).toEqual([made.ports.source]);
  });

  test('WHEN ten servers are sources THEN an eleventh is refused', async () => {
    const added = [];
    for (let number = 2; number <= 11; number += 1) {
      added.push((await makeServer(lab, made, { name: `source-${String(number)}` })).port);
    }
    expect(await sources('add', added.slice(0, 9))).toMatchObject({ status: 200 });
    expect(await sources('add', added.slice(9))).toMatchObject({
      status: 400,
      body: { error_msg: expect.stringContaining('11 sources, at most 10') as string },
    });
    expect(mirrored()?.sourceInterfaceIds).toHaveLength(10);
  });

  test('WHEN the mirrored server is deleted THEN that is allowed, and its dead port can still be removed', async () => {
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: made.servers.source }] });
    await lab.region.idle();
    expect((await lab.call('GET', theSession(made))).body).toMatchObject({
      traffic_mirror_session: { traffic_mirror_sources: [made.ports.source] },
    });
    expect(mirrored()?.sourceInterfaceIds).toEqual([]);
    expect(await sources('remove', [made.ports.source])).toMatchObject({
      status: 200,
      body: { traffic_mirror_session: { traffic_mirror_sources: [] } },
    });
  });

  test('WHEN the target is deleted THEN the session can still be changed under its old name', async () => {
    await lab.call('POST', '/v1/{p}/cloudservers/delete', { servers: [{ id: made.servers.target }] });
    await lab.region.idle();
    expect(mirrored()).toBeUndefined();
    const fields = { priority: 9, traffic_mirror_target_id: made.ports.target };
    expect(await lab.call('PUT', theSession(made), { traffic_mirror_session: fields })).toMatchObject({ status: 200 });
  });

  test('WHEN a rule is changed without its port range THEN the range stays; WHEN it is empty THEN it is cleared', async () => {
    await lab.call('PUT', theRule(made), { traffic_mirror_filter_rule: { priority: 7 } });
    expect(mirrored()?.rules).toMatchObject([{ priority: 7, destinationPorts: { from: 1234, to: 1234 } }]);
    await lab.call('PUT', theRule(made), { traffic_mirror_filter_rule: { destination_port_range: '' } });
    expect(mirrored()?.rules[0]?.destinationPorts).toBeUndefined();
  });

  test('WHEN protocol and action come in upper case THEN they are given back so, and mean the same', async () => {
    const fields = { protocol: 'TCP', action: 'ACCEPT' };
    const answer = await lab.call('PUT', theRule(made), { traffic_mirror_filter_rule: fields });
    expect(answer.body).toMatchObject({ traffic_mirror_filter_rule: fields });
    expect(mirrored()?.rules).toMatchObject([{ protocol: 'tcp', action: 'accept' }]);
  });

  test('WHEN session and filter are deleted THEN the rules went with the filter', async () => {
    await lab.call('DELETE', theSession(made));
    expect(await lab.call('DELETE', `/v3/{p}/vpc/traffic-mirror-filters/${made.filter}`)).toMatchObject({
      status: 204,
    });
    expect(lab.region.counts()).toMatchObject({ mirrorFilters: 0, mirrorFilterRules: 0, mirrorSessions: 0 });
    expect(lab.fabric.last.mirrorSessions).toEqual([]);
  });

  test('WHEN sessions are listed by a field THEN only those that match are there', async () => {
    const list = async (query: string) => (await lab.call('GET', `${sessions()}?${query}`)).body;
    expect(await list('priority=1&enabled=true')).toMatchObject({ traffic_mirror_sessions: [{ id: made.session }] });
    expect(await list('priority=2')).toMatchObject({ traffic_mirror_sessions: [], page_info: { current_count: 0 } });
  });
});
