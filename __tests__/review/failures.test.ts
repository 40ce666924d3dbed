import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escaped } from '../../review/html/markup';
import { junit } from '../../review/report/junit';
import { ReportReader } from '../../review/report/report-reader';
import { EXIT_CODES } from '../../review/report/write-report';

const LOGS = join(__dirname, 'logs/failures');

/** What the report of each recorded deploy says, by its verdict: logs/README.md says how they were recorded. */
const REASONS: Readonly<Record<'failed' | 'error', Readonly<Record<string, string>>>> = {
  failed: {
    'a-fault-of-the-mirror--a-rule-that-somebody-widens':
      'FAILED: TCP to port 1235 was mirrored too, which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings',
    'a-fault-of-the-mirror--a-rule-whose-port-somebody-changes':
      'FAILED: nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target',
    'a-fault-of-the-mirror--a-session-that-somebody-disables':
      'FAILED: nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target',
    'a-fault-of-the-mirror--a-session-whose-VNI-somebody-changes':
      'FAILED: mirrored packets arrived with VNI 7, expected 1: mirror session mirror-session-A was changed outside of these settings, or another',
    'a-fault-of-the-mirror--a-session-whose-packet-length-somebody-lowers':
      'FAILED: the longest copies were cut to 80 bytes, packet length is 96 in these settings: mirror session mirror-session-A was changed outside of them',
    'a-fault-of-the-mirror--a-session-whose-packet-length-somebody-makes-too-short-for-the-nonce':
      'FAILED: mirrored packets were cut to 64 bytes, before the nonce could be read: packet length is 96 in these settings, so mirror session',
    'a-fault-of-the-mirror--a-session-whose-packet-length-somebody-raises':
      'FAILED: a mirrored packet has an inner length of 1460, packet length allows 96: mirror session mirror-session-A was changed outside of these settings',
    'a-fault-on-the-way-to-the-proof--a-stopped-ECS-source':
      'FAILED: ECS-source (192.168.0.230) does not answer on TCP 22 from ECS-test (192.168.0.161): is ECS-source running, and does security group',
    'a-fault-on-the-way-to-the-proof--an-ECS-target-without-tcpdump':
      'FAILED: tcpdump is missing on ECS-target: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it',
    'a-fault-on-the-way-to-the-proof--no-way-out-for-ECS-test':
      'FAILED: nc could not be installed on ECS-test: yum install nc',
    'a-target-in-another-VPC--a-peering-connection-that-somebody-deletes':
      'FAILED: ECS-target (10.30.40.20) does not answer on TCP 22 from ECS-test-A (10.20.30.30): is ECS-target running, does security group Sg-B',
    'a-target-in-another-VPC--a-session-that-somebody-disables':
      'FAILED: nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target',
    'a-target-in-another-VPC--no-route-back':
      'FAILED: ECS-target (10.30.40.20) does not answer on TCP 22 from ECS-test-A (10.20.30.30): is ECS-target running, does security group Sg-B',
    'a-target-in-another-VPC--no-route-there':
      'FAILED: ECS-target (10.30.40.20) does not answer on TCP 22 from ECS-test-A (10.20.30.30): is ECS-target running, does security group Sg-B',
    'a-target-in-another-VPC--no-rule-for-one-direction':
      'FAILED: packets were mirrored, but none of the answers of ECS-source, which rule "egress 2: accept tcp 10.20.30.10/32 -> 10.30.40.30/32" of',
    'a-target-in-another-VPC--reject-and-accept-exchanged':
      'FAILED: the answers of ECS-test-A were mirrored, which rule "ingress 1: reject tcp 10.20.30.30/32 -> 10.20.30.10/32" of mirror-filter-01',
    'a-target-in-another-VPC--the-group-of-the-target-is-closed':
      'FAILED: no packet on UDP 4789 reached ECS-target, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789 from',
    'split-groups--a-user-who-becomes-root-with-sudo-n':
      'FAILED: ops of ECS-target cannot become root with sudo -n: sudo: a password is required; allow it without a password (NOPASSWD), or log in as root',
    'split-groups--no-rule-for-TCP-1234':
      "FAILED: ECS-test cannot talk to ECS-source on TCP 1234: Ncat: TIMEOUT.; a firewall of ECS-source's own must allow TCP 1234, if it has one;",
    'split-groups--no-rule-for-UDP-4789':
      'FAILED: no packet on UDP 4789 reached ECS-target, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789 from',
    'split-groups--no-way-to-the-proxy-for-ECS-source':
      'FAILED: nc could not be installed on ECS-source: yum install nc',
    'two-sessions-of-one-source--filters-that-somebody-exchanges':
      'FAILED: UDP to port 8443 was mirrored to ECS-target-01, which no rule of mirror-filter-01 accepts, but none of TCP from ECS-test',
    'two-sessions-of-one-source--one-session-that-somebody-disables':
      'FAILED: nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target-02',
    'two-sessions-of-one-source--one-target-without-tcpdump':
      'FAILED: tcpdump is missing on ECS-target-02: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it',
    'two-sessions-of-one-source--priorities-that-somebody-exchanges':
      'FAILED: nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target-01',
    'two-sessions-of-one-source--targets-that-somebody-exchanges':
      'FAILED: UDP to port 8443 was mirrored to ECS-target-01 too, although mirror session mirror-session-02 sends its copies to ECS-target-02:',
    'two-sessions-of-one-source--the-group-of-the-targets-is-closed':
      'FAILED: no packet on UDP 4789 reached ECS-target-01, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789',
  },
  error: {
    'a-fault-on-the-way-to-the-proof--a-trusted-CIDR-block-without-the-runner':
      'remote-exec provisioner error: timeout - last error: dial tcp 203.0.113.1:22: i/o timeout',
    'a-fault-on-the-way-to-the-proof--an-EIP-that-is-bound-to-nothing':
      'remote-exec provisioner error: timeout - last error: dial tcp 203.0.113.1:22: i/o timeout',
    'a-fault-on-the-way-to-the-proof--another-private-key':
      'remote-exec provisioner error: timeout - last error: SSH authentication failed (root@203.0.113.1:22): ssh: handshake failed: ssh: unable to',
    'day-two--a-deploy-that-the-region-failed':
      'error creating vpc traffic mirror session: Lab.500: injected fault: POST /v3/0123456789abcdef0123456789abcdef/vpc/traffic-mirror-sessions:',
  },
};

const CASES = Object.entries(REASONS).flatMap(([verdict, logs]) =>
  Object.entries(logs).map(
    ([name, reason]) => [name.replace('--', ': ').replaceAll('-', ' '), verdict, name, reason] as const,
  ),
);

describe('the report of a deploy that failed', () => {
  test.each(CASES)('%s: %s, with the sentence of whoever failed', (_, verdict, name, reason) => {
    const reader = new ReportReader();
    for (const line of readFileSync(join(LOGS, `${name}.log`), 'utf8').split('\n')) reader.read(line);
    const report = reader.report();
    expect({ ...report, reasons: report.reasons.length }).toMatchObject({ verdict, deploys: 1, reasons: 1 });
    expect(report.reasons[0]?.slice(0, reason.length)).toBe(reason);
    // Of a target that was verified before another failed, there are packets.
    expect(report.evidence).toEqual({
      packets: report.sessions.length > 0 ? (expect.any(Number) as number) : 0,
      problems: [],
    });
    expect(EXIT_CODES[report.verdict]).toBeGreaterThan(1);
    expect(junit(report).match(/<failure message="([^"]*)"/)?.[1]).toBe(escaped(report.reasons[0] ?? ''));
  });

  test('no log is left out', () => {
    const names = readdirSync(LOGS).map((file) => file.replace(/\.log$/, ''));
    expect(CASES.map(([, , name]) => name).sort()).toEqual(names.sort());
  });
});
