import {
  makeTestPki,
  name,
  newKey,
  type TestPki,
  type TestUnit,
  years,
} from '../../../test/factories/test-pki.ts';
import { makeTestResponder } from '../../../test/factories/test-trust-services.ts';
import { readCertificate } from './certificate.ts';
import { makeTimeStampingCertificate } from './certificate-profiles.ts';
import { makeOcspRefusal, makeOcspResponse, type OcspResponder } from './make-ocsp-response.ts';
import { writeOcspCertificateId } from './ocsp-certificate-id.ts';
import { readOcspRequest, writeOcspRequest } from './ocsp-request.ts';
import { type OcspCertificateStatus, readOcspResponse } from './ocsp-response.ts';
import { type PathValidationInput, validatePath } from './validate-path.ts';

const at = new Date('2026-11-23T08:00:00Z');
const DAY_MS = 86_400_000;
const days = (count: number) => new Date(at.getTime() + count * DAY_MS);
const GOOD = { kind: 'good' } as const;
const revoked = (revokedAt: Date, reason: 'superseded' | 'certificateHold' = 'superseded') =>
  ({ kind: 'revoked', revokedAt, reason }) as const;

describe('the status of a certificate by OCSP', () => {
  let pki: TestPki;
  let responder: TestUnit;
  let rootCrl: Uint8Array;
  let unitCrl: Uint8Array;

  beforeAll(async () => {
    pki = await makeTestPki();
    responder = await makeTestResponder(pki);
    [rootCrl = Buffer.alloc(0), unitCrl = Buffer.alloc(0)] = await pki.crls(days(-3));
  });

  interface Saying {
    readonly status?: OcspCertificateStatus;
    readonly producedAt?: Date;
    readonly by?: OcspResponder;
    readonly of?: TestUnit;
    readonly digest?: 'sha1' | 'sha256';
  }
  const response = ({
    status = GOOD,
    producedAt = at,
    by = responder,
    of = pki.unit,
    digest = 'sha1',
  }: Saying) =>
    makeOcspResponse(
      {
        producedAt,
        nextUpdate: new Date(producedAt.getTime() + DAY_MS),
        answers: [
          {
            certificateIdDer: writeOcspCertificateId(of.certificate, pki.issuing.certificate, digest),
            status,
          },
        ],
        archiveCutoff: pki.issuing.certificate.notBefore,
        nonceValueDer: undefined,
      },
      by,
    );
  const judge = (ocspResponses: readonly Uint8Array[], over: Partial<PathValidationInput> = {}) =>
    validatePath({
      certificateDer: pki.unit.certificate.der,
      pool: [pki.issuing.certificate.der],
      anchors: [pki.root.certificate.der],
      crls: [rootCrl],
      ocspResponses,
      at,
      ...over,
    });
  const detailsOf = (...input: Parameters<typeof judge>) =>
    judge(...input).reasons.map(({ detail }) => detail);

  it.each(['sha1', 'sha256'] as const)('is good by a fresh response that names it by %s', async (digest) => {
    expect(judge([await response({ digest })]).status).toBe('passed');
  });

  it('is good by the CA itself as well as by its responder', async () => {
    expect(judge([await response({ by: pki.issuing })]).status).toBe('passed');
  });

  it('is good by a later response, also years after the certificate ended', async () => {
    const producedAt = days(3650);
    const by = pki.issuing;
    expect(judge([await response({ producedAt, by })], { now: producedAt }).status).toBe('passed');
  });

  it('is revoked from the stated instant on, and not before', async () => {
    expect(judge([await response({ status: revoked(days(-1)) })])).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'REVOKED', revokedAt: days(-1) }],
    });
    const later = await response({ status: revoked(days(1)), producedAt: days(2), by: pki.issuing });
    expect(judge([later], { now: days(2) })).toMatchObject({ status: 'passed', revokedLaterAt: days(1) });
  });

  it('is revoked where the list still says good', async () => {
    const both = { crls: [rootCrl, unitCrl] };
    expect(judge([await response({ status: revoked(days(-1)) })], both).status).toBe('failed');
    expect(judge([await response({})], both).status).toBe('passed');
  });

  it('stays open when nothing fresh, usable or knowing is there', async () => {
    expect(detailsOf([])).toEqual(['no-crl']);
    expect(detailsOf([await response({ producedAt: days(-2) })])).toEqual(['ocsp-not-fresh']);
    expect(detailsOf([await response({ status: { kind: 'unknown' } })])).toEqual(['ocsp-unknown']);
    expect(detailsOf([await response({ status: revoked(days(-1), 'certificateHold') })])).toEqual([
      'on-hold',
    ]);
    expect(detailsOf([await response({ producedAt: days(1) })])).toEqual(['no-crl']);
    expect(detailsOf([makeOcspRefusal('tryLater'), Buffer.from('30', 'hex')])).toEqual(['no-crl']);
  });

  it('is not told by a response about another certificate', async () => {
    expect(detailsOf([await response({ of: responder })])).toEqual(['no-crl']);
  });

  it('is not told by whoever the CA did not make its responder', async () => {
    const { key, spkiDer } = await newKey('p256');
    const der = await makeTimeStampingCertificate(name('冒充'), spkiDer, years(2026, 2027), pki.issuing);
    const impostors = [
      pki.unit,
      { certificate: readCertificate(der), key },
      { certificate: responder.certificate, key },
      pki.root,
    ];
    for (const by of impostors) expect(detailsOf([await response({ by })])).toEqual(['ocsp-not-usable']);
  });

  it('is not told by a responder before its certificate began or after it ended', async () => {
    const producedAt = new Date('2028-06-01T00:00:00Z');
    const late = await response({ producedAt });
    expect(detailsOf([late], { now: producedAt })).toEqual(['ocsp-not-usable']);
  });

  it('is not told by a response of which one byte was changed', async () => {
    const twin = Buffer.from(await response({}));
    const position = twin.indexOf('20261123080000Z') + 13;
    twin[position] = 0x31;
    expect(detailsOf([twin])).toEqual(['ocsp-not-usable']);
  });
});

describe('an OCSP request', () => {
  it('gives back its certificate and nonce', async () => {
    const { unit, issuing } = await makeTestPki();
    const id = writeOcspCertificateId(unit.certificate, issuing.certificate);
    const request = readOcspRequest(writeOcspRequest(id, Buffer.alloc(32, 1)));
    expect(request.certificateIds).toMatchObject([{ der: id }]);
    expect(request.nonceValueDer).toEqual(Buffer.concat([Buffer.from('0420', 'hex'), Buffer.alloc(32, 1)]));
    expect(readOcspRequest(writeOcspRequest(id)).nonceValueDer).toBeUndefined();
    for (const bytes of [
      writeOcspRequest(id, Buffer.alloc(200)),
      Buffer.from('3000', 'hex'),
      id,
      Buffer.alloc(0),
    ]) {
      expect(() => readOcspRequest(bytes)).toThrow(
        expect.objectContaining({ code: 'ocsp-request-unreadable' }),
      );
    }
  });

  it('that is refused says why', () => {
    expect(readOcspResponse(makeOcspRefusal('unauthorized'))).toEqual({ status: 'unauthorized' });
  });
});
