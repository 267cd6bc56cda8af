import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString, readSmallInteger } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { readAlgorithmIdentifier } from '../pki/algorithm-identifier.ts';
import { DerivationBudget } from './derivation-budget.ts';
import { decryptByPassword } from './encryption-schemes.ts';
import { Pkcs12Error } from './pkcs12-error.ts';
import { isMacRight } from './pkcs12-mac.ts';
import { type PasswordBytes, passwordForms } from './pkcs12-password.ts';
import { mergeContents, type OpenEncrypted, readSafeContents, type SafeContents } from './safe-bags.ts';

/** A chain and a key take a few thousand bytes. */
const MAX_FILE_BYTES = 1_048_576;
const VERSION = 3;
const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';

/**
 * Opens a PKCS #12 file (RFC 7292) that is protected by a password, in modern form (PBES2, MAC with SHA-2) or old
 * (RC2, 3DES, MAC with SHA-1), BER or DER. Certificates come out byte for byte as they lay there. A file without MAC
 * is read too: the key that belongs to the certificate shows whether it is whole.
 *
 * @param bytes PFX; anything from anyone
 * @throws Pkcs12Error `pkcs12-unreadable | pkcs12-password-wrong | pkcs12-algorithm-unknown | pkcs12-too-costly`
 */
export function readPkcs12(bytes: Uint8Array, password: string): SafeContents {
  if (bytes.length > MAX_FILE_BYTES) throw new Pkcs12Error('pkcs12-too-costly');
  const { authSafe, macData } = parseOrRefuse(() => readPfx(bytes));
  const budget = new DerivationBudget();
  for (const form of passwordForms(password)) {
    if (macData && !parseOrRefuse(() => isMacRight(macData, authSafe, form, budget))) continue;
    const contents = openSafes(authSafe, form, budget);
    if (contents) return contents;
  }
  throw new Pkcs12Error('pkcs12-password-wrong');
}

interface Pfx {
  /** Content of the authenticated safe, which the MAC is over. */
  readonly authSafe: Uint8Array;
  readonly macData: DerNode | undefined;
}

function readPfx(bytes: Uint8Array): Pfx {
  const [version, authSafe, macData] = children(expectTag(readDer(bytes), TAG.sequence));
  if (readSmallInteger(version) !== VERSION) throw new Pkcs12Error('pkcs12-unreadable');
  const [type, wrapped] = children(expectTag(authSafe, TAG.sequence));
  const [content] = isContext(wrapped, 0) ? children(wrapped) : [];
  // Signed instead of authenticated by password: for exchange between parties that hold keys already.
  if (readObjectIdentifier(type) !== DATA) throw new Pkcs12Error('pkcs12-algorithm-unknown');
  return { authSafe: readOctetString(content), macData };
}

/** @returns undefined when the cipher does not open: the password is another, or was written in another form */
function openSafes(
  authSafe: Uint8Array,
  password: PasswordBytes,
  budget: DerivationBudget,
): SafeContents | undefined {
  let isOpened = true;
  const open: OpenEncrypted = (algorithm, ciphertext) => {
    try {
      return decryptByPassword(algorithm, ciphertext, password, budget);
    } catch (cause) {
      isOpened = cause instanceof Pkcs12Error;
      throw cause;
    }
  };
  try {
    const safes = children(expectTag(readDer(authSafe), TAG.sequence));
    return mergeContents(safes.map((safe) => readSafeContents(contentOf(safe, open), open)));
  } catch (cause) {
    if (!isOpened) return undefined;
    throw cause instanceof Pkcs12Error ? cause : new Pkcs12Error('pkcs12-unreadable', cause);
  }
}

/** SafeContents of a ContentInfo: in clear, or as EncryptedData (RFC 5652 §8). */
function contentOf(safe: DerNode, open: OpenEncrypted): Uint8Array {
  const [typeNode, wrapped] = children(expectTag(safe, TAG.sequence));
  const [content] = isContext(wrapped, 0) ? children(wrapped) : [];
  const type = readObjectIdentifier(typeNode);
  if (type === DATA) return readOctetString(content);
  if (type !== ENCRYPTED_DATA) throw new Pkcs12Error('pkcs12-algorithm-unknown');
  const [, encrypted] = children(expectTag(content, TAG.sequence));
  const [, algorithm, ciphertext] = children(expectTag(encrypted, TAG.sequence));
  if (!isContext(ciphertext, 0)) throw new Pkcs12Error('pkcs12-unreadable');
  return open(readAlgorithmIdentifier(algorithm), implicitOctets(ciphertext));
}

/** [0] IMPLICIT OCTET STRING, in parts where it is BER. */
const implicitOctets = (node: DerNode): Uint8Array =>
  node.constructed ? Buffer.concat(children(node).map(readOctetString)) : node.content;

function parseOrRefuse<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (cause) {
    throw cause instanceof Pkcs12Error ? cause : new Pkcs12Error('pkcs12-unreadable', cause);
  }
}
