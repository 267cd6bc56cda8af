/** The bytes of one password, by the two customs that files follow. */
export interface PasswordBytes {
  /** BMPString with two zero bytes behind it (RFC 7292 §B.1); characters beyond the first plane as surrogates. */
  readonly bmp: Buffer;
  /** UTF-8, as PBES2 and PBMAC1 have it (RFC 8018 §3, RFC 9579 §5). */
  readonly utf8: Buffer;
}

/**
 * The ways in which a password may have been turned into bytes, the likeliest first. An empty one is none at all with
 * some makers, and an empty BMPString with others; some write BMPString for PBES2 too.
 */
export function passwordForms(password: string): PasswordBytes[] {
  const utf8 = Buffer.from(password, 'utf8');
  const bmp = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const usual = { bmp, utf8 };
  return password === '' ? [usual, { bmp: Buffer.alloc(0), utf8 }] : [usual, { bmp, utf8: bmp }];
}
