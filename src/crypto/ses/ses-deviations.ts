import { children, type DerNode } from '../der/der-reader.ts';
import { TAG } from '../der/der-writer.ts';

/** Where real seals differ from the text of their standard without being wrong for it. Closed list. */
export type SesDeviation =
  /** Lengths, indefinite forms or BOOLEANs that DER does not allow. */
  | 'not-der'
  /** `critical FALSE` written out, although it is the default. */
  | 'default-written'
  | 'text-of-other-type'
  | 'time-of-other-type'
  /** A time as free text, `2020-01-25T07:31:56.377Z`. */
  | 'time-as-text'
  /** A time without zone, read as Beijing time. */
  | 'time-without-zone'
  /** Time stated in UTC that only fits when read as Beijing time. */
  | 'time-perhaps-local'
  | 'octet-string-for-bit-string'
  | 'unused-bits'
  /** A certificate that stands bare where an OCTET STRING should hold it. */
  | 'certificate-not-wrapped'
  /** `[0]` around the extensions of a seal, or none around those of what is signed. */
  | 'extensions-tagged-otherwise'
  | 'header-unusual'
  | 'version-unusual'
  /** What is signed names another version than the seal in it. */
  | 'versions-differ'
  | 'fields-unknown'
  | 'trailing-bytes'
  /** SM3 over Z and the content instead of the content alone. */
  | 'digest-with-z'
  | 'certificate-digest-with-z';

/** Collects deviations while something is read; each is told once. */
export class Deviations {
  private readonly found = new Set<SesDeviation>();

  /** Tells of a deviation; one that is told already is not told again. */
  note(deviation: SesDeviation): void {
    this.found.add(deviation);
  }

  get list(): readonly SesDeviation[] {
    return [...this.found];
  }
}

/** Whether lengths and BOOLEANs are as DER wants them throughout (X.690 §10.1 and §11.1). @throws DerError */
export function isStrictDer(node: DerNode): boolean {
  if (node.indefinite || node.bytes.length - node.content.length !== shortestHeader(node)) return false;
  if (node.tag === TAG.boolean) return node.content[0] === 0 || node.content[0] === 0xff;
  return !node.constructed || children(node).every(isStrictDer);
}

/** Bytes of a one-byte tag with the shortest length; nothing here has a longer tag. */
function shortestHeader({ content }: DerNode): number {
  if (content.length < 0x80) return 2;
  return 2 + Math.ceil((32 - Math.clz32(content.length)) / 8);
}
