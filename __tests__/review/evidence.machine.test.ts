/** The evidence of a report as other programs read it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceOf } from '../../review/report/evidence';
import { ReportReader } from '../../review/report/report-reader';
import { captureFile } from '../lib/verification/scripts/captures/mirrored';

const NONCE = 'ab12cd34ef';
const isThere = spawnSync('tshark', ['--version']).status === 0;
const inTshark = isThere || process.env['CI'] !== undefined ? test : test.skip;
const why = isThere ? '' : ' (SKIPPED: there is no tshark: apt-get install tshark)';

/** Fields of the mirrored packets of a capture, a line each, as tshark reads them. */
function inFields(pcap: Buffer | undefined, filter: string, fields: readonly string[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  try {
    const file = join(folder, 'evidence.pcap');
    writeFileSync(file, pcap ?? '');
    const options = ['-r', file, '-Y', filter, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
    const run = spawnSync('tshark', options, { encoding: 'utf8' });
    expect([run.status, run.stderr.replace(/Running as user.*\n/, '')]).toEqual([0, '']);
    return run.stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const textOf = (payload: string): string => Buffer.from(payload.replaceAll(':', ''), 'hex').toString();

inTshark(`tshark finds VNI, addresses and nonce in evidence.pcap${why}`, () => {
  const captured = captureFile('good');
  const sha256 = createHash('sha256').update(captured).digest('hex');
  const block = { server: 'ECS-target', nonce: NONCE, sha256, base64: captured.toString('base64') };
  const fields = ['frame.time_epoch', 'ip.src', 'ip.dst', 'udp.dstport', 'vxlan.vni', 'tcp.dstport', 'tcp.payload'];
  const packets = inFields(evidenceOf([block], NONCE).pcap, 'vxlan.vni && tcp', fields);
  expect(packets).toHaveLength(4);
  for (const [time = '', sources, targets, port, vni, inner, payload = ''] of packets) {
    expect(Number(time)).toBeGreaterThan(1e9);
    // Outer and inner.
    expect([sources, targets]).toEqual(['192.168.0.230,192.168.0.161', '192.168.0.164,192.168.0.230']);
    expect([port, vni, inner]).toEqual(['4789', '1', '1234']);
    expect(textOf(payload)).toContain(NONCE);
  }
});

inTshark.each([
  ['success', ['1 192.168.0.164', '1 192.168.0.164']],
  ['two-targets', ['1 192.168.0.164', '2 192.168.0.165', '1 192.168.0.164', '2 192.168.0.165']],
])(`of the recorded log %s, tshark finds what each target has got, by time${why}`, (name, wanted) => {
  const log = readFileSync(join(__dirname, 'logs', `${name}.log`), 'utf8');
  const reader = new ReportReader();
  for (const line of log.split('\n')) reader.read(line);
  const nonce = /, nonce (\w+)/.exec(log)?.[1];
  const packets = inFields(reader.evidence().pcap, 'vxlan', ['vxlan.vni', 'ip.dst', 'tcp.payload', 'data']);
  expect(packets.map(([vni, to]) => `${vni ?? ''} ${to?.split(',')[0] ?? ''}`)).toEqual(wanted);
  for (const [, , tcp = '', udp = ''] of packets) expect(textOf(tcp === '' ? udp : tcp)).toContain(nonce);
});
