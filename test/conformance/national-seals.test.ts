import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCertificate } from '../../src/crypto/pki/certificate.ts';
import { validatePath } from '../../src/crypto/pki/validate-path.ts';
import { verifySignature } from '../../src/crypto/pki/verify-signature.ts';
import { readElectronicSeal } from '../../src/crypto/ses/seal-reader.ts';
import { readSealSignature } from '../../src/crypto/ses/seal-signature-reader.ts';
import { judgeSealSignature } from '../../src/crypto/ses/seal-signature-verification.ts';
import { judgeSeal } from '../../src/crypto/ses/seal-verification.ts';
import { makeSealWorld, type SealWorld } from '../factories/test-seals.ts';
import { ask, askOpensslSm2, withFolder } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

const CORPUS = join(process.cwd(), '../shared/corpus/sm2');
const isPresent = existsSync(CORPUS);
const itWithCorpus = (title: string, run: () => void): void => {
  if (isPresent) it(title, run);
  else it.skip(`${title} (skipped: the files with known verdicts are not here)`, run);
};
const file = (name: string): Buffer => readFileSync(join(CORPUS, name));
/** The first certificate of a PEM file, whatever text stands around it. */
const certificateOf = (name: string) =>
  readCertificate(
    Buffer.from(
      /-----BEGIN CERTIFICATE-----([^-]+)/.exec(file(name).toString('latin1'))?.[1] ?? '',
      'base64',
    ),
  );

/** The makers' root is not among the files, so their two certificates are trusted as they are. */
function evidence(now: string) {
  const { makerCertificateDer, admittedSigners } = readElectronicSeal(file('UserV4.esl'));
  const signers = admittedSigners.kind === 'certificates' ? admittedSigners.certificatesDer : [];
  return { anchors: [makerCertificateDer, ...signers], pool: [], crls: [], now: new Date(now) };
}

const codesOf = (reasons: readonly { code: string; detail: string }[]) =>
  reasons.map(({ code, detail }) => `${code} ${detail}`);

describe('seals and seal signatures with known verdicts', () => {
  const SEALS: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['UserV1.esl', 'V1', '2021-01-01T00:00:00Z', []],
    ['UserV4.esl', 'V4', '2021-01-01T00:00:00Z', []],
    [
      'UserV4.esl',
      'V4',
      '2023-01-01T00:00:00Z',
      ['MAKER_CERT_EXPIRED expired', 'SEAL_EXPIRED after-validity'],
    ],
    ['UserV5.esl', 'V5', '2026-06-01T00:00:00Z', ['MAKER_CERT_EXPIRED expired']],
    [
      'UserV5_ts.esl',
      'V5',
      '2026-06-01T00:00:00Z',
      ['MAKER_CERT_EXPIRED expired', 'TIMESTAMP time-stamp-not-valid'],
    ],
  ];

  for (const [name, form, at, codes] of SEALS) {
    itWithCorpus(
      `${name} of ${form} is judged rightly at ${at}, and its twin with another picture fails`,
      () => {
        const seal = file(name);
        const verdict = judgeSeal(seal, new Date(at), evidence(at));
        expect(verdict.seal).toMatchObject({ form, picture: { type: 'PNG', widthMm: 40, heightMm: 40 } });
        expect(codesOf(verdict.reasons)).toEqual(codes);
        expect(verdict.deviations).toEqual([]);
        const twin = Buffer.from(seal);
        twin[2000] = (twin[2000] as number) ^ 1;
        const tampered = judgeSeal(twin, new Date(at), evidence(at));
        expect(codesOf(tampered.reasons)).toEqual(['SEAL_SIGN value-wrong', ...codes]);
      },
    );
  }

  // Signed over no original that exists: the digest in both is 32 zeros.
  const SIGNATURES: readonly (readonly [string, string, readonly string[]])[] = [
    ['SignedValueV4.dat', '2020-10-12T12:00:00Z', ['DIGEST other-original']],
    [
      'SignedValueV5.dat',
      '2026-04-24T09:00:00Z',
      [
        'DIGEST other-original',
        'MAKER_CERT_EXPIRED expired',
        'SIGNER_CERT_EXPIRED expired',
        'TIME after-validity',
      ],
    ],
  ];

  for (const [name, provenAt, codes] of SIGNATURES) {
    itWithCorpus(`${name} bears a good signature, but not over Signature.xml; its twin bears none`, () => {
      const given = { ...evidence(provenAt), provenAt: new Date(provenAt) };
      const original = [file('Signature.xml')];
      const verdict = judgeSealSignature(file(name), original, given);
      expect(codesOf(verdict.reasons)).toEqual(codes);
      expect(verdict.signature).toMatchObject({ propertyInfo: '/Doc_0/Signs/Sign_0/Signature.xml' });
      expect(verdict.deviations).toEqual([]);
      const twin = file(name);
      twin[twin.length - 2] = (twin[twin.length - 2] as number) ^ 1;
      const tampered = judgeSealSignature(twin, original, given);
      expect(codesOf(tampered.reasons)).toEqual(['SIGN_VALUE value-wrong', ...codes]);
    });
  }

  const CERTIFICATES = [
    ['sm2-root-cert.pem', 'sm2-root-cert.pem', true],
    ['sm2-cert.pem', 'sm2-root-cert.pem', true],
    ['sm2-first-crt.pem', 'sm2-root-cert.pem', true],
    ['sm2-leaf.crt', 'sm2-chain-ca.crt', true],
    ['sm2-noza-root-cert.pem', 'sm2-noza-root-cert.pem', false],
    ['sm2-noza-cert.pem', 'sm2-noza-root-cert.pem', false],
  ] as const;

  for (const [name, issuer, holds] of CERTIFICATES) {
    itWithCorpus(`${name} is ${holds ? '' : 'not '}signed under the default id`, () => {
      const { signatureAlgorithm: algorithm, tbsDer: data, signature } = certificateOf(name);
      const { spkiDer } = certificateOf(issuer);
      expect(verifySignature({ algorithm, spkiDer, data, signature })).toBe(holds);
    });
  }

  itWithCorpus('a path over a certificate that was signed without Z fails', () => {
    const path = (name: string, root: string) =>
      validatePath({
        certificateDer: certificateOf(name).der,
        anchors: [certificateOf(root).der],
        pool: [],
        crls: [],
        at: new Date('2026-01-01T00:00:00Z'),
        revocation: 'not-checked',
      }).status;
    expect(path('sm2-cert.pem', 'sm2-root-cert.pem')).toBe('passed');
    expect(path('sm2-noza-cert.pem', 'sm2-noza-root-cert.pem')).toBe('failed');
  });
});

describe('a seal of our own before OpenSSL', () => {
  let world: SealWorld;
  let signed: Uint8Array;
  beforeAll(async () => {
    world = await makeSealWorld();
    signed = await world.sign(Buffer.from('original'), new Date('2026-11-23T08:00:00Z'));
  });

  itJudgedBy('openssl')('bears the maker’s signature, and not with one byte changed', async () => {
    const seal = readElectronicSeal(world.sealDer);
    const twin = { ...seal, signedDer: Buffer.from(seal.signedDer) };
    twin.signedDer[40] = (twin.signedDer[40] as number) ^ 1;
    expect((await askOpensslSm2(seal.makerCertificateDer, twin)).text).not.toContain('Verified OK');
    expect((await askOpensslSm2(seal.makerCertificateDer, seal)).text).toContain('Verified OK');
  });

  itJudgedBy('openssl')('bears the signer’s signature, and not with one byte changed', async () => {
    const signature = readSealSignature(signed);
    const twin = { ...signature, signedDer: Buffer.from(signature.signedDer) };
    twin.signedDer[40] = (twin.signedDer[40] as number) ^ 1;
    const { signerCertificateDer } = signature;
    expect((await askOpensslSm2(signerCertificateDer, twin)).text).not.toContain('Verified OK');
    expect((await askOpensslSm2(signerCertificateDer, signature)).text).toContain('Verified OK');
  });

  itJudgedBy('openssl')('has the fields of GB/T 38540 in their types and order for its parser', async () => {
    const { text } = await withFolder(async (folder) => {
      await writeFile(join(folder, 'signature.der'), signed);
      return ask('openssl', ['asn1parse', '-inform', 'DER', '-in', join(folder, 'signature.der')]);
    });
    const line = /d=(\d+) .*?(?:cons|prim): (\w+(?: STRING)?) *(?:\[HEX DUMP\].*|:(.*))?$/gm;
    const fields = [...text.matchAll(line)].map(([, depth, type, value = '']) =>
      `${depth} ${type} ${type === 'UTF8STRING' ? '' : value}`.trim(),
    );
    expect(fields).toEqual([
      '0 SEQUENCE',
      '1 SEQUENCE',
      '2 INTEGER 04',
      '2 SEQUENCE',
      '3 SEQUENCE',
      '4 SEQUENCE',
      '5 IA5STRING ES',
      '5 INTEGER 04',
      '5 IA5STRING ZHAOZHANG',
      '4 IA5STRING 14050000000001',
      '4 SEQUENCE',
      '5 INTEGER 01',
      '5 UTF8STRING',
      '5 INTEGER 01',
      '5 SEQUENCE',
      '6 OCTET STRING',
      '5 GENERALIZEDTIME 20260101000000Z',
      '5 GENERALIZEDTIME 20260101000000Z',
      '5 GENERALIZEDTIME 20271231235959Z',
      '4 SEQUENCE',
      '5 IA5STRING PNG',
      '5 OCTET STRING',
      '5 INTEGER 2A',
      '5 INTEGER 2A',
      '3 OCTET STRING',
      '3 OBJECT SM2-with-SM3',
      '3 BIT STRING',
      '2 GENERALIZEDTIME 20261123080000Z',
      '2 BIT STRING',
      '2 IA5STRING /Doc_0/Signs/Sign_0/Signature.xml',
      '1 OCTET STRING',
      '1 OBJECT SM2-with-SM3',
      '1 BIT STRING',
    ]);
  });
});
