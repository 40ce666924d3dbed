/**
 * Records traffic as the port of ECS-source sees it, listen.sh and send.sh between the guide's servers: `traffic` of the
 * guide's own plan, and p4's text over IPv6; `protocols` of a plan of UDP and pings. Needs root, ncat, ping and tcpdump.
 *
 * usage: node --import tsx record-traffic.ts [NAME…]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  openTestNetwork,
  run,
  start,
  type TestNetwork,
  type TestServer,
} from '../../../../lab/fabric/mirror/test-network';
import { variablesOf } from '../run-script';
import { TRAFFIC_PLANS, type TrafficName } from './mirrored';

const SCRIPTS = resolve(__dirname, '../../../../../lib/verification/scripts');

const FILTER =
  'tcp port 1234 or tcp port 1235 or udp port 1234 or udp port 1235 or udp port 4789 or icmp or icmp6[0] >= 128';

async function record(name: TrafficName): Promise<void> {
  const net = await openTestNetwork();
  const states = mkdtempSync(join(tmpdir(), 'traffic-'));
  const step = (server: TestServer, script: string): void => {
    const variables = { ...variablesOf(script, TRAFFIC_PLANS[name]()), STATE_DIR: join(states, server.port) };
    const settings = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    run(server, ['env', ...settings, 'bash', join(SCRIPTS, `${script}.sh`)]);
  };
  try {
    const file = join(__dirname, `${name}.pcap`);
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
      FILTER,
    ]);
    await capture.line(/listening on/);
    step(net.source, 'listen');
    step(net.test, 'send');
    if (name === 'traffic') await sendOverIpv6(net);
    step(net.source, 'check-source');
    await capture.stop();
  } finally {
    await net.close();
    rmSync(states, { recursive: true });
  }
  spawnSync('tcpdump', ['-nr', join(__dirname, `${name}.pcap`), '--count'], { stdio: 'inherit' });
}

async function sendOverIpv6({ source, test }: TestNetwork): Promise<void> {
  const listener = start(source, ['ncat', '-6', '-l', '-v', source.ipv6, '1234']);
  await listener.line(/Listening on/);
  run(test, ['ncat', '-6', '--send-only', source.ipv6, '1234'], 'ab12cd34ef'.repeat(160));
  await listener.stop();
}

async function main(): Promise<void> {
  const all = Object.keys(TRAFFIC_PLANS) as TrafficName[];
  const asked = process.argv.slice(2);
  for (const name of all) if (asked.length === 0 || asked.includes(name)) await record(name);
}

void main();
