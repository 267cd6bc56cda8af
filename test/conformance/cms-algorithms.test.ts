import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTENT_TYPE } from '../../src/crypto/cms/attribute-types.ts';
import { readCertificateIdentity } from '../../src/crypto/cms/certificate-identity.ts';
import { digestOf } from '../../src/crypto/cms/digest-algorithms.ts';
import { asImplicitAttributes, buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { readSignedData } from '../../src/crypto/cms/signed-data-reader.ts';
import { type SignerVerdict, verifySignerInfo } from '../../src/crypto/cms/signer-verification.ts';
import {
  contextConstructed,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../../src/crypto/der/der-writer.ts';
import { readCertificate } from '../../src/crypto/pki/certificate.ts';
import { verifySignature } from '../../src/crypto/pki/verify-signature.ts';
import { ask, withFolder } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

const itByOpenssl = itJudgedBy('openssl');
const CONTENT = Buffer.from('一份证照');

async function openssl(...parameters: readonly string[]): Promise<void> {
  const { exitCode, text } = await ask('openssl', parameters);
  if (exitCode !== 0) throw new Error(text);
}

/** Key `key.pem`, self-signed certificate `cert.der`, content `content.bin`, all by OpenSSL. */
async function makeSigner(
  path: (name: string) => string,
  algorithm: 'ed25519' | 'ed448' | 'dsa',
  bits = 2048,
): Promise<void> {
  await writeFile(path('content.bin'), CONTENT);
  if (algorithm === 'dsa') {
    await openssl('dsaparam', '-out', path('parameters.pem'), String(bits));
    await openssl('gendsa', '-out', path('key.pem'), path('parameters.pem'));
  } else await openssl('genpkey', '-algorithm', algorithm, '-out', path('key.pem'));
  const subject = ['-subj', `/C=CN/CN=${algorithm}`, '-days', '3650'];
  await openssl('req', '-x509', '-new', '-key', path('key.pem'), ...subject, '-out', path('cert.pem'));
  await openssl('x509', '-in', path('cert.pem'), '-outform', 'DER', '-out', path('cert.der'));
}

function verdictOn(cmsDer: Uint8Array, content: Uint8Array = CONTENT): SignerVerdict {
  const signedData = readSignedData(cmsDer);
  const [signerInfo] = signedData.signerInfos;
  if (signerInfo === undefined) throw new Error('no signer');
  return verifySignerInfo(signedData, signerInfo, {
    digestBy: (digest) => digestOf(digest, [content]),
    bytes: () => content,
  });
}

const EDWARDS = {
  ed25519: { signature: '1.3.101.112', digest: '2.16.840.1.101.3.4.2.3' },
  ed448: { signature: '1.3.101.113', digest: '2.16.840.1.101.3.4.2.12' },
} as const;

const digestBy = (oid: string): Buffer =>
  oid === EDWARDS.ed448.digest
    ? createHash('shake256', { outputLength: 64 }).update(CONTENT).digest()
    : createHash(oid === EDWARDS.ed25519.digest ? 'sha512' : 'sha256')
        .update(CONTENT)
        .digest();

/** RFC 8419: OpenSSL 3.0 makes no such container, so its key signs the attributes of ours. */
async function edwardsContainer(
  path: (name: string) => string,
  algorithm: 'ed25519' | 'ed448',
  digestOid: string = EDWARDS[algorithm].digest,
): Promise<Uint8Array> {
  const certificateDer = await readFile(path('cert.der'));
  const signer = readCertificateIdentity(certificateDer);
  const attributes = {
    messageDigest: digestBy(digestOid),
    signerCertificateDer: certificateDer,
    digest: 'sha256',
  } as const;
  const signedAttributesDer = buildSignedAttributes(attributes);
  await writeFile(path('attributes.der'), signedAttributesDer);
  const input = ['-rawin', '-in', path('attributes.der'), '-out', path('signature.bin')];
  await openssl('pkeyutl', '-sign', '-inkey', path('key.pem'), ...input);
  const digestAlgorithm = sequence(objectIdentifier(digestOid));
  const signerInfo = sequence(
    integer(1),
    sequence(signer.issuerDer, signer.serialNumberDer),
    digestAlgorithm,
    asImplicitAttributes(signedAttributesDer),
    sequence(objectIdentifier(EDWARDS[algorithm].signature)),
    octetString(await readFile(path('signature.bin'))),
  );
  const signedData = sequence(
    integer(1),
    setOf(digestAlgorithm),
    sequence(objectIdentifier(CONTENT_TYPE.data)),
    contextConstructed(0, certificateDer),
    setOf(signerInfo),
  );
  return sequence(objectIdentifier(CONTENT_TYPE.signedData), contextConstructed(0, signedData));
}

const withLastByteChanged = (der: Uint8Array): Buffer => {
  const twin = Buffer.from(der);
  twin[twin.length - 1] = (twin.at(-1) ?? 0) ^ 1;
  return twin;
};

describe.each(['ed25519', 'ed448'] as const)('a CMS signature by %s (RFC 8419)', (algorithm) => {
  itByOpenssl('holds, with a key and a value of OpenSSL, and not with another content or value', async () => {
    await withFolder(async (folder) => {
      const path = (name: string) => join(folder, name);
      await makeSigner(path, algorithm);
      const container = await edwardsContainer(path, algorithm);
      expect(verdictOn(container)).toMatchObject({ reasons: [], warnings: [] });
      expect(verdictOn(container, Buffer.from('other')).reasons).toEqual(['message-digest-mismatch']);
      expect(verdictOn(withLastByteChanged(container)).reasons).toEqual(['signature-value-wrong']);
    });
  });

  itByOpenssl('does not hold with a digest that the standard does not pair with it', async () => {
    await withFolder(async (folder) => {
      const path = (name: string) => join(folder, name);
      await makeSigner(path, algorithm);
      const container = await edwardsContainer(path, algorithm, '2.16.840.1.101.3.4.2.1');
      expect(verdictOn(container).reasons).toEqual(['algorithms-disagree']);
    });
  });

  itByOpenssl('has a certificate whose own signature is checked', async () => {
    await withFolder(async (folder) => {
      const path = (name: string) => join(folder, name);
      await makeSigner(path, algorithm);
      const certificate = readCertificate(await readFile(path('cert.der')));
      const { signatureAlgorithm, spkiDer, tbsDer, signature } = certificate;
      const signed = { algorithm: signatureAlgorithm, spkiDer, data: tbsDer, signature };
      expect(verifySignature(signed)).toBe(true);
      expect(verifySignature({ ...signed, signature: withLastByteChanged(signature) })).toBe(false);
      expect(verifySignature({ ...signed, data: withLastByteChanged(tbsDer) })).toBe(false);
    });
  });
});

describe('a CMS signature by DSA', () => {
  itByOpenssl(
    'holds as OpenSSL makes it, is told to be weak, and not with another content or value',
    async () => {
      await withFolder(async (folder) => {
        const path = (name: string) => join(folder, name);
        await makeSigner(path, 'dsa');
        for (const extra of [[], ['-noattr']]) {
          const signing = [
            '-sign',
            '-binary',
            '-md',
            'sha256',
            '-in',
            path('content.bin'),
            '-outform',
            'DER',
            ...extra,
          ];
          await openssl(
            'cms',
            ...signing,
            '-signer',
            path('cert.pem'),
            '-inkey',
            path('key.pem'),
            '-out',
            path('cms.der'),
          );
          const container = await readFile(path('cms.der'));
          expect(verdictOn(container).reasons).toEqual([]);
          expect(verdictOn(container).warnings).toContain('weak-key');
          const expected = extra.length > 0 ? 'signature-value-wrong' : 'message-digest-mismatch';
          expect(verdictOn(container, Buffer.from('other')).reasons).toEqual([expected]);
          expect(verdictOn(withLastByteChanged(container)).reasons).toEqual(['signature-value-wrong']);
        }
      });
    },
    60_000,
  );
});
