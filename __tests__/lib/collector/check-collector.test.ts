/** The last step of a proof with a collector: what it says of a ring that has not what was sent. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FakeServer, type Outcome } from '../verification/scripts/run-script';
import { describeWith } from '../../needs';

const SCRIPTS = resolve(__dirname, '../../../lib/collector/scripts');
const FILTER = 'src host 192.168.0.161 and dst host 192.168.0.230 and tcp dst port 1234';

describeWith(['bash', 'awk'], 'check-collector.sh', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });
  afterEach(() => {
    server.close();
  });

  /**
   * @param file where the collector says that its ring is; undefined for none on the server
   * @param verdict what is read from each of its files, in the place of the program that reads it
   */
  function check(file: string | undefined, verdict = ''): Outcome {
    const collector = join(server.folder, 'mirror-collector');
    if (file !== undefined) {
      writeFileSync(collector, `#!/bin/sh\necho '${file}'\n`);
      chmodSync(collector, 0o755);
    }
    // What it is asked for stands in the packet.
    server.fake('tcpdump', `echo "$*" >>"${server.folder}/asked"; echo packet`);
    return server.run(
      'check-collector',
      {
        COLLECTOR_PROGRAM: collector,
        COLLECTOR_ADDRESS: 'null_resource.collector_target_service',
        SELF_NAME: 'ECS-target',
        KEPT: `mirror-session-A|1|96|${FILTER}|1|line|TCP to port 1234 is mirrored|p1 p2`,
        KEPT_AWK: verdict === '' ? '{ next }' : `{ print "${verdict}" }`,
        KEPT_SECONDS: '0',
      },
      join(SCRIPTS, 'check-collector.sh'),
    );
  }
  /** The beginning of the names of two files, the second of which is the newer. */
  function ring(): string {
    mkdirSync(join(server.folder, 'rings'));
    for (const number of [0, 1]) writeFileSync(join(server.folder, 'rings', `a-1.pcap${number}`), '');
    return join(server.folder, 'rings', 'a-1.pcap');
  }

  test('GIVEN packets as they were sent WHEN checked THEN it says so, and has asked for them alone', () => {
    const { status, output } = check(ring(), 'same');
    expect(status).toBe(0);
    expect(output).toContain('ECS-target: collector: 2 of 2 packets of mirror-session-A are as they were sent, in ');
    const [asked = ''] = readFileSync(join(server.folder, 'asked'), 'utf8').split('\n');
    expect(asked).toMatch(new RegExp(`^-nn -xx -r .*/a-1\\.pcap[01] ${FILTER}$`));
  });

  test.each<[string, string | undefined, string, RegExp]>([
    [
      'no collector',
      undefined,
      '',
      /^there is no collector on ECS-target: it was removed outside of these settings; replace null_resource\.collector_target_service$/,
    ],
    [
      'a collector without the VNI',
      '',
      '',
      /^the collector on ECS-target has no device for VNI 1 of mirror session mirror-session-A: it was changed outside of these settings; replace null_resource\.collector_target_service$/,
    ],
    [
      'a ring without the packet',
      'ring',
      '',
      /^the collector on ECS-target has not kept ab12cd34efp1, although its copy arrived in mirror session mirror-session-A: is the service mirror-collector running, and its device up; TCP to port 1234 is mirrored$/,
    ],
    [
      'a ring with another packet',
      'ring',
      'its text is another',
      /^the packet ab12cd34efp1, as the collector on ECS-target keeps it, is not the one that was sent: its text is another; TCP to port 1234 is mirrored$/,
    ],
  ])('GIVEN %s WHEN checked THEN one sentence says so', (_, file, verdict, sentence) => {
    const { status, failure } = check(file === 'ring' ? ring() : file, verdict);
    expect(failure).toMatch(sentence);
    expect(status).toBe(1);
  });
});
