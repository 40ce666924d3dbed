import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeInjection } from '../../lab/fabric/mirror/injection';
import { startInjector } from '../../lab/fabric/mirror/injector';
import { PcapReader } from '../../lab/fabric/packet/pcap';
import { SCRIPTS, until, variablesOf, guidePlan } from '../lib/verification/scripts/run-script';
import { describeUnless, missingForFabric } from '../needs';
import { openNamespace, type TestNamespace } from './fabric/mirror/test-network';
import * as sample from './fabric/packet/sample-frames';

const COPIES = 2000;

/** Copies of the longest packet length, 1460, and 50 bytes of outer headers. */
const copy = sample.udp4({ destinationPort: 4789, payload: Buffer.alloc(1460 + 50 - 14 - 20 - 8) });

// As Linux makes it: the lab's own network interfaces have no offloads, with which the kernel makes room for longer packets.
const NETWORK = `
  ip link add eth0 type veth peer name wire && ip link set eth0 up && ip link set wire up
  ip address add 192.168.0.164/24 dev eth0
`;

describeUnless(missingForFabric(['tcpdump']), 'capture.sh on a network interface with offloads', () => {
  let namespace: TestNamespace;
  let folder: string;
  beforeEach(async () => {
    namespace = await openNamespace();
    folder = mkdtempSync(join(tmpdir(), 'capture-room-'));
  });
  afterEach(() => {
    run(`. ${join(SCRIPTS, 'prelude.sh')}; clear_state`);
    namespace.holder.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function run(script: string): void {
    const env = {
      ...variablesOf('capture', guidePlan()),
      STATE_DIR: join(folder, 'state'),
      PATH: process.env['PATH'],
    };
    const enter = [`--net=/proc/${namespace.pid}/ns/net`, 'bash', '-euc', script];
    const { status, stderr } = spawnSync('nsenter', enter, { encoding: 'utf8', env });
    if (status !== 0) throw new Error(stderr);
  }

  /** How many packets capture.sh has written whole. */
  function captured(): number {
    const file = join(folder, 'state', 'capture.out');
    const read = new PcapReader().push(existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
    if (!read.ok) throw new Error(read.reason);
    return read.records.filter(({ frame, originalLength }) => frame.length === originalLength).length;
  }

  test(`GIVEN tcpdump gets no processor for a while WHEN ${COPIES} copies arrive meanwhile THEN it has them all, and whole`, async () => {
    run(NETWORK);
    run(`. ${join(SCRIPTS, 'capture.sh')}`);
    const [pid = ''] = readFileSync(join(folder, 'state', 'capture.pid'), 'utf8').split(' ');
    process.kill(-Number(pid), 'SIGSTOP');
    const injector = await startInjector(namespace);
    const record = Buffer.alloc(copy.length + 18);
    copy.copy(record, encodeInjection('wire', copy.length, record, 0));
    for (let sent = 0; sent < COPIES; sent += 1) await injector.write(record);
    expect(await injector.report()).toEqual({ sent: COPIES, lost: {} });
    await injector.close();
    process.kill(-Number(pid), 'SIGCONT');
    await until(() => captured() === COPIES);
  });
});
