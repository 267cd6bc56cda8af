const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MODULUS = 36;

/**
 * The check character of ISO/IEC 7064 MOD 37,36 (hybrid system) over `text`, as GB/T 36904 uses it for licence
 * identifiers: the segments joined without dots and without the root.
 *
 * Characters outside `0-9A-Z` are passed over, because identifiers in use carry such (an underscore in a serial) and
 * their check character holds without them; we never generate any.
 *
 * @returns one character of `0-9A-Z`
 */
export function mod3736CheckCharacter(text: string): string {
  const product = productOf(text);
  return ALPHABET.charAt((37 - product) % MODULUS);
}

/** True when the last character of `text` is the MOD 37,36 check character of what stands before it. */
export function hasMod3736CheckCharacter(text: string): boolean {
  return text.length > 1 && mod3736CheckCharacter(text.slice(0, -1)) === text.at(-1);
}

/** The running product P of the hybrid system after the last character of the body (ISO/IEC 7064 clause 8). */
function productOf(text: string): number {
  let product = MODULUS;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) continue;
    const sum = (product + value) % MODULUS || MODULUS;
    product = (sum * 2) % (MODULUS + 1);
  }
  return product;
}
