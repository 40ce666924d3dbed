import { copiesOf } from '../../../lib/mirror/mirror-model';
import { closedSessions } from '../../../lib/verification/closed-sessions';
import { openingsOf, type ProofPlan } from '../../../lib/verification/proof-plan';
import { isFenced } from '../../../lib/verification/turns';
import {
  accept,
  cellText,
  FLOW,
  otherVpcPlan,
  planOf,
  reject,
  sendsOf,
  session,
  TABLE_5,
  tcpAndUdpPlan,
} from './guide-proof';

const rowsOf = ({ rows }: ProofPlan): string[] =>
  rows.map(({ mark, answer = '-', kind, short }) => `${mark}${answer} ${kind}: ${short}`);

describe('with the rules of the guide', () => {
  const plan = planOf();

  test('TCP to the listening port is mirrored; another port, UDP and the answers are not', () => {
    expect(rowsOf(plan)).toEqual([
      'pr wanted: TCP to port 1234',
      't- control: TCP to port 1235',
      'u- control: UDP to port 1234',
    ]);
    expect(plan.cells.map(cellText)).toEqual([
      'p there at ECS-target: mirror-session-A',
      'r back at ECS-target: nothing',
      't there at ECS-target: nothing',
      'u there at ECS-target: nothing',
    ]);
  });

  test('each control has its fence, and the long text comes last', () => {
    expect(sendsOf(plan)).toEqual(['ECS-test: p1 t1 p2 u1 p3 p4+']);
  });

  test('each cell says what holds', () => {
    expect(plan.cells.map(({ sentence }) => sentence)).toEqual([
      'TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234) is mirrored to ECS-target',
      'not mirrored to ECS-target: the answers of ECS-source',
      'not mirrored to ECS-target: TCP to port 1235',
      'not mirrored to ECS-target: UDP to port 1234',
    ]);
  });

  test('no other packet may arrive, and nothing is left out', () => {
    expect(closedSessions(plan)).toEqual(plan.input.model.sessions);
    expect(plan.notes).toEqual([]);
  });
});

describe('a control that the rules accept is left out, and a note says so:', () => {
  const another = (what: string): string =>
    `the verification leaves out the control "${what}", because the rules of mirror-filter-A accept it`;
  test.each([
    ['every TCP port', [accept({ protocol: 'tcp' })], 'pu', [another('another TCP port')]],
    [
      'ports that have the control among them',
      [accept({ ...TABLE_5, destinationPorts: '1000-2000' })],
      'pu',
      [another('another TCP port')],
    ],
    [
      'UDP',
      [accept(TABLE_5), accept({ priority: 2, protocol: 'udp', destinationPorts: 1234 })],
      'pt',
      [another('UDP')],
    ],
    ['all that comes in', [accept()], 'p', [another('another TCP port'), another('UDP')]],
    [
      'everything',
      [accept(), accept({ direction: 'egress' })],
      'p',
      [
        another('another TCP port'),
        another('UDP'),
        'the rules leave nothing to control: whatever the verification could send, they accept',
      ],
    ],
  ])('%s', (_, rules, left, notes) => {
    const plan = planOf([session({ rules })]);
    expect(plan.rows.map(({ mark }) => mark).join('')).toBe(left);
    expect(plan.notes).toEqual(notes);
  });

  test('but not one that an earlier rule rejects', () => {
    expect(rowsOf(planOf([session({ rules: [reject({ protocol: 'udp' }), accept({ priority: 2 })] })]))).toEqual([
      'pr wanted: TCP to port 1234',
      'u- control: UDP to port 1234',
    ]);
  });

  test('GIVEN some of a client’s ports get answers mirrored THEN nothing is said of answers', () => {
    const egress = accept({ direction: 'egress', protocol: 'tcp', destinationPorts: '50000-50100' });
    expect(rowsOf(planOf([session({ rules: [accept(TABLE_5), egress] })]))[0]).toBe('p- wanted: TCP to port 1234');
  });
});

test('GIVEN two sessions of two targets THEN each must copy its own, and at neither what is the other’s', () => {
  const plan = tcpAndUdpPlan();
  expect(plan.cells.map(cellText)).toEqual([
    'p there at ECS-target-01: mirror-session-01',
    'r back at ECS-target-01: nothing',
    'p there at ECS-target-02: nothing',
    'r back at ECS-target-02: nothing',
    'a there at ECS-target-01: nothing',
    'b back at ECS-target-01: nothing',
    'a there at ECS-target-02: mirror-session-02',
    'b back at ECS-target-02: nothing',
    'u there at ECS-target-01: nothing',
    'u back at ECS-target-01: nothing',
    'u there at ECS-target-02: nothing',
    'u back at ECS-target-02: nothing',
  ]);
  expect(sendsOf(plan)).toEqual(['ECS-test: p1 a1 u1 p2 a2 p3+ a3+']);
  expect(plan.notes).toEqual([
    'the verification leaves out the control "another TCP port", because the rules of mirror-filter-01 accept it',
    'the verification leaves out the control "another UDP port", because the rules of mirror-filter-02 accept it',
  ]);
});

test('GIVEN rules that reject one sender THEN that one sends first, and both ways of the other must arrive', () => {
  const plan = otherVpcPlan();
  expect(plan.cells.map(cellText)).toEqual([
    'p there at ECS-target: mirror-session-A',
    'r back at ECS-target: mirror-session-A',
    'u there at ECS-target: nothing',
    'a there at ECS-target: nothing',
    'b back at ECS-target: nothing',
  ]);
  expect(plan.rows.map(({ short }) => short)).toEqual([
    'TCP from ECS-test-B to port 1234 of ECS-source',
    'UDP from ECS-test-B to port 1234 of ECS-source',
    'TCP from ECS-test-A to port 1234 of ECS-source',
  ]);
  expect(sendsOf(plan)).toEqual(['ECS-test-A: a1', 'ECS-test-B: p1 u1 p2 p3+']);
});

describe('an additional session', () => {
  const udp = session({ name: 'S2', filterName: 'F2', priority: 2, vni: 2, rules: [accept({ protocol: 'udp' })] });

  test('gets a flow of its own that it must copy', () => {
    const plan = planOf([session(), udp]);
    expect(rowsOf(plan)).toEqual([
      'pr wanted: TCP to port 1234',
      'ab session: UDP to port 1234',
      't- control: TCP to port 1235',
      'uu control: ICMP',
    ]);
    expect(plan.notes).toEqual([
      'the verification leaves out the control "another UDP port", because the rules of F2 accept it',
    ]);
  });

  test('GIVEN the first session takes all of it THEN a note says that it is not verified', () => {
    const plan = planOf([session({ rules: [accept()] }), udp]);
    expect(plan.notes[0]).toBe(
      'mirror session S2 is not verified: between the servers of the verification there is no traffic that its rules accept and that no session before it takes',
    );
  });

  test('of lower priority that accepts the same copies nothing of it', () => {
    const plan = planOf([
      session(),
      session({ name: 'S2', filterName: 'F2', priority: 2, vni: 2, rules: [accept({ protocol: 'tcp' })] }),
    ]);
    expect(plan.cells.map(cellText).slice(0, 3)).toEqual([
      'p there at ECS-target: mirror-session-A',
      'r back at ECS-target: nothing',
      'a there at ECS-target: S2',
    ]);
  });
});

test.each([
  ['the guide’s', planOf()],
  ['two targets', tcpAndUdpPlan()],
  ['rules that reject', otherVpcPlan()],
  [
    'a sender that only one of two sources is for',
    planOf(
      [
        session({ sources: ['ECS-source'], rules: [accept({ source: '192.168.0.161/32', protocol: 'tcp' })] }),
        session({
          name: 'S2',
          filterName: 'F2',
          priority: 2,
          vni: 2,
          target: 'T2',
          sources: ['ECS-source'],
          rules: [accept({ source: '192.168.0.9/32', protocol: 'tcp' })],
        }),
      ],
      [FLOW, { ...FLOW, from: 'ECS-other' }],
      [
        { name: 'ECS-source', privateIp: '192.168.0.230' },
        { name: 'ECS-target', privateIp: '192.168.0.164' },
        { name: 'T2', privateIp: '192.168.0.165' },
        { name: 'ECS-test', privateIp: '192.168.0.161' },
        { name: 'ECS-other', privateIp: '192.168.0.9' },
      ],
    ),
  ],
])('GIVEN %s THEN whatever must not arrive has a fence behind it', (_, plan) => {
  const silent = plan.cells.filter(({ copies }) => copies.length === 0);
  expect(silent.length).toBeGreaterThan(2);
  expect(silent.filter((cell) => !isFenced(cell, plan.turns, plan.cells)).map(cellText)).toEqual([]);
  for (const { row, way, target, copies } of plan.cells) {
    expect(copies).toEqual(copiesOf(row.flow, plan.input.model)[way].copies.filter((copy) => copy.target === target));
  }
});

test('the openings of security groups are what is sent', () => {
  expect(openingsOf(planOf())).toEqual([
    FLOW,
    { from: 'ECS-test', to: 'ECS-source', protocol: 'tcp', port: 1235 },
    { from: 'ECS-test', to: 'ECS-source', protocol: 'udp', port: 1234 },
  ]);
});

describe('other packets may arrive as well, if the rules accept', () => {
  test.each([
    ['more senders', [accept({ ...TABLE_5, source: '192.168.0.0/24' })]],
    ['any sender', [accept({ protocol: 'tcp', destination: '192.168.0.230/32', destinationPorts: 1234 })]],
    ['more receivers', [accept({ ...TABLE_5, destination: '192.168.0.0/24' })]],
    ['higher ports', [accept({ ...TABLE_5, destinationPorts: '1234-1235' })]],
    ['lower ports', [accept({ ...TABLE_5, destinationPorts: '1233-1234' })]],
    ['another protocol', [accept(TABLE_5), accept({ ...TABLE_5, priority: 2, protocol: 'udp' })]],
    ['the other direction', [accept(TABLE_5), accept({ ...TABLE_5, direction: 'egress' })]],
  ])('%s', (_, rules) => {
    expect(closedSessions(planOf([session({ rules })])).map(({ name }) => name)).toEqual([]);
  });

  test('a rule that rejects lets nothing in, and the answers may be what is wanted', () => {
    const answers = { direction: 'egress', source: '192.168.0.230/32', destination: '192.168.0.161/32' } as const;
    for (const rules of [
      [accept(TABLE_5), reject({ priority: 2 })],
      [accept(TABLE_5), accept({ ...answers, protocol: 'tcp', sourcePorts: 1234 })],
    ]) {
      expect(closedSessions(planOf([session({ rules })]))).toHaveLength(1);
    }
  });
});
