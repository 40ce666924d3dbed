/** The evidence of a report as other programs read it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceOf } from '../../review/report/evidence';
import { captureFile } from '../lib/verification/scripts/captures/mirrored';

const NONCE = 'ab12cd34ef';
const isThere = spawnSync('tshark', ['--version']).status === 0;
const inTshark = isThere || process.env['CI'] !== undefined ? test : test.skip;
const why = isThere ? '' : ' (SKIPPED: there is no tshark: apt-get install tshark)';

inTshark(`tshark finds VNI, addresses and nonce in evidence.pcap${why}`, () => {
  const captured = captureFile('good');
  const sha256 = createHash('sha256').update(captured).digest('hex');
  const block = { server: 'ECS-target', nonce: NONCE, sha256, base64: captured.toString('base64') };
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  try {
    const file = join(folder, 'evidence.pcap');
    writeFileSync(file, evidenceOf([block], NONCE).pcap ?? '');
    const fields = ['frame.time_epoch', 'ip.src', 'ip.dst', 'udp.dstport', 'vxlan.vni', 'tcp.dstport', 'tcp.payload'];
    const options = ['-r', file, '-Y', 'vxlan.vni && tcp', '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
    const run = spawnSync('tshark', options, { encoding: 'utf8' });
    expect([run.status, run.stderr.replace(/Running as user.*\n/, '')]).toEqual([0, '']);
    const lines = run.stdout.trim().split('\n');
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const [time = '', sources, targets, port, vni, inner, payload = ''] = line.split('\t');
      expect(Number(time)).toBeGreaterThan(1e9);
      // Outer and inner.
      expect([sources, targets]).toEqual(['192.168.0.230,192.168.0.161', '192.168.0.164,192.168.0.230']);
      expect([port, vni, inner]).toEqual(['4789', '1', '1234']);
      expect(Buffer.from(payload.replaceAll(':', ''), 'hex').toString()).toContain(NONCE);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
