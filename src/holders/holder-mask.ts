import { holderCodeTypeOf } from '../shared/codes/holder-code-types.ts';
import type { HolderKind } from './holder.ts';

const HAN_ONLY = /^\p{Script=Han}+$/u;

/**
 * The name as strangers see it. A natural person: first and last character of a Chinese name (张*明, 张*), the first
 * letter of each part of any other (J*** S***, 阿*·买*). A body is public and stands whole.
 */
export function maskHolderName(name: string, kind: HolderKind): string {
  if (kind !== 'natural-person') return name;
  const trimmed = name.trim();
  if (HAN_ONLY.test(trimmed)) return maskHanName([...trimmed]);
  return trimmed
    .split(/([\s·•‧・.,-]+)/u)
    .map((part, at) => (at % 2 === 1 ? part : maskNamePart(part)))
    .join('');
}

function maskHanName(characters: readonly string[]): string {
  if (characters.length === 1) return '*';
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

/** One star for Chinese, three for letters: the number of stars does not tell the length of the part. */
function maskNamePart(part: string): string {
  const [first] = [...part];
  if (first === undefined) return '';
  return HAN_ONLY.test(first) ? `${first}*` : `${first}***`;
}

/**
 * The code as strangers see it. Codes of bodies stand whole. Codes of persons show four characters at each end when
 * they have eighteen (the birth date of GB 11643 stands at 7 to 14), else two, or one when short.
 */
export function maskHolderCode(code: string, codeType: string): string {
  if (holderCodeTypeOf(codeType)?.holderClass === 'body') return code;
  const characters = [...code];
  const shown = shownAtEachEnd(characters.length);
  const stars = '*'.repeat(characters.length - 2 * shown);
  return characters.slice(0, shown).join('') + stars + characters.slice(characters.length - shown).join('');
}

function shownAtEachEnd(length: number): number {
  if (length >= 18) return 4;
  if (length >= 8) return 2;
  return length >= 4 ? 1 : 0;
}
