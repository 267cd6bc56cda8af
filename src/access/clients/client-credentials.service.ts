import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import type { PublicJwk } from './client-jwk.ts';
import type { ClientsErrorCode } from './clients.errors.ts';
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
   * Adds a secret inside `tx`. Log it there as `client.rotate`.
   *
   * @param validUntil the client's own last instant when null; never later than that
   * @returns also the secret: it is shown now and cannot be read again
   * @throws DomainError client.not-found, client.ended, client.refused (days), credential.slots-taken
   */
  async addSecret(
    tx: Tx,
    clientId: string,
    validUntil: Date | null = null,
  ): Promise<AddedCredential & { readonly secret: string }> {
    const { written, hash } = makeOpaqueSecret('zzs');
    const added = await this.add(tx, clientId, { kind: 'secret', hash, jwk: null, validUntil });
    return { ...added, secret: written };
  }

  /**
   * Adds a public key inside `tx`. Log it there as `client.rotate`.
   *
   * @throws DomainError as `addSecret`
   */
  addKey(tx: Tx, clientId: string, jwk: PublicJwk, validUntil: Date | null = null): Promise<AddedCredential> {
    return this.add(tx, clientId, { kind: 'jwk', hash: null, jwk, validUntil });
  }

  private async add(
    tx: Tx,
    clientId: string,
    { kind, hash, jwk, validUntil }: NewCredential,
  ): Promise<AddedCredential> {
    const now = this.clock.now();
    const client = await lockClient(tx, clientId, now);
    const until = validUntil ?? client.expiresAt;
    if (until <= now || until > client.expiresAt)
      throw new DomainError<ClientsErrorCode>('invalid', 'client.refused', {
        problems: [{ path: 'validUntil', code: 'client.days' satisfies ClientsErrorCode }],
      });
    const slot = await freeSlot(tx, clientId, kind, now);
    const id = newId();
    await tx.query(
      'clients.insert-credential',
      `INSERT INTO client_credentials (id, client_id, kind, slot, secret_hash, jwk, valid_from, valid_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, clientId, kind, slot, hash, jwk, now, until],
    );
    return { id, validUntil: until };
  }
}

interface NewCredential {
  readonly kind: 'secret' | 'jwk';
  readonly hash: Buffer | null;
  readonly jwk: PublicJwk | null;
  readonly validUntil: Date | null;
}

/**
 * The client's row, locked: changes of one client come one after another.
 *
 * @throws DomainError client.not-found, client.ended
 */
export async function lockClient(tx: Tx, id: string, at: Date): Promise<{ readonly expiresAt: Date }> {
  const [client] = await tx.query<{ expiresAt: Date; endedAt: Date | null }>(
    'clients.lock',
    'SELECT expires_at AS "expiresAt", ended_at AS "endedAt" FROM clients WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!client) throw new DomainError<ClientsErrorCode>('not-found', 'client.not-found');
  if (client.endedAt !== null || client.expiresAt <= at)
    throw new DomainError<ClientsErrorCode>('conflict', 'client.ended');
  return client;
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
