import { digestByName } from '../cms/digest-algorithms.ts';
import { signatureAlgorithmByOid } from '../cms/signature-algorithms.ts';
import type { Certificate } from './certificate.ts';
import { formatName } from './distinguished-name.ts';
import { openPublicKey } from './opened-public-keys.ts';

/** What makes a certificate of a path weaker than its signature says. Closed list. */
export interface PathWeakness {
  readonly weakness: 'weak-digest' | 'short-key';
  readonly subject: string;
}

/** Shorter RSA and DSA keys can be broken by those who can pay for it (ETSI TS 119 312 §8.3). */
const MIN_MODULUS_BITS = 2048;

/**
 * Weak digests (MD5, SHA-1) and short keys in a path. Told beside the verdict and not in it: from when on they no
 * longer count is a matter of policy and of the instant, not of RFC 5280.
 */
export function pathWeaknesses(path: readonly Certificate[]): PathWeakness[] {
  return path.flatMap((certificate) => {
    const subject = formatName(certificate.subject);
    const found: PathWeakness[] = [];
    if (hasWeakDigest(certificate)) found.push({ weakness: 'weak-digest', subject });
    if (hasShortKey(certificate)) found.push({ weakness: 'short-key', subject });
    return found;
  });
}

function hasWeakDigest({ signatureAlgorithm }: Certificate): boolean {
  const digest = signatureAlgorithmByOid(signatureAlgorithm.oid)?.digest;
  return digest !== undefined && digestByName(digest).weak;
}

function hasShortKey({ spkiDer }: Certificate): boolean {
  try {
    const opened = openPublicKey(spkiDer);
    const modulusBits = opened.kind === 'other' ? opened.key.asymmetricKeyDetails?.modulusLength : undefined;
    return modulusBits !== undefined && modulusBits < MIN_MODULUS_BITS;
  } catch {
    // A key that cannot be opened verifies nothing; the path fails by that.
    return false;
  }
}
