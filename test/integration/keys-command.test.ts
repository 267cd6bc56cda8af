import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JINCHENG_UNITS } from '../../src/access/units/jincheng-units.ts';
import { UnitsService } from '../../src/access/units/units.service.ts';
import { CatalogueService } from '../../src/catalogue/catalogue.service.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { makeElectronicSeal } from '../../src/crypto/ses/seal-writer.ts';
import { runKeysCommand } from '../../src/keys-command.ts';
import { FILE_STORE, type FileStore } from '../../src/platform/storage/file-store.ts';
import { asPersistedSealUse } from '../../src/signing/persisted-seal-use.ts';
import { SigningService } from '../../src/signing/signing.service.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { readCertificateFile } from '../../src/trust/trust-anchors.ts';
import { makeSealWorld } from '../factories/test-seals.ts';
import { MARKET, sampleRequest, transactionsOf } from '../support/city.ts';
import { makeClient, requestToken, type TestClient } from '../support/client.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { OutsideCa } from '../support/outside-ca.ts';
import { askOfFile, askPdfsig } from '../support/pdf-judges.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';
import { hasTool, itJudgedBy } from '../support/tools.ts';

const CODE = '14050000000001';
const PASSWORD = '外部密码-1';
const market = JINCHENG_UNITS.find(({ nameZh }) => nameZh === MARKET)!;

/** A city in production: a unit, a type that it issues, and no seal. */
let started: StartedApp;
let ca: OutsideCa;
let environment: Record<string, string>;
let token: string;

beforeAll(async () => {
  if (!hasTool('openssl')) return;
  ca = await OutsideCa.make();
  const variables = {
    ZZ_MODE: 'production',
    ZZ_PUBLIC_ORIGIN: 'https://zz.example.gov.cn',
    ZZ_MASTER_KEY: 'q83vASNFZ4mrze8BI0VniaMzjw7yTnEv5WaBNfScAhg=',
  };
  started = await startApp({ environment: variables });
  environment = {
    ...variables,
    ZZ_CERTS_DIR: join(started.dataDir, 'certs'),
    ZZ_DATA_DIR: join(started.dataDir, 'data'),
    ZZ_LOG_LEVEL: 'fatal',
    DATABASE_URL: started.database.appUrl,
  };
  token = (await requestToken(started.origin, await found())).body.access_token ?? '';
}, 60_000);

afterAll(async () => {
  await started?.stop();
  ca?.remove();
});

/** @returns a system of the market bureau, which issues the business licence, sealed bare: an outside CA has no evidence to give here */
async function found(): Promise<TestClient> {
  const { sample } = sampleRequest('营业执照', 1, started.clock.now());
  const { definition, face } = sample;
  const { key: _, parentKey: __, ...unit } = market;
  return transactionsOf(started).run(async (tx) => {
    const added = await started.app
      .get(UnitsService, { strict: false })
      .create(tx, { ...unit, parentId: null });
    const catalogue = started.app.get(CatalogueService, { strict: false });
    const bare = { ...definition, signature: { ...definition.signature, level: 'B-B' as const } };
    const { licenceTypeId } = await catalogue.publish(tx, { definition: bare, face, basedOnVersion: 0 });
    await catalogue.allowIssuer(tx, licenceTypeId, added.id);
    return makeClient(started, tx, added.id);
  });
}

/** Runs a command and gives what it printed, or what it refused with. */
async function keys(...args: readonly string[]): Promise<string> {
  let printed = '';
  try {
    await runKeysCommand(args, environment, (text) => {
      printed += text;
    });
    return printed;
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

const request = (out: string, ...more: string[]) =>
  keys('request', '--name', MARKET, '--uscc', market.uscc, '--out', ca.at(out), ...more);
const importing = (file: string, code: string, ...more: string[]) =>
  keys('import', ca.at(file), '--uscc', market.uscc, '--code', code, ...more);

async function issue(): Promise<{ status: number; body: { fileSha256: string; errors?: unknown } }> {
  const { body } = sampleRequest('营业执照', 1, started.clock.now());
  const response = await fetch(`${started.origin}/api/v1/licences`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': 'outside-ca-1',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as never };
}

describe('from a request to a sealed licence, with a CA outside', () => {
  itJudgedBy('openssl')(
    'writes a request that OpenSSL reads, signed by the key, with the unit’s Chinese name',
    async () => {
      expect(await request('unit.csr', '--suite', 'rsa2048')).toMatch(/^waiting-[0-9a-f]{16} waits/);
      const said = await ca.run([
        'req',
        '-in',
        ca.at('unit.csr'),
        '-verify',
        '-noout',
        '-text',
        '-nameopt',
        'utf8,sep_comma_plus',
      ]);
      expect(said).toMatch(/verify OK/i);
      expect(said).toContain(`O=${MARKET}`);
      expect(said).toContain(`NTRCN-${market.uscc}`);
      expect(said).toContain('Digital Signature, Non Repudiation');
      const twin = readFileSync(ca.at('unit.csr'), 'utf8').split('\n');
      twin[3] = `${twin[3]?.slice(0, -2)}AA`;
      writeFileSync(ca.at('twin.csr'), twin.join('\n'));
      expect(
        (await askOfFile('openssl', ['req', '-verify', '-noout', '-in'], readFileSync(ca.at('twin.csr'))))
          .text,
      ).not.toMatch(/verify OK/i);
    },
  );

  itJudgedBy('openssl')('issues nothing before the certificate is there', async () => {
    expect(await issue()).toMatchObject({ status: 400, body: { errors: [{ code: 'seal.none-in-use' }] } });
  });

  itJudgedBy('openssl')(
    'refuses a certificate that leads to no trusted root, and one of another body, and an unknown key',
    async () => {
      await ca.certify('unit.csr', 'issuing', 'unit', 'unit');
      expect(await importing('unit.pem', CODE, '--chain', ca.at('issuing.pem'))).toContain('No path leads');
      const other = JINCHENG_UNITS.find(({ issuing, uscc }) => issuing && uscc !== market.uscc)!;
      expect(await keys('import', ca.at('unit.pem'), '--uscc', other.uscc, '--code', CODE)).toContain(
        'No unit has this',
      );
      expect(await importing('issuing.pem', CODE)).toMatch(/names another body/);
    },
  );

  itJudgedBy('openssl', 'pdfsig')(
    'takes the certificate, seals with the key, and pdfsig calls the signature valid',
    async () => {
      const options = ['--chain', ca.at('issuing.pem'), '--anchor', ca.at('root.pem')];
      expect(await importing('unit.pem', CODE, ...options)).toContain(
        `${CODE} is in use, its key is seal-${CODE}`,
      );
      expect(await importing('unit.pem', CODE, ...options)).toContain('exists already');
      expect(readdirSync(join(environment['ZZ_CERTS_DIR']!, 'keys')).sort()).toEqual([
        `seal-${CODE}.json`,
        'statement-1.json',
      ]);
      await new Promise((passed) => setTimeout(passed, 5_100));
      const { status, body } = await issue();
      expect({ status, body }).toMatchObject({ status: 201 });
      const files = started.app.get<FileStore>(FILE_STORE, { strict: false });
      const pdf = await files.get(Buffer.from(body.fileSha256, 'hex'));
      const said = await askPdfsig(pdf, await ca.rootDer());
      expect(said.text).toContain('Signature is Valid');
      expect(said.text).toContain('Certificate is Trusted');
      expect(said.text).toContain(`Signer Certificate Common Name: ${MARKET}`);
      const twin = Buffer.from(pdf);
      twin[200]! ^= 1;
      expect((await askPdfsig(twin, await ca.rootDer())).text).not.toContain('Signature is Valid');
    },
    30_000,
  );

  itJudgedBy('openssl')(
    'takes a PKCS #12 file with its chain, refuses it with another password, and lists no key bytes',
    async () => {
      await ca.newKey('p12', ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
      const subject = ['-utf8', '-subj', `/C=CN/O=${MARKET}/CN=${MARKET}`];
      await ca.run(['req', '-new', '-key', ca.at('p12.key'), ...subject, '-out', ca.at('p12.csr')]);
      await ca.certify('p12.csr', 'issuing', 'unit', 'p12');
      const input = ['-inkey', ca.at('p12.key'), '-in', ca.at('p12.pem'), '-certfile', ca.at('issuing.pem')];
      await ca.run([
        'pkcs12',
        '-export',
        '-legacy',
        ...input,
        '-passout',
        `pass:${PASSWORD}`,
        '-out',
        ca.at('unit.p12'),
      ]);
      writeFileSync(ca.at('wrong'), 'something else');
      writeFileSync(ca.at('password'), `${PASSWORD}\n`);
      const code = '14050000000002';
      expect(await importing('unit.p12', code, '--password-file', ca.at('wrong'))).toMatch(/password/);
      const taken = await importing('unit.p12', code, '--password-file', ca.at('password'));
      expect(taken).toContain(`its key is seal-${code}`);
      const listed = await keys('list');
      expect(listed).toContain(`keys/seal-${code}.json`);
      expect(listed).toContain(MARKET);
      const key = JSON.parse(
        readFileSync(join(environment['ZZ_CERTS_DIR']!, `keys/seal-${code}.json`), 'utf8'),
      );
      expect(listed).not.toContain(key.wrapped.ciphertext);
      expect(JSON.stringify(key)).not.toContain('PRIVATE');
    },
  );

  itJudgedBy('openssl')(
    'takes an SM2 certificate with the electronic seal of a licensed maker, and seals nationally',
    async () => {
      await request('sm2.csr', '--suite', 'sm2');
      expect(await ca.run(['req', '-in', ca.at('sm2.csr'), '-noout', '-text'])).toContain('SM2');
      // OpenSSL checks the request first; it must be told the user id that the standard prescribes.
      await ca.certify('sm2.csr', 'issuing', 'unit', 'sm2', ['-vfyopt', 'distid:1234567812345678']);
      const [certificateDer = Buffer.alloc(0)] = await readCertificateFile(ca.at('sm2.pem'));
      const { maker, content } = await makeSealWorld();
      const now = started.clock.now();
      const made = (certificatesDer: readonly Uint8Array[]) =>
        makeElectronicSeal(
          {
            ...content,
            admittedSigners: { kind: 'certificates', certificatesDer },
            validFrom: new Date(now.getTime() - 86_400_000),
            validUntil: new Date(now.getTime() + 30 * 86_400_000),
          },
          maker,
        );
      writeFileSync(ca.at('unit.esl'), await made([certificateDer]));
      writeFileSync(ca.at('other.esl'), await made([maker.certificateDer]));
      const code = '14050000000003';
      const chain = ['--chain', ca.at('issuing.pem'), '--anchor', ca.at('root.pem')];
      const refused = await importing('sm2.pem', code, ...chain, '--seal', ca.at('other.esl'));
      expect(refused).toContain('must be of version 4 of GB/T 38540');
      expect(await importing('sm2.pem', code, ...chain, '--seal', ca.at('unit.esl'))).toContain('is in use');
      const signing = started.app.get(SigningService, { strict: false });
      const { bytes: pdf, layout } = drawPdf();
      const documentDigest = createHash('sha256').update(pdf).digest();
      const use = asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest });
      const seal = { subFilter: 'GM.sm2seal', fieldName: 'Seal1', signedAt: now } as const;
      const sealed = await signing.sealPdf(use, { sealKeyId: `seal-${code}`, pdf, layout, seal });
      const document = PdfDocument.open(sealed.pdf, new Budget());
      const [signature] = readSignatures(document);
      expect(signature && judgeIntegrity(document, signature)).toMatchObject({ isIntact: true });
      const { pool } = await started.app.get(TrustService, { strict: false }).evidence();
      expect(pool).toHaveLength(1);
    },
  );

  it('says how it is used when told something else', async () => {
    if (!environment) return;
    expect(await keys('make')).toContain('zhaozhang keys request');
    expect(await keys('import')).toContain('--FILE is missing');
    expect(await request('x.csr', '--suite', 'rsa512')).toContain('--suite is one of');
  });
});
