/**
 * Records traffic.pcap: listen.sh and send.sh between the guide's servers, and p4's text over IPv6, as the port of
 * ECS-source sees them. Needs root, ncat and tcpdump.
 *
 * usage: node --import tsx record-traffic.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openTestNetwork, run, start, type TestServer } from '../../../../lab/fabric/mirror/test-network';
import { guidePlan, variablesOf } from '../run-script';

const SCRIPTS = resolve(__dirname, '../../../../../lib/verification/scripts');

async function main(): Promise<void> {
  const net = await openTestNetwork();
  const states = mkdtempSync(join(tmpdir(), 'traffic-'));
  const step = (server: TestServer, script: string): void => {
    const variables = { ...variablesOf(script, guidePlan()), STATE_DIR: join(states, server.port) };
    const settings = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    run(server, ['env', ...settings, 'bash', join(SCRIPTS, `${script}.sh`)]);
  };
  try {
    const file = join(__dirname, 'traffic.pcap');
    const filter = 'tcp port 1234 or tcp port 1235 or udp port 1234 or udp port 4789';
    const capture = start(net.fabric, [
      'tcpdump',
      '-i',
      net.source.port,
      '-Z',
      'root',
      '-U',
      '--immediate-mode',
      '-w',
      file,
      filter,
    ]);
    await capture.line(/listening on/);
    step(net.source, 'listen');
    step(net.test, 'send');
    const listener = start(net.source, ['ncat', '-6', '-l', '-v', net.source.ipv6, '1234']);
    await listener.line(/Listening on/);
    run(net.test, ['ncat', '-6', '--send-only', net.source.ipv6, '1234'], 'ab12cd34ef'.repeat(160));
    step(net.source, 'check-source');
    await capture.stop();
    await listener.stop();
  } finally {
    await net.close();
    rmSync(states, { recursive: true });
  }
  spawnSync('tcpdump', ['-nr', join(__dirname, 'traffic.pcap'), '--count'], { stdio: 'inherit' });
}

void main();
