import { PROJECT_ID, REGION_NAME } from './endpoints';

/** One call of the region's API: `{p}` in the path is the project's id. */
export type CallRegion = (method: string, path: string, body?: unknown) => Promise<unknown>;

interface Own {
  readonly name: string;
  readonly address: string;
  readonly flavor: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const MIRRORED = 'c7t.large.2';
const OTHER = 's6.large.2';
const TAG = { mirror: 'yes' };
const WEB_SERVERS = 12;

const web = (number: number): Own => ({
  name: `web-${String(number).padStart(2, '0')}`,
  address: `10.20.1.${10 + number}`,
  flavor: MIRRORED,
  tags: TAG,
});

/** The web server whose health the client checks. */
const CHECKED = web(11);

/** What the customer calls the server that is to get the copies. */
export const CUSTOMER_TARGET = 'analyzer';

/** What a customer has before mirroring is thought of: nothing of it is Terraform's. */
export const CUSTOMER = {
  vpc: { name: 'VPC-web', cidr: '10.20.0.0/16' },
  subnet: { name: 'Subnet-web', cidr: '10.20.1.0/24', gateway: '10.20.1.1' },
  group: 'Sg-web',
  /** Of the target alone: nobody has thought of UDP 4789 yet. */
  targetGroup: 'Sg-analyzer',
  keyPair: 'KeyPair-web',
  eip: '203.0.113.77',
  tag: TAG,
  web: Array.from({ length: WEB_SERVERS }, (_, index) => web(index + 1)),
  /** Has the tag, too, although servers of its family cannot be mirrored. */
  legacy: { name: 'web-legacy', address: '10.20.1.40', flavor: OTHER, tags: TAG },
  target: { name: CUSTOMER_TARGET, address: '10.20.1.50', flavor: OTHER },
  client: { name: 'client', address: '10.20.1.60', flavor: OTHER },
  bastion: { name: 'bastion', address: '10.20.1.70', flavor: OTHER },
} as const;

/** The customer's servers, all of them. */
export const CUSTOMER_SERVERS: readonly Own[] = [
  ...CUSTOMER.web,
  CUSTOMER.legacy,
  CUSTOMER.target,
  CUSTOMER.client,
  CUSTOMER.bastion,
];

/** The settings with which the customer mirrors: what somebody would write into cdktf.json. */
export const CUSTOMER_SETTINGS = {
  scenario: 'existing-servers',
  region: REGION_NAME,
  sources: { tags: CUSTOMER.tag },
  exclude: { names: [CUSTOMER.legacy.name] },
  target: { name: CUSTOMER.target.name },
  verification: {
    enabled: true,
    bastion: { host: CUSTOMER.eip, privateIp: CUSTOMER.bastion.address },
    install: true,
    // The first and the last, of which each is in a session of its own: ids rise in the order of creation.
    ends: [
      { name: CUSTOMER.client.name, privateIp: CUSTOMER.client.address },
      { name: web(1).name, privateIp: web(1).address, isSource: true },
      { name: web(WEB_SERVERS).name, privateIp: web(WEB_SERVERS).address, isSource: true },
    ],
    flows: [
      { from: CUSTOMER.client.name, to: web(1).name, protocol: 'tcp', port: 1234 },
      { from: CUSTOMER.client.name, to: web(WEB_SERVERS).name, protocol: 'udp', port: 1234 },
    ],
    watched: [{ from: CUSTOMER.client.address, to: CHECKED.address, protocol: 'tcp', port: 22 }],
  },
};

/**
 * Traffic that flows anyway: what the client runs, one process and no more, until it is stopped. Each second it greets the
 * web server's sshd, at more length than a mirror session copies.
 */
export const HEALTH_CHECK = `
mkfifo /run/health-check
check() {
  exec 4<>/run/health-check
  while :; do
    { read -r -t 1 -u 3 _ && printf 'SSH-2.0-health-check-%0150d\\r\\n' 0 >&3; } 3<>/dev/tcp/${CHECKED.address}/22
    read -r -t 1 -u 4 _
  done
}
check </dev/null >/dev/null 2>&1 &
`;

/** Ids that a test or a later call needs. */
export interface CustomerPlace {
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
  readonly targetGroup: string;
}

/** Makes it all through the region's API, and resolves when the servers run. */
export async function makeCustomer(call: CallRegion, publicKey: string): Promise<CustomerPlace> {
  const make = async (path: string, body: unknown, field: string): Promise<string> =>
    at(await call('POST', path, body), field);
  const { vpc: ownVpc, subnet: ownSubnet } = CUSTOMER;
  const vpc = await make('/v1/{p}/vpcs', { vpc: { name: ownVpc.name, cidr: ownVpc.cidr } }, 'vpc.id');
  const { name, cidr, gateway: gateway_ip } = ownSubnet;
  const subnet = await make('/v1/{p}/subnets', { subnet: { name, cidr, gateway_ip, vpc_id: vpc } }, 'subnet.id');
  const group = async (groupName: string, from: string): Promise<string> => {
    const path = '/v3/{p}/vpc/security-groups';
    const id = await make(path, { security_group: { name: groupName } }, 'security_group.id');
    const security_group_rule = {
      security_group_id: id,
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      multiport: '22',
      remote_ip_prefix: from,
    };
    await make('/v3/{p}/vpc/security-group-rules', { security_group_rule }, 'security_group_rule.id');
    return id;
  };
  const ids = { vpc, subnet, group: await group(CUSTOMER.group, '0.0.0.0/0') };
  const place = { ...ids, targetGroup: await group(CUSTOMER.targetGroup, cidr) };
  await make('/v3/{p}/keypairs', { keypair: { name: CUSTOMER.keyPair, public_key: publicKey } }, 'keypair.name');
  const jobs = await Promise.all(CUSTOMER_SERVERS.map((server) => startServer(call, place, server)));
  for (const job of jobs) await finished(call, job);
  await bindEip(call);
  return place;
}

/** Makes one more server of the customer's, and resolves when it runs. */
export async function addServer(call: CallRegion, place: CustomerPlace, server: Own): Promise<void> {
  await finished(call, await startServer(call, place, server));
}

/** @returns the job that boots it */
async function startServer(call: CallRegion, place: CustomerPlace, server: Own): Promise<string> {
  const body = {
    server: {
      name: server.name,
      imageRef: '1b6a7a2e-8f6e-4d1c-9d8b-000000000001',
      flavorRef: server.flavor,
      vpcid: place.vpc,
      availability_zone: `${REGION_NAME}a`,
      nics: [{ subnet_id: place.subnet, ip_address: server.address }],
      root_volume: { volumetype: 'GPSSD', size: 40 },
      security_groups: [{ id: server.name === CUSTOMER_TARGET ? place.targetGroup : place.group }],
      key_name: CUSTOMER.keyPair,
      ...(server.tags === undefined
        ? {}
        : { server_tags: Object.entries(server.tags).map(([key, value]) => ({ key, value })) }),
    },
  };
  return at(await call('POST', '/v1.1/{p}/cloudservers', body), 'job_id');
}

async function finished(call: CallRegion, job: string): Promise<void> {
  for (;;) {
    const answer = await call('GET', `/v1/{p}/jobs/${job}`);
    const status = at(answer, 'status');
    if (status === 'SUCCESS') return;
    if (status === 'FAIL')
      throw new Error(`a server of the customer's could not be made: ${at(answer, 'fail_reason')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function bindEip(call: CallRegion): Promise<void> {
  const body = {
    publicip: { type: '5_bgp', ip_address: CUSTOMER.eip },
    bandwidth: { name: 'EIP-web', size: 5, share_type: 'PER', charge_mode: 'traffic' },
  };
  const eip = at(await call('POST', '/v1/{p}/publicips', body), 'publicip.id');
  const address = `ip_address%3D${CUSTOMER.bastion.address}`;
  const port = at(await call('GET', `/v1/{p}/ports?fixed_ips=${address}`), 'ports.0.id');
  await call('PUT', `/v1/{p}/publicips/${eip}`, { publicip: { port_id: port } });
}

function at(answer: unknown, field: string): string {
  const value = field
    .split('.')
    .reduce<unknown>((one, key) => (one as Record<string, unknown> | undefined)?.[key], answer);
  if (typeof value !== 'string') throw new Error(`the region's answer has no ${field}: ${JSON.stringify(answer)}`);
  return value;
}

/** The project whose region the calls go to. */
export const inProject = (path: string): string => path.replaceAll('{p}', PROJECT_ID);
