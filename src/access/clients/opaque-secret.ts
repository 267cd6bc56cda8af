import { newToken, tokenHash } from '../sessions/secret-token.ts';

/** `zzs_…` is the secret of a client, `zzt_…` an access token: whoever finds one in a file knows what it is. */
export type OpaqueKind = 'zzs' | 'zzt';

/** 256 random bits as they are written down, and what is kept of them. */
export interface OpaqueSecret {
  /** `<kind>_<43 characters base64url>`; shown once and never kept. */
  readonly written: string;
  readonly hash: Buffer;
}

/** Makes a secret of a kind. */
export function makeOpaqueSecret(kind: OpaqueKind): OpaqueSecret {
  const { written, hash } = newToken();
  return { written: `${kind}_${written}`, hash };
}

/** The hash of what somebody presents, or null when it cannot be a secret of this kind. */
export const hashOfOpaque = (kind: OpaqueKind, presented: string): Buffer | null =>
  presented.startsWith(`${kind}_`) ? tokenHash(presented.slice(kind.length + 1)) : null;
