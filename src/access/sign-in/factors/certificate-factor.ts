import { createHash, randomBytes } from 'node:crypto';
import type { SignatureAlgorithmName } from '../../../crypto/cms/signature-algorithms.ts';
import { readDer } from '../../../crypto/der/der-reader.ts';
import { readAlgorithmIdentifier } from '../../../crypto/pki/algorithm-identifier.ts';
import { type Certificate, readCertificate } from '../../../crypto/pki/certificate.ts';
import { certificateSignatureIdentifier } from '../../../crypto/pki/make-certificate.ts';
import { openPublicKey } from '../../../crypto/pki/opened-public-keys.ts';
import { pemBlocks } from '../../../crypto/pki/pem.ts';
import { verifySignature } from '../../../crypto/pki/verify-signature.ts';
import { valueOr } from '../../../shared/value-or.ts';
import type {
  FactorChallenge,
  FactorProblemCode,
  FactorProof,
  NewFactor,
  SecondFactor,
  StoredFactor,
} from './second-factor.ts';

const NONCE_BYTES = 32;
const RSA_MIN_BITS = 2048;
const CERTIFICATE_MAX_CHARACTERS = 16_384;

/** What a key may sign with; which of them it is, the key decides, and of RSA's two the signer. */
const ALGORITHMS = [
  'sm2-sm3',
  'ecdsa-sha256',
  'rsa-pkcs1-sha256',
  'rsa-pss-sha256',
] as const satisfies readonly SignatureAlgorithmName[];

const IDENTIFIERS = ALGORITHMS.map((name) =>
  readAlgorithmIdentifier(readDer(certificateSignatureIdentifier(name))),
);

/**
 * A certificate whose key signs a text: a USB key, a token, a file. It is bound by itself, not by its issuer: good
 * between its two dates for as long as it stands with the account.
 */
export class CertificateFactor implements SecondFactor {
  readonly kind = 'certificate';

  constructor(private readonly publicOrigin: string) {}

  /** `told`: `text`, whose UTF-8 bytes are to be signed. */
  async offer(): Promise<FactorChallenge> {
    const kept = randomBytes(NONCE_BYTES);
    return { kept, told: { text: this.textOf(kept) } };
  }

  /** @param answer `{certificate: PEM or base64 DER, signature: base64}` */
  async register(answer: unknown, kept: Buffer, now: Date): Promise<NewFactor | FactorProblemCode> {
    const certificate = certificateIn(answer);
    if (!certificate) return 'factor.certificate-unreadable';
    if (!isInForce(certificate, now)) return 'factor.certificate-not-in-force';
    if (!isForSigning(certificate)) return 'factor.certificate-key';
    if (!this.isSigned(answer, kept, certificate)) return 'factor.answer-wrong';
    const handle = createHash('sha256').update(certificate.der).digest();
    return { handle, data: { certificate: Buffer.from(certificate.der).toString('base64') }, counter: 0 };
  }

  ask(): Promise<FactorChallenge> {
    return this.offer();
  }

  /** @param answer `{signature: base64}` by any of the registered keys */
  async prove(
    answer: unknown,
    kept: Buffer | null,
    factors: readonly StoredFactor[],
    now: Date,
  ): Promise<FactorProof | null> {
    const proven = factors.find(({ data }) => {
      const certificate = readCertificate(Buffer.from(String(data['certificate']), 'base64'));
      return kept !== null && isInForce(certificate, now) && this.isSigned(answer, kept, certificate);
    });
    return proven ? { factorId: proven.id, counter: 0 } : null;
  }

  private isSigned(answer: unknown, nonce: Buffer, { spkiDer }: Certificate): boolean {
    const signature = Buffer.from(memberOf(answer, 'signature'), 'base64');
    const data = Buffer.from(this.textOf(nonce));
    return IDENTIFIERS.some((algorithm) => verifySignature({ algorithm, spkiDer, data, signature }));
  }

  /** Readable, and of no use elsewhere: whoever signs it sees for whom, and it can be no document's digest. */
  private textOf(nonce: Buffer): string {
    return `照章 / Zhaozhang sign-in 1\n${this.publicOrigin}\n${nonce.toString('base64url')}\n`;
  }
}

function memberOf(answer: unknown, name: string): string {
  const value = (answer as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' && value.length <= CERTIFICATE_MAX_CHARACTERS ? value : '';
}

function certificateIn(answer: unknown): Certificate | null {
  const written = memberOf(answer, 'certificate');
  const [pem] = pemBlocks(Buffer.from(written), 'CERTIFICATE');
  return valueOr(() => readCertificate(pem ?? Buffer.from(written, 'base64'))) ?? null;
}

const isInForce = ({ notBefore, notAfter }: Certificate, now: Date): boolean =>
  notBefore <= now && now <= notAfter;

/** A key of today's strength in a certificate of a person: no CA's, and for signatures where it says for what. */
function isForSigning({ spkiDer, extensions }: Certificate): boolean {
  if (extensions.basicConstraints?.isCa) return false;
  if (extensions.keyUsage && !extensions.keyUsage.has('digitalSignature')) return false;
  const opened = valueOr(() => openPublicKey(spkiDer));
  if (!opened) return false;
  if (opened.kind === 'sm2') return true;
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = opened.key;
  if (type === 'ec') return details?.namedCurve === 'prime256v1';
  return type === 'rsa' && (details?.modulusLength ?? 0) >= RSA_MIN_BITS;
}
