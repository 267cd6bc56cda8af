import { createHash } from 'node:crypto';
import {
  makeSigningIdentity,
  type SigningIdentity,
  signAttributes,
} from '../../../test/support/signing-identity.ts';
import { children, readDer } from '../der/der-reader.ts';
import { objectIdentifier, octetString, setOf, tlv } from '../der/der-writer.ts';
import { ATTRIBUTE_TYPE, CONTENT_TYPE } from './attribute-types.ts';
import { attribute, buildSignedAttributes } from './signed-attributes.ts';
import { readSignedData } from './signed-data-reader.ts';
import { assembleSignedData, estimateSignedDataBytes } from './signed-data-writer.ts';
import { verifySignerInfo } from './signer-verification.ts';

const CONTENT = Buffer.from('what is signed');
const identity = makeSigningIdentity('p-256');
const other = makeSigningIdentity('p-256');

function signWith(
  signer: SigningIdentity,
  signedAttributesDer: Uint8Array,
  certificatesDer = [signer.certificateDer],
) {
  const signature = signAttributes(signer, signedAttributesDer);
  return assembleSignedData({ signedAttributesDer, signature, algorithm: signer.algorithm, certificatesDer });
}

const attributesFor = (content: Uint8Array, certificateDer = identity.certificateDer): Uint8Array =>
  buildSignedAttributes({
    messageDigest: createHash('sha256').update(content).digest(),
    signerCertificateDer: certificateDer,
    digest: 'sha256',
  });

function verdictOf(cmsDer: Uint8Array, content: Uint8Array = CONTENT) {
  const signedData = readSignedData(cmsDer);
  const [signerInfo] = signedData.signerInfos;
  if (signerInfo === undefined) throw new Error('no signer');
  return verifySignerInfo(signedData, signerInfo, {
    digestBy: ({ name }) => createHash(name).update(content).digest(),
    bytes: () => content,
  });
}

describe('a CMS signature', () => {
  const good = signWith(identity, attributesFor(CONTENT));

  it('holds over what was signed, and names its signer', () => {
    const verdict = verdictOf(good);
    expect(verdict.reasons).toEqual([]);
    expect(verdict.warnings).toEqual([]);
    expect(Buffer.from(verdict.signerCertificateDer ?? [])).toEqual(Buffer.from(identity.certificateDer));
  });

  it('fails with HASH_FAILURE’s reason over other content', () => {
    expect(verdictOf(good, Buffer.from('something else')).reasons).toEqual(['message-digest-mismatch']);
  });

  it('fails when a bit of its value is another', () => {
    const tampered = Buffer.from(good);
    tampered[tampered.length - 3] = (tampered[tampered.length - 3] as number) ^ 1;
    expect(verdictOf(tampered).reasons).toEqual(['signature-value-wrong']);
  });

  it('fails when another key made it', () => {
    const forged = signWith({ ...other, certificateDer: identity.certificateDer }, attributesFor(CONTENT));
    expect(verdictOf(forged).reasons).toEqual(['signature-value-wrong']);
  });

  it('fails when signing-certificate-v2 names another certificate', () => {
    expect(verdictOf(signWith(identity, attributesFor(CONTENT, other.certificateDer))).reasons).toEqual([
      'signing-certificate-mismatch',
    ]);
  });

  it('cannot be checked when its certificate is not there', () => {
    const verdict = verdictOf(assembleSignedDataWithout(identity, attributesFor(CONTENT)));
    expect(verdict.reasons).toEqual(['signer-certificate-missing']);
  });

  it('fails when its attributes name another content type', () => {
    const attributes = setOf(
      attribute(ATTRIBUTE_TYPE.contentType, objectIdentifier(CONTENT_TYPE.timeStampInfo)),
      attribute(ATTRIBUTE_TYPE.messageDigest, octetString(createHash('sha256').update(CONTENT).digest())),
    );
    const verdict = verdictOf(signWith(identity, attributes));
    expect(verdict.reasons).toEqual(['content-type-mismatch']);
    expect(verdict.warnings).toEqual(['signing-certificate-attribute-missing']);
  });

  it('fails when an attribute that must be single has two values', () => {
    const digest = createHash('sha256').update(CONTENT).digest();
    const attributes = setOf(
      attribute(ATTRIBUTE_TYPE.contentType, objectIdentifier(CONTENT_TYPE.data)),
      attribute(ATTRIBUTE_TYPE.messageDigest, octetString(digest), octetString(Buffer.alloc(32))),
    );
    expect(verdictOf(signWith(identity, attributes)).reasons).toContain('attribute-not-single');
  });

  it('holds over attributes that are not sorted, in the order in which they were signed, and says so', () => {
    const elements = children(readDer(attributesFor(CONTENT))).map(({ bytes }) => bytes);
    const verdict = verdictOf(signWith(identity, tlv(0x31, ...elements.reverse())));
    expect(verdict.reasons).toEqual([]);
    expect(verdict.warnings).toEqual(['attributes-not-der']);
  });

  it.each(['rsa-2048', 'p-384'] as const)('holds with %s', (kind) => {
    const signer = makeSigningIdentity(kind);
    const digest = kind === 'p-384' ? 'sha384' : 'sha256';
    const attributes = buildSignedAttributes({
      messageDigest: createHash(digest).update(CONTENT).digest(),
      signerCertificateDer: signer.certificateDer,
      digest,
    });
    expect(verdictOf(signWith(signer, attributes)).reasons).toEqual([]);
  });
});

/** The signer is named, but only another certificate is sent along. */
function assembleSignedDataWithout(signer: SigningIdentity, signedAttributesDer: Uint8Array): Uint8Array {
  const complete = signWith(signer, signedAttributesDer);
  const certificate = Buffer.from(signer.certificateDer);
  const at = Buffer.from(complete).indexOf(certificate);
  const replaced = Buffer.from(complete);
  // Another serial number inside the embedded copy: the SignerInfo no longer finds it.
  const serial = children(children(readDer(certificate))[0] ?? readDer(certificate))[1];
  const serialAt = at + certificate.indexOf(Buffer.from(serial?.bytes ?? [])) + 4;
  replaced[serialAt] = (replaced[serialAt] as number) ^ 1;
  return replaced;
}

describe('the size of a signature container', () => {
  it.each(['rsa-2048', 'p-256', 'p-384'] as const)('is never underestimated for %s', (kind) => {
    const signer = makeSigningIdentity(kind);
    const certificatesDer = [signer.certificateDer, signer.authorityCertificateDer];
    const maxSignatureBytes = { 'rsa-2048': 256, 'p-256': 72, 'p-384': 104 }[kind];
    const estimate = estimateSignedDataBytes({
      algorithm: signer.algorithm,
      maxSignatureBytes,
      certificatesDer,
    });
    const digest = kind === 'p-384' ? 'sha384' : 'sha256';
    const attributes = buildSignedAttributes({
      messageDigest: createHash(digest).update(CONTENT).digest(),
      signerCertificateDer: signer.certificateDer,
      digest,
    });
    const made = signWith(signer, attributes, certificatesDer).length;
    expect(made).toBeLessThanOrEqual(estimate);
    expect(made).toBeGreaterThan(estimate - 16);
  });
});
