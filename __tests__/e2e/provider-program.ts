/**
 * A provider as a program of its own, started by Terraform as it starts the real ones: handshake on standard output,
 * certificates on both sides. What it serves is the stand-in, so it needs no download.
 */
import { ServerCredentials } from '@grpc/grpc-js';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../lab/provider/engine/engine';
import { ApiConnection } from '../../lab/provider/huaweicloud/api-connection';
import { huaweicloudProvider } from '../../lab/provider/huaweicloud/huaweicloud-provider';
import { nullProvider } from '../../lab/provider/null/null-provider';
import { servePlugin } from '../../lab/provider/protocol/plugin-server';
import { providerService } from '../../lab/provider/protocol/service';

async function main(): Promise<void> {
  const clientCertificate = process.env['PLUGIN_CLIENT_CERT'];
  if (clientCertificate === undefined) throw new Error('this program is started by Terraform');
  const provider = process.argv[2] === 'null' ? nullProvider : huaweicloudProvider(new ApiConnection(), process.env);
  const folder = mkdtempSync(join(tmpdir(), 'provider-'));
  const end = (): void => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', end);

  const [key, certificate, socket] = [join(folder, 'key'), join(folder, 'certificate'), join(folder, 'socket')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = spawnSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', certificate]);
  if (made.status !== 0) throw new Error(`openssl failed: ${made.stderr.toString()}`);
  const pair = { private_key: readFileSync(key), cert_chain: readFileSync(certificate) };
  await servePlugin(socket, providerService(new Engine(provider)), {
    credentials: ServerCredentials.createSsl(Buffer.from(clientCertificate), [pair], true),
    // After the answer is on its way.
    onShutdown: () => setTimeout(end, 50),
  });
  const der = new X509Certificate(pair.cert_chain).raw.toString('base64').replace(/=+$/, '');
  process.stdout.write(`1|5|unix|${socket}|grpc|${der}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
