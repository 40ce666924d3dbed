/** Settings that are refused, each with a word of the sentence that says why. */
interface WrongSettings {
  readonly settings: unknown;
  readonly told: string;
  /** Why JSON Schema cannot say it, so that an editor shows nothing; without, an editor shows it. */
  readonly editorCannot?: string;
}

const TOGETHER = 'how values go together';
const NUMBERS = 'reads no numbers out of a text';
const rule = (more: object): unknown => ({ mirrorFilter: { rules: [{ priority: 1, protocol: 'tcp', ...more }] } });

export const WRONG_SETTINGS: readonly WrongSettings[] = [
  { settings: [], told: 'must be an object' },
  { settings: { listeningprt: 1234 }, told: 'did you mean listeningPort' },
  { settings: { mirrorSession: { vnj: 1 } }, told: 'did you mean vni' },
  { settings: { region: 'CN-North-4' }, told: 'lower-case letters' },
  { settings: { region: 4 }, told: 'must be a string' },
  { settings: { listeningPort: 0 }, told: 'between 1 and 65535' },
  { settings: { listeningPort: 65536 }, told: 'between 1 and 65535' },
  { settings: { listeningPort: 12.5 }, told: 'must be a whole number' },
  { settings: { listeningPort: '1234' }, told: 'must be a number' },
  { settings: { listeningPort: 22 }, told: '22', editorCannot: TOGETHER },
  { settings: { tags: { owner: 1 } }, told: 'must be a string' },
  { settings: { tags: { 'a b': 'c' } }, told: 'must have keys of letters', editorCannot: 'keys by another rule' },
  { settings: { image: '' }, told: 'must not be empty' },
  { settings: { image: '${var.image}' }, told: 'Terraform would evaluate', editorCannot: 'a rule for every text' },
  { settings: { network: { vpcName: 'VPC A' } }, told: 'must be 1 to 64 letters' },
  { settings: { network: { vpcCidr: '192.168.0.0' } }, told: 'must have a mask' },
  { settings: { network: { vpcCidr: '8.0.0.0/8' } }, told: 'must be within', editorCannot: NUMBERS },
  { settings: { network: { subnetCidr: '10.0.0.0/24' } }, told: 'must be inside', editorCannot: TOGETHER },
  { settings: { network: { dnsServers: [] } }, told: 'at least 1' },
  { settings: { network: { dnsServers: ['dns.example.com'] } }, told: 'must be an IPv4 address' },
  { settings: { servers: { source: { privateIp: '192.168.0' } } }, told: 'must be an IPv4 address' },
  { settings: { servers: { source: { privateIp: '192.168.0.300' } } }, told: 'IPv4 address', editorCannot: NUMBERS },
  { settings: { servers: { source: { flavor: 'c7t' } } }, told: 'must be a flavor id' },
  { settings: { servers: { source: { flavor: 's6.large.2' } } }, told: 'mirror sources', editorCannot: TOGETHER },
  { settings: { servers: { target: { name: 'ECS-test' } } }, told: 'different names', editorCannot: TOGETHER },
  { settings: { systemDisk: { type: 'GPSD' } }, told: 'must be one of' },
  { settings: { systemDisk: { sizeGib: 39 } }, told: 'between 40 and 1024' },
  { settings: { securityGroups: { mode: 'both' } }, told: 'must be one of shared, split' },
  { settings: { publicAccess: 'no' }, told: 'must be true or false' },
  { settings: { elasticIp: { bandwidthSize: 0 } }, told: 'between 1 and 2000' },
  { settings: { keyPairName: 'key.pair' }, told: 'must be 1 to 64 letters' },
  { settings: rule({ priority: 0 }), told: 'between 1 and 65535' },
  { settings: rule({ priority: undefined }), told: 'is required' },
  { settings: rule({ action: 'allow' }), told: 'must be one of accept, reject' },
  { settings: rule({ source: '192.168.0.161' }), told: 'needs a mask' },
  { settings: rule({ source: '192.168.0.161/24' }), told: 'has host bits set', editorCannot: NUMBERS },
  { settings: rule({ destinationPorts: 'http' }), told: 'port range must be' },
  { settings: rule({ destinationPorts: 0 }), told: 'between 1 and 65535' },
  { settings: rule({ destinationPorts: '200-80' }), told: 'from the lower to the higher', editorCannot: NUMBERS },
  {
    settings: rule({ protocol: 'icmp', destinationPorts: 80 }),
    told: 'with protocol tcp or udp',
    editorCannot: TOGETHER,
  },
  { settings: rule({ description: 'a < b' }), told: 'without "<" or ">"' },
  { settings: { mirrorFilter: { rules: [] } }, told: 'at least 1' },
  { settings: { mirrorSession: { vni: 0 } }, told: 'between 1 and 16777215' },
  { settings: { mirrorSession: { packetLength: 1500 } }, told: 'between 1 and 1460' },
  { settings: { mirrorSession: { priority: 32767 } }, told: 'between 1 and 32766' },
  { settings: { verification: { connectTimeout: 5 } }, told: 'between 10 and 3600' },
  { settings: { stateBackend: { type: 'clod' } }, told: 'must be one of local, cloud' },
  { settings: { stateBackend: { type: 'cloud' } }, told: 'organization is required' },
  { settings: { stateBackend: { type: 'local', workspace: 'a' } }, told: 'workspace' },
  {
    settings: { stateBackend: { type: 'local', path: '/x' } },
    told: 'must be relative',
    editorCannot: 'a path of any system',
  },
  { settings: { provider: { endpoints: { vpc: 'vpc.example.com' } } }, told: 'http or https URL' },
  { settings: { provider: { authUrl: 'https://iam.example.com' } }, told: 'must end in /v3' },
  { settings: { provider: { accessKey: 'AK' } }, told: 'accessKey is not a setting' },
];
