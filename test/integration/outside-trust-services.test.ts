import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTimeStampToken, type TimeStampAuthority } from '../../src/crypto/cms/time-stamp-authority.ts';
import { readTimeStampRequest } from '../../src/crypto/cms/time-stamp-request.ts';
import { writeGrantedResponse } from '../../src/crypto/cms/time-stamp-response.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { embeddedEvidence, proofsOfTime } from '../../src/crypto/pdf/proof-of-time.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { readCertificate, serialHex } from '../../src/crypto/pki/certificate.ts';
import { makeCrl } from '../../src/crypto/pki/make-crl.ts';
import { validatePath } from '../../src/crypto/pki/validate-path.ts';
import { type Signer, SignerProvider } from '../../src/signing/signer.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { OutsidePki } from '../factories/outside-pki.ts';
import { makeTestTsa } from '../factories/test-trust-services.ts';
import { MARKET, type StartedCity, startCity } from '../support/city.ts';
import { type Answering, OutsideServices } from '../support/outside-services.ts';

const NOW = new Date('2026-11-23T08:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

describe('licences with time-stamps of an authority outside', () => {
  let services: OutsideServices;
  let outside: OutsidePki;
  let certs: string;
  let city: StartedCity;
  let authority: TimeStampAuthority;
  const signed: string[] = [];

  beforeAll(async () => {
    services = await OutsideServices.start();
    outside = await OutsidePki.on(services, () => city?.clock.now() ?? NOW);
    authority = await makeTestTsa(outside.pki);
    certs = mkdtempSync(join(tmpdir(), 'zhaozhang-outside-'));
    mkdirSync(join(certs, 'trust'));
    writeFileSync(join(certs, 'trust', 'outside.cer'), outside.pki.root.certificate.der);
    city = await startCity({
      now: NOW,
      environment: {
        ZZ_CERTS_DIR: certs,
        ZZ_TSA_URL: `${services.origin}/tsa`,
        ZZ_INSIDE_HOSTS: '127.0.0.1',
      },
    });
    countSignatures();
  }, 60_000);
  afterAll(async () => {
    await city?.stop();
    await services.stop();
    rmSync(certs, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await outside.putAll();
    services.at.set('/tsa', stamping);
    services.asked.length = 0;
    signed.length = 0;
  });

  function countSignatures(): void {
    const signers = city.app.get(SignerProvider, { strict: false });
    const forSeal = signers.forSeal.bind(signers);
    signers.forSeal = async (keyId): Promise<Signer> => {
      const signer = await forSeal(keyId);
      const sign: Signer['sign'] = (message, use) => {
        signed.push(use);
        return signer.sign(message, use);
      };
      return { ...signer, sign };
    };
  }

  const stamping: Answering = async (body, reply) => {
    const request = readTimeStampRequest(body);
    const token = await makeTimeStampToken(request, authority, city.clock.now(), Buffer.from([0x41]));
    reply.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(writeGrantedResponse(token));
  };

  async function issuedFile(): Promise<Uint8Array> {
    const { status, body } = await city.issue();
    expect(status).toBe(201);
    return (await city.send('GET', body.links.file, { unit: MARKET })).body;
  }

  /** As someone far away judges it years later, by both roots and by what the file carries. */
  function judged(file: Uint8Array, now: Date) {
    const document = PdfDocument.open(file, new Budget());
    const signatures = readSignatures(document).map((signature) => ({
      signature,
      integrity: judgeIntegrity(document, signature),
    }));
    const anchors = city.app.get(TrustService, { strict: false }).anchors();
    const embedded = embeddedEvidence(document, signatures);
    const [proof] = proofsOfTime(document, signatures, { anchors, pool: [], crls: [], now }).earliest;
    const path = validatePath({
      certificateDer: signatures[0]?.integrity.signerCertificateDer ?? Buffer.alloc(0),
      anchors,
      pool: embedded.certificatesDer,
      crls: embedded.crlsDer,
      ocspResponses: embedded.ocspResponsesDer,
      at: proof?.at ?? now,
      now,
      instantIsProven: proof !== undefined,
    });
    return { proof, path, integrity: signatures.map(({ integrity }) => integrity) };
  }

  it('get to B-LT: six years on they are good by what they carry, the authority included', async () => {
    const { proof, path, integrity } = judged(await issuedFile(), later(6 * 365 * 86_400_000));
    expect(integrity).toMatchObject([{ isIntact: true, isUnchanged: true, coversWholeFile: true }]);
    expect(proof).toMatchObject({ kind: 'signature-time-stamp', at: NOW });
    expect(path).toMatchObject({ status: 'passed' });
  });

  it('ask the authority once each, and nobody else while the word on it is fresh', async () => {
    await issuedFile();
    services.asked.length = 0;
    await issuedFile();
    await issuedFile();
    expect(services.asked).toEqual(['/tsa', '/tsa']);
  });

  it('are refused with 503 while it is down; of a long outage one signature is spent', async () => {
    await issuedFile();
    signed.length = 0;
    services.at.delete('/tsa');
    for (let request = 0; request < 3; request += 1) {
      const answer = await city.issue();
      expect(answer).toMatchObject({ status: 503, body: { code: 'trust.no-time-stamp' } });
      expect(answer.headers.get('retry-after')).toBe('2');
    }
    expect(signed).toHaveLength(1);
    services.at.set('/tsa', stamping);
    await issuedFile();
  });

  it('take evidence for a new certificate of the authority as a later revision, once', async () => {
    await issuedFile();
    authority = await makeTestTsa(outside.pki, 'p256', [2026, 2036]);
    const first = judged(await issuedFile(), later(6 * 365 * 86_400_000));
    expect(first).toMatchObject({ path: { status: 'passed' }, proof: { at: NOW } });
    expect(first.integrity).toMatchObject([{ isUnchanged: true, coversWholeFile: false }]);
    expect(judged(await issuedFile(), NOW).integrity).toMatchObject([{ coversWholeFile: true }]);
  });

  it('are not sealed at all once the authority is revoked', async () => {
    const certificate = readCertificate(authority.certificatesDer[0] ?? new Uint8Array());
    city.clock.set?.(later(2 * 3_600_000));
    const revocation = {
      serialHex: serialHex(certificate.serialNumber),
      revokedAt: NOW,
      reason: 'keyCompromise',
    } as const;
    const list = await makeCrl(
      {
        issuer: outside.pki.root.certificate,
        crlNumber: 2,
        thisUpdate: later(3_600_000),
        nextUpdate: later(86_400_000),
        revocations: [revocation],
      },
      outside.pki.root.key,
    );
    services.put('/pki/crl/root.crl', list);
    const answer = await city.issue();
    expect(answer).toMatchObject({ status: 503, body: { code: 'trust.no-validation-data' } });
    expect(signed).toEqual([]);
  });
});
