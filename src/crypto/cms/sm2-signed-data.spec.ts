import { makeTestPki, type TestPki } from '../../../test/factories/test-pki.ts';
import {
  contextConstructed,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../der/der-writer.ts';
import { sm3 } from '../sm2/sm3.ts';
import { CONTENT_TYPE } from './attribute-types.ts';
import { readCertificateIdentity } from './certificate-identity.ts';
import { type CmsIdentifiers, identifiersOf } from './cms-identifiers.ts';
import { digestAlgorithmIdentifier, digestOf } from './digest-algorithms.ts';
import { buildSignedAttributes } from './signed-attributes.ts';
import { readSignedData } from './signed-data-reader.ts';
import { assembleSignedData, estimateSignedDataBytes } from './signed-data-writer.ts';
import { verifySignerInfo } from './signer-verification.ts';

const CONTENT = Buffer.from('what is signed');
const FAMILIES: readonly CmsIdentifiers[] = ['rfc5652', 'gbt35275'];

function verdictOf(cmsDer: Uint8Array, content: Uint8Array = CONTENT) {
  const signedData = readSignedData(cmsDer);
  const [signerInfo] = signedData.signerInfos;
  if (signerInfo === undefined) throw new Error('no signer');
  return verifySignerInfo(signedData, signerInfo, {
    digestBy: (digest) => digestOf(digest, [content]),
    bytes: () => content,
  });
}

describe('a CMS signature with SM2', () => {
  let pki: TestPki;
  beforeAll(async () => {
    pki = await makeTestPki('sm2');
  });

  const partsOf = async (contentType: string, content: Uint8Array = CONTENT) => {
    const { certificate, key } = pki.unit;
    const signedAttributesDer = buildSignedAttributes({
      messageDigest: sm3(content),
      signerCertificateDer: certificate.der,
      digest: 'sm3',
      contentType,
    });
    const signature = await key.sign(signedAttributesDer);
    const certificatesDer = [certificate.der, pki.issuing.certificate.der];
    return { signedAttributesDer, signature, algorithm: key.algorithm, certificatesDer };
  };

  it.each(FAMILIES)('holds in the identifiers of %s, and its twins fail', async (identifiers) => {
    const { data, signedData } = identifiersOf(identifiers);
    const good = assembleSignedData({ ...(await partsOf(data)), identifiers });
    expect(Buffer.from(good).subarray(4).indexOf(objectIdentifier(signedData))).toBe(0);
    expect(verdictOf(good)).toMatchObject({ reasons: [], warnings: [], digest: { name: 'sm3' } });
    expect(verdictOf(good, Buffer.from('other')).reasons).toEqual(['message-digest-mismatch']);
    const twin = Buffer.from(good);
    twin[twin.length - 2] = (twin[twin.length - 2] as number) ^ 1;
    expect(verdictOf(twin).reasons).toEqual(['signature-value-wrong']);
  });

  it.each(FAMILIES)('never takes more room than foretold in the identifiers of %s', async (identifiers) => {
    const parts = await partsOf(identifiersOf(identifiers).data);
    const { algorithm, certificatesDer } = parts;
    const room = estimateSignedDataBytes({ algorithm, certificatesDer, maxSignatureBytes: 72, identifiers });
    const made = assembleSignedData({ ...parts, identifiers }).length;
    expect(made).toBeLessThanOrEqual(room);
    expect(made).toBeGreaterThan(room - 8);
  });

  it('fails when its attributes name the content type of the other family', async () => {
    const mixed = assembleSignedData({ ...(await partsOf(CONTENT_TYPE.data)), identifiers: 'gbt35275' });
    expect(verdictOf(mixed).reasons).toEqual(['content-type-mismatch']);
  });

  it('is refused under the identifiers of GB/T 35275 for any other algorithm', async () => {
    const parts = await partsOf(CONTENT_TYPE.gmData);
    expect(() =>
      assembleSignedData({ ...parts, algorithm: 'ecdsa-sha256', identifiers: 'gbt35275' }),
    ).toThrow('cms-identifiers-need-sm2');
  });

  it('holds without attributes, over the content itself, as GB/T 35275 allows', async () => {
    const { certificate, key } = pki.unit;
    const { issuerDer, serialNumberDer } = readCertificateIdentity(certificate.der);
    const signerInfo = sequence(
      integer(1),
      sequence(issuerDer, serialNumberDer),
      digestAlgorithmIdentifier('sm3'),
      sequence(objectIdentifier('1.2.156.10197.1.301.1')),
      octetString(await key.sign(CONTENT)),
    );
    const signedData = sequence(
      integer(1),
      setOf(digestAlgorithmIdentifier('sm3')),
      sequence(objectIdentifier(CONTENT_TYPE.gmData)),
      contextConstructed(0, certificate.der),
      setOf(signerInfo),
    );
    const bare = sequence(objectIdentifier(CONTENT_TYPE.gmSignedData), contextConstructed(0, signedData));
    expect(verdictOf(bare)).toMatchObject({
      reasons: [],
      warnings: ['no-signed-attributes', 'signing-certificate-attribute-missing'],
    });
    expect(verdictOf(bare, Buffer.from('other')).reasons).toEqual(['signature-value-wrong']);
  });
});
