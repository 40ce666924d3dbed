/** What a stack of the guide's scenario has otherwise than the guide "Mirroring Inbound TCP Traffic to a Single Network Interface". */
import { type Server, type Session, type Stack } from './stack/model';

export interface Difference {
  readonly what: string;
  readonly guide: string;
  readonly stack: string;
  /** Where the guide says it. */
  readonly table: string;
}

type Row = readonly [table: string, what: string, guide: string, stack: string];

/** The stack that has the guide's scenario; others have other tables, or none. */
const GUIDES_STACK = 'inbound-tcp';
const IMAGE = 'Huawei Cloud EulerOS 2.0 Standard 64 bit';

/** Undefined for a stack that is not the guide's. */
export function guideDifferences(stack: Stack): Difference[] | undefined {
  if (stack.name !== GUIDES_STACK) return undefined;
  const rows = [...networkRows(stack), ...serverRows(stack), ...mirrorRows(stack), ...groupRows(stack)];
  return rows
    .filter(([, , guide, actual]) => guide !== actual)
    .map(([table, what, guide, actual]) => ({ table, what, guide, stack: actual === '' ? 'none' : actual }));
}

function networkRows({ vpcs: [vpc], subnets: [subnet], elasticIps: [eip] }: Stack): Row[] {
  return [
    ['Table 1', 'VPC', 'VPC-A', vpc?.name ?? ''],
    ['Table 1', 'block of the VPC', '192.168.0.0/16', vpc?.cidr ?? ''],
    ['Table 1', 'subnet', 'Subnet-A01', subnet?.name ?? ''],
    ['Table 1', 'block of the subnet', '192.168.0.0/24', subnet?.cidr ?? ''],
    ['Table 1', 'EIP', 'EIP-A', eip?.name ?? ''],
  ];
}

function serverRows(stack: Stack): Row[] {
  const { source, target, test } = rolesOf(stack);
  const of = (role: string, server: Server | undefined, name: string, ip: string): Row[] => [
    ['Table 1', `name of the ${role}`, name, server?.name ?? ''],
    ['Table 1', `address of the ${role}`, ip, server?.privateIp ?? ''],
    ['Table 1', `image of the ${role}`, IMAGE, server?.image ?? ''],
    ['Table 1', `disk of the ${role}`, 'GPSSD, 40 GiB', server === undefined ? '' : diskOf(server)],
  ];
  return [
    ...of('mirror source', source, 'ECS-source', '192.168.0.230'),
    ['Table 1', 'flavor of the mirror source', 'of family c7t', familyOf(source)],
    ...of('mirror target', target, 'ECS-target', '192.168.0.164'),
    ...of('test server', test, 'ECS-test', '192.168.0.161'),
  ];
}

/** Who is who is told by the mirror session, not by names. */
function rolesOf(stack: Stack): { source?: Server; target?: Server; test?: Server } {
  const [session] = stack.sessions;
  const by = (address: string | undefined): Server | undefined =>
    stack.servers.find((server) => server.address === address);
  const source = by(session?.sources[0]?.server);
  const target = by(session?.target.server);
  const test = stack.servers.find((server) => server !== source && server !== target);
  return { ...(source && { source }), ...(target && { target }), ...(test && { test }) };
}

function familyOf(server: Server | undefined): string {
  return server === undefined ? '' : `of family ${server.flavor.split('.')[0] ?? ''}`;
}

function diskOf({ diskType, diskGib }: Server): string {
  return `${diskType}, ${diskGib ?? '?'} GiB`;
}

function mirrorRows(stack: Stack): Row[] {
  const [session, ...more]: readonly (Session | undefined)[] = stack.sessions;
  const filter = stack.filters.find(({ address }) => address === session?.filter);
  const rules = filter?.rules.map((rule) => rule.rule?.toString() ?? rule.packets) ?? [];
  return [
    ['Table 1', 'mirror filter', 'mirror-filter-A', filter?.name ?? ''],
    [
      'Table 5',
      'rules of the filter',
      'ingress 1: accept tcp 192.168.0.161/32 -> 192.168.0.230/32:1234-1234',
      rules.join('; '),
    ],
    ['Table 1', 'mirror session', 'mirror-session-A', session?.name ?? ''],
    ['Table 1', 'priority of the session', '1', text(session?.priority)],
    ['Table 1', 'VNI', '1', text(session?.vni)],
    ['Table 1', 'packet length', '96', text(session?.packetLength)],
    [
      'Table 1',
      'state of the session',
      'enabled',
      session === undefined ? '' : session.isEnabled ? 'enabled' : 'disabled',
    ],
    ['Table 1', 'further mirror sessions', 'none', more.map((other) => other?.name).join(', ') || 'none'],
  ];
}

/** Of the groups, who may log in: that the guide opens it to everybody is what it warns against itself. */
function groupRows(stack: Stack): Row[] {
  const names = stack.groups.map(({ name }) => name).join(', ');
  const logins = stack.groups
    .flatMap(({ rules }) => rules)
    .filter(({ direction, traffic }) => direction === 'ingress' && /^TCP (22|3389)$/.test(traffic));
  const from = (port: string): string =>
    [
      ...new Set(
        logins
          .filter(({ traffic }) => traffic === `TCP ${port}`)
          .map(({ peer }) => (peer.kind === 'variable' ? `variable ${peer.text}` : peer.text)),
      ),
    ].join(', ');
  return [
    ['Table 1', 'security groups', 'Sg-X', names],
    ['Table 2', 'TCP 22 from', '0.0.0.0/0', from('22')],
    ['Table 2', 'TCP 3389 from', '0.0.0.0/0', from('3389')],
  ];
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
