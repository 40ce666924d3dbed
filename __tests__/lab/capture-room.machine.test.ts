import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeInjection, injectionLength } from '../../lab/fabric/mirror/injection';
import { startInjector } from '../../lab/fabric/mirror/injector';
import { PcapReader } from '../../lab/fabric/packet/pcap';
import { guidePlan, SCRIPTS, until, variablesOf } from '../lib/verification/scripts/run-script';
import { describeUnless, missingForFabric } from '../needs';
import { openNamespace, run, type TestNamespace } from './fabric/mirror/test-network';
import * as sample from './fabric/packet/sample-frames';

const COPIES = 2000;

/** As long as a copy of the longest packet length, 1460, with its 50 bytes of outer headers. */
const copy = sample.udp4({ destinationPort: 4789, payload: Buffer.alloc(1460 + 50 - 14 - 20 - 8) });

// As Linux makes it: the lab's own network interfaces have no offloads, with which the kernel makes room for longer packets.
const NETWORK = `
  ip link add eth0 type veth peer name wire && ip link set eth0 up && ip link set wire up
  ip address add 192.168.0.164/24 dev eth0
`;

describeUnless(missingForFabric(['tcpdump']), 'capture.sh on a network interface with offloads', () => {
  let namespace: TestNamespace;
  let folder: string;
  let state: string;
  beforeEach(async () => {
    namespace = await openNamespace();
    folder = mkdtempSync(join(tmpdir(), 'capture-room-'));
    state = join(folder, 'state');
    run(namespace, ['sh', '-euc', NETWORK]);
  });
  afterEach(() => {
    script(['-c', `. ${join(SCRIPTS, 'prelude.sh')}; clear_state`]);
    namespace.holder.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function script(bash: readonly string[]): void {
    const variables = { ...variablesOf('capture', guidePlan()), STATE_DIR: state };
    run(namespace, ['env', ...Object.entries(variables).map((each) => each.join('=')), 'bash', ...bash]);
  }

  /** How many packets capture.sh has written whole. */
  function captured(): number {
    const file = join(state, 'capture.out');
    const read = new PcapReader().push(existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
    if (!read.ok) throw new Error(read.reason);
    return read.records.filter(({ frame, originalLength }) => frame.length === originalLength).length;
  }

  async function send(count: number): Promise<void> {
    const injector = await startInjector(namespace);
    try {
      const record = Buffer.alloc(injectionLength(copy.length));
      copy.copy(record, encodeInjection('wire', copy.length, record, 0));
      for (let sent = 0; sent < count; sent += 1) await injector.write(record);
      expect(await injector.report()).toEqual({ sent: count, lost: {} });
    } finally {
      await injector.close();
    }
  }

  test(`GIVEN tcpdump gets no processor for a while WHEN ${COPIES} copies arrive meanwhile THEN it has them all, and whole`, async () => {
    script([join(SCRIPTS, 'capture.sh')]);
    const [pid = ''] = readFileSync(join(state, 'capture.pid'), 'utf8').split(' ');
    process.kill(-Number(pid), 'SIGSTOP');
    try {
      await send(COPIES);
    } finally {
      process.kill(-Number(pid), 'SIGCONT');
    }
    await until(() => captured() === COPIES);
  });
});
