import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { SignatureAlgorithmName } from '../../src/crypto/cms/signature-algorithms.ts';
import { writtenAlgorithm } from '../../src/crypto/cms/signature-algorithms.ts';
import {
  bitString,
  boolean,
  contextConstructed,
  integer,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  setOf,
  time,
  utf8String,
} from '../../src/crypto/der/der-writer.ts';

/** A key with its certificate and the certificate of the authority that issued it. */
export interface SigningIdentity {
  readonly privateKey: KeyObject;
  readonly certificateDer: Uint8Array;
  readonly authorityCertificateDer: Uint8Array;
  readonly algorithm: SignatureAlgorithmName;
}

export type KeyKind = 'rsa-2048' | 'p-256' | 'p-384';

const KEY_KINDS: Readonly<Record<KeyKind, { algorithm: SignatureAlgorithmName; generate: () => KeyPair }>> = {
  'rsa-2048': {
    algorithm: 'rsa-pkcs1-sha256',
    generate: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  },
  'p-256': { algorithm: 'ecdsa-sha256', generate: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  'p-384': { algorithm: 'ecdsa-sha384', generate: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }) },
};

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Certificates of the tests hold from 2020 until 2045, so that no test depends on today. */
const VALID_FROM = new Date('2020-01-01T00:00:00Z');
const VALID_UNTIL = new Date('2045-01-01T00:00:00Z');

/** A fresh authority and a unit certificate under it, with the given Chinese names. */
export function makeSigningIdentity(
  kind: KeyKind,
  commonName = '晋城市市场监督管理局',
  organisation = '晋城市人民政府',
): SigningIdentity {
  const authority = makeAuthority(`照章试验根证书 ${randomBytes(4).toString('hex')}`);
  const { algorithm, generate } = KEY_KINDS[kind];
  const pair = generate();
  const certificateDer = certificate({
    subject: distinguishedName(commonName, organisation),
    publicKey: pair.publicKey,
    issuer: authority.name,
    issuerKey: authority.privateKey,
    extensions: [
      extension('2.5.29.19', sequence()),
      extension('2.5.29.15', bitString(Uint8Array.of(0xc0), 6), true),
      extension('2.5.29.14', octetString(keyIdentifier(pair.publicKey))),
    ],
  });
  return {
    privateKey: pair.privateKey,
    certificateDer,
    authorityCertificateDer: authority.certificateDer,
    algorithm,
  };
}

/** The signature over signed attributes, as a signer adapter makes it. */
export function signAttributes(identity: SigningIdentity, signedAttributesDer: Uint8Array): Uint8Array {
  return sign(writtenAlgorithm(identity.algorithm).digest, signedAttributesDer, identity.privateKey);
}

function makeAuthority(commonName: string) {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = distinguishedName(commonName, '照章');
  const certificateDer = certificate({
    subject: name,
    publicKey: pair.publicKey,
    issuer: name,
    issuerKey: pair.privateKey,
    extensions: [
      extension('2.5.29.19', sequence(boolean(true)), true),
      extension('2.5.29.15', bitString(Uint8Array.of(0x06), 1), true),
      extension('2.5.29.14', octetString(keyIdentifier(pair.publicKey))),
    ],
  });
  return { name, certificateDer, privateKey: pair.privateKey };
}

function certificate(parts: {
  readonly subject: Uint8Array;
  readonly publicKey: KeyObject;
  readonly issuer: Uint8Array;
  readonly issuerKey: KeyObject;
  readonly extensions: readonly Uint8Array[];
}): Uint8Array {
  const algorithm = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
  const toBeSigned = sequence(
    contextConstructed(0, integer(2)),
    integer(randomBytes(16)),
    algorithm,
    parts.issuer,
    sequence(time(VALID_FROM), time(VALID_UNTIL)),
    parts.subject,
    parts.publicKey.export({ type: 'spki', format: 'der' }),
    contextConstructed(3, sequence(...parts.extensions)),
  );
  return sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, parts.issuerKey)));
}

function distinguishedName(commonName: string, organisation: string): Uint8Array {
  return sequence(
    setOf(sequence(objectIdentifier('2.5.4.6'), printableString('CN'))),
    setOf(sequence(objectIdentifier('2.5.4.10'), utf8String(organisation))),
    setOf(sequence(objectIdentifier('2.5.4.3'), utf8String(commonName))),
  );
}

const extension = (oid: string, value: Uint8Array, critical = false): Uint8Array =>
  sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));

const keyIdentifier = (key: KeyObject): Uint8Array =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();

/** PEM of a certificate, for outside judges. */
export const certificatePem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
