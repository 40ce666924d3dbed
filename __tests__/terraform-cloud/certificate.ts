import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a server of HTTPS shows, and the file by which a client knows it. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** The certificate itself, as SSL_CERT_FILE and NODE_EXTRA_CA_CERTS take it. */
  readonly file: string;
}

/** Makes a certificate that signs itself, for these host names and a day, in an existing folder. */
export function makeCertificate(folder: string, hostnames: readonly string[]): Certificate {
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const names = hostnames.map((name) => `DNS:${name}`).join();
  const args = ['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-days', '1'];
  execFileSync(
    'openssl',
    [...args, '-keyout', keyFile, '-out', file, '-subj', '/CN=terraform-cloud', '-addext', `subjectAltName=${names}`],
    { stdio: 'pipe' },
  );
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}
