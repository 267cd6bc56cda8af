import { randomBytes } from 'node:crypto';
import { makeTestPki } from '../../../test/factories/test-pki.ts';
import { readCertificate } from './certificate.ts';
import { readCrl } from './crl.ts';
import { concatenatedSignature } from './ecdsa-signature.ts';
import { PkiError } from './pki-error.ts';

/** Each byte changed once, each prefix, and noise. */
function* mutations(der: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < der.length; at += 1) {
    const twin = Buffer.from(der);
    twin[at] = (twin[at] ?? 0) ^ (1 << (at & 7));
    yield twin;
    yield Buffer.from(der.subarray(0, at));
  }
  for (let at = 0; at < 50; at += 1) yield randomBytes(at * 7);
}

function refusalsOf(read: (der: Uint8Array) => unknown, der: Uint8Array): unknown[] {
  const refusals: unknown[] = [];
  for (const twin of mutations(der)) {
    try {
      read(twin);
    } catch (error) {
      refusals.push(error);
    }
  }
  return refusals;
}

describe('hostile bytes', () => {
  it('as a certificate are read or refused by one code', async () => {
    const { unit } = await makeTestPki();
    const refusals = refusalsOf(readCertificate, unit.certificate.der);
    expect(refusals.length).toBeGreaterThan(unit.certificate.der.length);
    expect(
      refusals.every((error) => error instanceof PkiError && error.code === 'certificate-unreadable'),
    ).toBe(true);
  });

  it('as a CRL are read or refused by one code', async () => {
    const issuedAt = new Date('2026-11-20T00:00:00Z');
    const revocation = { serialHex: '01', revokedAt: issuedAt, reason: 'superseded' as const };
    const [, crl = Buffer.alloc(0)] = await (await makeTestPki()).crls(issuedAt, [revocation]);
    const refusals = refusalsOf(readCrl, crl);
    expect(refusals.every((error) => error instanceof PkiError && error.code === 'crl-unreadable')).toBe(
      true,
    );
  });

  it('with an extension that stands twice are refused', async () => {
    const { unit } = await makeTestPki();
    const twin = Buffer.from(unit.certificate.der);
    const policies = twin.indexOf(Buffer.from('0603551d20', 'hex'));
    twin.write('0e', policies + 4, 'hex');
    expect(() => readCertificate(twin)).toThrow('certificate-unreadable');
  });

  it('as halves of a signature are brought to their length or refused', () => {
    const der = Buffer.from('300702010a02020080', 'hex');
    const both = Buffer.from(concatenatedSignature(der, 32)).toString('hex');
    expect(both).toBe(`${'0a'.padStart(64, '0')}${'80'.padStart(64, '0')}`);
    expect(() => concatenatedSignature(Buffer.from('3006020100020101', 'hex'), 32)).toThrow(RangeError);
    expect(() => concatenatedSignature(der.subarray(0, 5), 32)).toThrow();
  });
});
