import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificateFile } from '../../src/trust/trust-anchors.ts';
import { ask } from './pdf-judges.ts';

const EXTENSIONS = `[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[unit]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
`;

/** A CA as cities meet it: root and issuing CA by OpenSSL, which knows nothing of us. */
export class OutsideCa {
  readonly folder = mkdtempSync(join(tmpdir(), 'zhaozhang-outside-ca-'));

  private constructor() {
    writeFileSync(this.at('extensions.cnf'), EXTENSIONS);
  }

  static async make(): Promise<OutsideCa> {
    const ca = new OutsideCa();
    await ca.newKey('root', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384']);
    await ca.newKey('issuing', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    const subject = (name: string) => ['-utf8', '-subj', `/C=CN/O=山西电子认证/CN=${name}`];
    await ca.run(['req', '-new', '-key', ca.at('root.key'), ...subject('外部根'), '-out', ca.at('root.csr')]);
    await ca.run([
      'x509',
      '-req',
      '-in',
      ca.at('root.csr'),
      '-signkey',
      ca.at('root.key'),
      ...ca.as('ca', 'root'),
    ]);
    const issuing = ['req', '-new', '-key', ca.at('issuing.key'), ...subject('外部签发')];
    await ca.run([...issuing, '-out', ca.at('issuing.csr')]);
    await ca.certify('issuing.csr', 'root', 'ca', 'issuing');
    return ca;
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  newKey(name: string, algorithm: readonly string[]): Promise<string> {
    return this.run(['genpkey', '-algorithm', ...algorithm, '-out', this.at(`${name}.key`)]);
  }

  /** Certifies a request of this folder; the certificate is `<out>.pem`. */
  certify(
    request: string,
    issuer: 'root' | 'issuing',
    section: 'ca' | 'unit',
    out: string,
    options: readonly string[] = [],
  ): Promise<string> {
    const by = ['-CA', this.at(`${issuer}.pem`), '-CAkey', this.at(`${issuer}.key`), '-CAcreateserial'];
    return this.run(['x509', '-req', '-in', this.at(request), ...options, ...by, ...this.as(section, out)]);
  }

  /** @returns what it said @throws Error with it when it failed */
  async run(parameters: readonly string[]): Promise<string> {
    const { exitCode, text } = await ask('openssl', parameters);
    if (exitCode !== 0) throw new Error(`openssl ${parameters[0]}: ${text}`);
    return text;
  }

  async rootDer(): Promise<Uint8Array> {
    return (await readCertificateFile(this.at('root.pem')))[0] as Uint8Array;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private as(section: 'ca' | 'unit', out: string): string[] {
    const extensions = ['-extfile', this.at('extensions.cnf'), '-extensions', section];
    return ['-days', '90', '-sha256', ...extensions, '-out', this.at(`${out}.pem`)];
  }
}
