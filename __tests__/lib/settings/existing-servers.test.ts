import { SettingsError, parseSettings } from '../../../lib/settings/settings';

const GIVEN = {
  scenario: 'existing-servers',
  sources: { tags: { mirror: 'yes' } },
  target: { name: 'analyzer' },
} as const;
const PROOF = {
  enabled: true,
  bastion: { host: '203.0.113.77', privateIp: '10.0.0.1' },
  ends: [
    { name: 'client', privateIp: '10.0.0.2' },
    { name: 'web', privateIp: '10.0.0.3', isSource: true },
  ],
  flows: [{ from: 'client', to: 'web', port: 80 }],
};

/** Nobody may log in to a server but the target. */
const WATCHED = { ...PROOF, ends: [], flows: [], watched: [{ from: '10.0.0.2', to: '10.0.0.3', port: 80 }] };

function problemsOf(more: object): readonly string[] {
  try {
    parseSettings({ ...GIVEN, ...more } as unknown);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

test('ten lines are enough', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ verification: PROOF })).toEqual([]);
});

test('traffic that flows anyway may be watched, alone or beside what is sent', () => {
  expect(problemsOf({ verification: WATCHED })).toEqual([]);
  expect(problemsOf({ verification: { ...PROOF, watched: WATCHED.watched } })).toEqual([]);
  const ping = [{ from: '10.0.0.2', to: '10.0.0.3', protocol: 'icmp' }];
  expect(problemsOf({ verification: { ...WATCHED, watched: ping } })).toEqual([]);
});

test.each(['203.0.113.77', '2001:db8::7', 'bastion', 'bastion.example.com'])('the bastion may be at %s', (host) => {
  expect(problemsOf({ verification: { ...PROOF, bastion: { ...PROOF.bastion, host } } })).toEqual([]);
});

test.each<[object, string]>([
  [
    { sources: {} },
    'trafficMirroring.sources must name servers, by names, tags, addresses or networkInterfaceIds, got: none',
  ],
  [
    { sources: { names: ['analyzer'] } },
    'trafficMirroring.sources must not name the mirror target, got: "analyzer" as both',
  ],
  [
    { target: {} },
    'trafficMirroring.target must have one of name, address, networkInterfaceId, loadBalancerId, got: none',
  ],
  [
    { target: { name: 'analyzer', networkInterfaceId: 'x' } },
    'trafficMirroring.target must have one of name, address, networkInterfaceId, loadBalancerId, got: name and networkInterfaceId',
  ],
  [
    { target: { address: '10.0.0.9' } },
    'trafficMirroring.target must have address and subnet together, got: one of them',
  ],
  [
    { target: { name: 'analyzer', isOpen: true, securityGroupId: 'g' } },
    'trafficMirroring.target.securityGroupId must be left out when isOpen is true, got: "g"',
  ],
  [
    { serverMirror: { sessionName: 'x'.repeat(61) } },
    `trafficMirroring.serverMirror.sessionName must be at most 60 characters, because a number follows, got: "${'x'.repeat(61)}"`,
  ],
  [
    { verification: { ...PROOF, bastion: undefined } },
    'trafficMirroring.verification.bastion is required to prove the mirror, got: none',
  ],
  [
    { verification: { ...PROOF, flows: [] } },
    'trafficMirroring.verification.flows must name what is to be mirrored, or watched what flows anyway, got: none',
  ],
  [
    { verification: { ...PROOF, flows: [{ from: 'nobody', to: 'web', port: 80 }] } },
    'trafficMirroring.verification.flows[0] must be between servers of verification.ends (client, web), got: "nobody"',
  ],
  [
    { verification: { ...PROOF, flows: [{ from: 'web', to: 'web', port: 80 }] } },
    'trafficMirroring.verification.flows[0] must be between two servers, got: web twice',
  ],
  [
    {
      verification: {
        ...PROOF,
        ends: [...PROOF.ends, { name: 'other', privateIp: '10.0.0.4' }],
        flows: [{ from: 'client', to: 'other', port: 80 }],
      },
    },
    'trafficMirroring.verification.flows[0] must have an end with isSource, or nothing of it is mirrored, got: client and other',
  ],
  [
    { verification: { ...PROOF, flows: [{ from: 'client', to: 'web', port: 22 }] } },
    'trafficMirroring.verification.flows[0].port must not be 22, where sshd listens',
  ],
  [
    { verification: { ...PROOF, controlPort: 22 } },
    'trafficMirroring.verification.controlPort must not be 22, where sshd listens',
  ],
  [
    { verification: { ...PROOF, proxyPort: 22 } },
    'trafficMirroring.verification.proxyPort must not be 22, where sshd listens',
  ],
  [
    { verification: { ...PROOF, controlPort: 80 } },
    'trafficMirroring.verification.controlPort must differ from the ports of flows, got: 80',
  ],
  ...['203.0.113.77:22', 'root@bastion', 'ssh://bastion', 'a b'].map((host): [object, string] => [
    { verification: { ...PROOF, bastion: { ...PROOF.bastion, host } } },
    `trafficMirroring.verification.bastion.host must be an IP address or a host name, without user and port, got: "${host}"`,
  ]),
  [
    { verification: { ...PROOF, flows: [{ from: 'client', to: 'web' }] } },
    'trafficMirroring.verification.flows[0].port is required with tcp',
  ],
  [
    { verification: { ...PROOF, ends: [...PROOF.ends, PROOF.ends[0]] } },
    'trafficMirroring.verification.ends must have different names, got: "client" twice',
  ],
  [
    { verification: { ...WATCHED, watched: [{ from: '10.0.0.2', to: '10.0.0.2', port: 80 }] } },
    'trafficMirroring.verification.watched[0] must be between two addresses, got: 10.0.0.2 twice',
  ],
  [
    { verification: { ...WATCHED, watched: [{ from: '10.0.0.2', to: '10.0.0.3', protocol: 'udp' }] } },
    'trafficMirroring.verification.watched[0].port is required with udp',
  ],
  [
    { verification: { ...WATCHED, watched: [{ from: '10.0.0.2', to: '10.0.0.3', protocol: 'icmp', port: 8 }] } },
    'trafficMirroring.verification.watched[0].port must be left out with icmp, got: 8',
  ],
  [
    { verification: { ...WATCHED, watched: Array.from({ length: 21 }, () => WATCHED.watched[0]) } },
    'trafficMirroring.verification.watched must be at most 20 flows, got: 21',
  ],
  [
    { verification: { ...WATCHED, watchTimeout: 4 } },
    'trafficMirroring.verification.watchTimeout must be a whole number between 5 and 3600, got: 4',
  ],
  [
    { verification: { ...WATCHED, bastion: undefined } },
    'trafficMirroring.verification.bastion is required to prove the mirror, got: none',
  ],
  [
    { target: { loadBalancerId: 'x' }, verification: PROOF },
    'trafficMirroring.verification.enabled must be false with a load balancer as the target, which nobody can log in to',
  ],
])('%j is refused with a sentence', (more, sentence) => {
  expect(problemsOf(more)).toEqual([sentence]);
});
