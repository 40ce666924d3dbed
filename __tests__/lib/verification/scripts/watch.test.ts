import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MirrorRule } from '../../../../lib/mirror/mirror-rule';
import { watchedLines, watchPlan, type WatchedFlow } from '../../../../lib/verification/watch-plan';
import { watchProgram } from '../../../../lib/verification/remote-script';
import { describeWith, findCommand } from '../../../needs';
import { captureFile, type CaptureName } from './captures/mirrored';
import { FakeServer, IP, type Outcome } from './run-script';

const [TEST, SOURCE] = ['192.168.0.161', '192.168.0.230'];
const GUIDE_FLOW: WatchedFlow = { from: TEST, to: SOURCE, protocol: 'tcp', port: 1234 };
const ALL = (['ingress', 'egress'] as const).map((direction) =>
  MirrorRule.accept({ direction, priority: 1, protocol: 'all', ethertype: 'IPv4' }),
);

interface World {
  readonly flows?: readonly WatchedFlow[];
  readonly rules?: readonly MirrorRule[];
  readonly packetLength?: number;
  /** Addresses that the plan has found among the sources. */
  readonly sources?: readonly string[];
  readonly vni?: string;
}

/** What the stack tells the script, with Terraform's `$${` for what the shell shall see. */
function told({
  flows = [GUIDE_FLOW],
  rules = ALL,
  packetLength = 96,
  sources = [SOURCE],
  vni = '1',
}: World): Readonly<Record<string, string>> {
  const of = (address: string) =>
    sources.includes(address) ? { name: 'mirror-session-A', vni } : { name: 'mirror-session-', vni: '' };
  return {
    ...{ SELF_NAME: 'analyzer', SELF_IP: '192.168.0.164', SELF_GROUP: 'Sg-B', WATCH_SECONDS: '0' },
    WATCHED: watchedLines(watchPlan(flows, rules), { packetLength, rules, of }),
    WATCHED_AWK: watchProgram().WATCHED_AWK.replaceAll('$${', '${'),
  };
}

// The machine's own tcpdump reads the recorded packets, so that the filters are tried as well.
describeWith(['bash', 'awk', 'setsid', 'tcpdump', 'od'], 'watch.sh, on a target at which copies arrive', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer().fake('ip', IP);
  });
  afterEach(() => {
    expect(existsSync(server.state)).toBe(false);
    server.close();
  });

  function watch(capture: CaptureName, world: World = {}): Outcome {
    const file = join(server.folder, 'arrives.pcap');
    writeFileSync(file, captureFile(capture));
    const tcpdump = findCommand('tcpdump') ?? '';
    const read = `for filter; do :; done; ${tcpdump} -r ${file} -w - "$filter" 2>/dev/null`;
    server.fake('tcpdump', `${read}; echo "tcpdump: listening on eth0" >&2; exec sleep 30`);
    return server.run('watch', told(world));
  }

  test('GIVEN the flow is mirrored THEN it says the session, the VNI, the source and the cut', () => {
    const { status, output } = watch('good');
    expect(output).toMatch(
      /^VERIFIED: mirror session mirror-session-A works\n {2}PASS {2}TCP from 192\.168\.0\.161 to 192\.168\.0\.230:1234, which flows anyway, is mirrored to analyzer: \d+ copies\n {2}PASS {2}VNI 1, from 192\.168\.0\.230, UDP 4789\n {2}PASS {2}a packet of 1[456]\d\d bytes was cut: inner length 96, packet length 96$/m,
    );
    expect(status).toBe(0);
  });

  test('GIVEN the rules accept nothing but answers THEN these are watched for', () => {
    const egress = ALL.filter(({ direction }) => direction === 'egress');
    const { output } = watch('reverse', { rules: egress });
    expect(output).toContain(
      'PASS  an answer to TCP from 192.168.0.161 to 192.168.0.230:1234, which flows anyway, is mirrored',
    );
    expect(watch('good', { rules: egress }).failure).toContain('no copy of an answer to TCP from 192.168.0.161');
  });

  test('GIVEN no packet was longer than the packet length THEN it says that none had to be cut', () => {
    const flows = [{ ...GUIDE_FLOW, protocol: 'udp' }] as const;
    const { status, output } = watch('control-udp', { flows });
    expect(output).toContain('PASS  UDP from 192.168.0.161 to 192.168.0.230:1234, which flows anyway, is mirrored');
    expect(output).toContain(
      'NOTE  none of the packets of UDP from 192.168.0.161 to 192.168.0.230:1234 was longer than packet length 96, so that none had to be cut',
    );
    expect(status).toBe(0);
  });

  test.each<[string, CaptureName, World, string]>([
    [
      'nothing arrives',
      'none',
      {},
      'no copy of TCP from 192.168.0.161 to 192.168.0.230:1234 arrived at analyzer within 0 seconds, nor anything else on UDP 4789: does it flow, is mirror session mirror-session-A enabled with 192.168.0.230 as a source, and does security group Sg-B allow UDP 4789 from 192.168.0.230/32',
    ],
    [
      'copies of other traffic arrive',
      'good',
      { flows: [{ ...GUIDE_FLOW, port: 1236 }] },
      'no copy of TCP from 192.168.0.161 to 192.168.0.230:1236 arrived at analyzer within 0 seconds, while others did (VNI 1 from 192.168.0.230): does it flow, is 192.168.0.230 a source of mirror session mirror-session-A, and does security group Sg-B allow UDP 4789 from 192.168.0.230/32',
    ],
    [
      'they have another VNI',
      'wrong-vni',
      {},
      'copies of TCP from 192.168.0.161 to 192.168.0.230:1234 arrived at analyzer with VNI 7 from 192.168.0.230, expected VNI 1 from 192.168.0.230: mirror session mirror-session-A was changed outside of these settings, or another session mirrors the same traffic',
    ],
    [
      'they come from another network interface',
      'good',
      { sources: [TEST] },
      'copies of TCP from 192.168.0.161 to 192.168.0.230:1234 arrived at analyzer from 192.168.0.230, expected 192.168.0.161: another network interface is the mirror source',
    ],
    [
      'they are longer than the packet length',
      'toolong',
      {},
      'a copy of TCP from 192.168.0.161 to 192.168.0.230:1234 at analyzer has an inner length of 200, packet length allows 96: mirror session mirror-session-A was changed outside of these settings',
    ],
  ])('GIVEN %s THEN it fails with that sentence', (_what, capture, world, sentence) => {
    expect(watch(capture, world)).toMatchObject({ status: 1, failure: sentence });
  });

  test('GIVEN they are cut shorter than the packet length THEN it fails with both lengths', () => {
    expect(watch('short').failure).toMatch(
      /^a copy of TCP from 192\.168\.0\.161 to 192\.168\.0\.230:1234 at analyzer was cut to 70 bytes, of a packet of \d+, packet length is 96 in these settings: mirror session mirror-session-A was changed outside of them$/,
    );
  });

  test('GIVEN copies come late THEN they are waited for', () => {
    const file = join(server.folder, 'arrives.pcap');
    writeFileSync(file, captureFile('good'));
    const tcpdump = findCommand('tcpdump') ?? '';
    const read = `for filter; do :; done; sleep 0.3; ${tcpdump} -r ${file} -w - "$filter" 2>/dev/null`;
    server.fake('tcpdump', `echo "tcpdump: listening on eth0" >&2; ${read}; exec sleep 30`);
    expect(server.run('watch', { ...told({}), WATCH_SECONDS: '20' })).toMatchObject({ status: 0 });
  });

  test('GIVEN tcpdump cannot listen THEN it fails with its words', () => {
    server.fake('tcpdump', 'echo "tcpdump: eth0: no permission" >&2; exit 1');
    expect(server.run('watch', told({})).failure).toBe(
      'tcpdump could not listen on eth0 of analyzer: tcpdump: eth0: no permission',
    );
  });

  test('GIVEN no network interface has the address THEN it fails before anything is started', () => {
    server.fake('ip', 'true');
    expect(server.run('watch', told({})).failure).toBe(
      'no network interface of analyzer has the address 192.168.0.164',
    );
  });
});
