import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import type { PublicJwk } from './client-jwk.ts';
import type { ClientsErrorCode } from './clients.errors.ts';
import type { LockedClient } from './clients.service.ts';
import { makeOpaqueSecret } from './opaque-secret.ts';

/** A credential that was just added. */
export interface AddedCredential {
  readonly id: string;
  readonly validUntil: Date;
}

/** The credentials of clients: two of a kind at most, so that one takes over from the other without a gap. */
@Injectable()
export class ClientCredentials {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Adds a secret to a locked client inside `tx`. The caller logs it there.
   *
   * @param validUntil the client's own last instant when null; never later than that
   * @returns also the secret: it is shown now and cannot be read again
   * @throws DomainError client.refused (days), credential.slots-taken
   */
  async addSecret(
    tx: Tx,
    client: OpenClient,
    validUntil: Date | null = null,
  ): Promise<AddedCredential & { readonly secret: string }> {
    const { written, hash } = makeOpaqueSecret('zzs');
    const added = await this.add(tx, client, { kind: 'secret', hash, jwk: null, validUntil });
    return { ...added, secret: written };
  }

  /**
   * Adds a public key to a locked client inside `tx`. The caller logs it there.
   *
   * @throws DomainError as `addSecret`
   */
  addKey(
    tx: Tx,
    client: OpenClient,
    jwk: PublicJwk,
    validUntil: Date | null = null,
  ): Promise<AddedCredential> {
    return this.add(tx, client, { kind: 'jwk', hash: null, jwk, validUntil });
  }

  /**
   * Ends a credential of a locked client inside `tx`; where others may know it, with the tokens that were given for it.
   * The caller logs it there and makes `ClientTokens` forget afterwards.
   *
   * @throws DomainError credential.not-found when the client has no such open one
   */
  async end(tx: Tx, clientId: string, credentialId: string, isCompromised: boolean): Promise<void> {
    const now = this.clock.now();
    const ended = await tx.query(
      'clients.end-credential',
      `UPDATE client_credentials SET ended_at = $3 WHERE id = $2 AND client_id = $1 AND ended_at IS NULL RETURNING 1`,
      [clientId, credentialId, now],
    );
    if (ended.length === 0) throw new DomainError<ClientsErrorCode>('not-found', 'credential.not-found');
    if (isCompromised)
      await tx.query(
        'clients.revoke-tokens-of-credential',
        'UPDATE client_tokens SET revoked_at = $2 WHERE credential_id = $1 AND revoked_at IS NULL',
        [credentialId, now],
      );
  }

  private async add(
    tx: Tx,
    client: OpenClient,
    { kind, hash, jwk, validUntil }: CredentialToAdd,
  ): Promise<AddedCredential> {
    const now = this.clock.now();
    const until = validUntil ?? client.expiresAt;
    if (until <= now || until > client.expiresAt)
      throw new DomainError<ClientsErrorCode>('invalid', 'client.refused', {
        problems: [{ path: 'validUntil', code: 'client.days' satisfies ClientsErrorCode }],
      });
    const slot = await freeSlot(tx, client.id, kind, now);
    const id = newId();
    await tx.query(
      'clients.insert-credential',
      `INSERT INTO client_credentials (id, client_id, kind, slot, secret_hash, jwk, valid_from, valid_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, client.id, kind, slot, hash, jwk, now, until],
    );
    return { id, validUntil: until };
  }
}

/** What is asked of a client that gets a credential; to be locked before. */
type OpenClient = Pick<LockedClient, 'id' | 'expiresAt'>;

interface CredentialToAdd {
  readonly kind: 'secret' | 'jwk';
  readonly hash: Buffer | null;
  readonly jwk: PublicJwk | null;
  readonly validUntil: Date | null;
}

/** Credentials whose time is up leave their slot. @throws DomainError credential.slots-taken */
async function freeSlot(tx: Tx, clientId: string, kind: string, now: Date): Promise<number> {
  await tx.query(
    'clients.end-expired-credentials',
    `UPDATE client_credentials SET ended_at = valid_until
     WHERE client_id = $1 AND kind = $2 AND ended_at IS NULL AND valid_until <= $3`,
    [clientId, kind, now],
  );
  const taken = await tx.query<{ slot: number }>(
    'clients.taken-slots',
    'SELECT slot FROM client_credentials WHERE client_id = $1 AND kind = $2 AND ended_at IS NULL',
    [clientId, kind],
  );
  const free = [1, 2].find((slot) => taken.every((one) => one.slot !== slot));
  if (free === undefined) throw new DomainError<ClientsErrorCode>('conflict', 'credential.slots-taken');
  return free;
}
