const BASE64 = String.raw`[\sA-Za-z0-9+/=]+`;

/** DER of every block of that label in a text (RFC 7468); nothing where there is none, as in a file that is DER itself. */
export function pemBlocks(bytes: Buffer, label: string): Buffer[] {
  const pattern = new RegExp(`-----BEGIN ${label}-----(${BASE64})-----END ${label}-----`, 'g');
  return [...bytes.toString('latin1').matchAll(pattern)].map(([, body = '']) => Buffer.from(body, 'base64'));
}

/** One block of 64 characters a line (RFC 7468 §3). */
export function pemText(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
