import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { type ActingAdministrator, enterChange } from '../accounts/acting-administrator.ts';
import { requireStillAdministrator } from '../accounts/security-administrators.ts';
import type { AddedCredential } from './client-answers.ts';
import type { CredentialEnd, NewCredential } from './client-bodies.ts';
import { ClientCredentials } from './client-credentials.service.ts';
import { ClientTokens } from './client-tokens.service.ts';
import { ClientsService, type LockedClient } from './clients.service.ts';

/** What one security administrator does alone: it gives a client nothing that two have not decided. */
@Injectable()
export class ClientChangesService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(ClientsService) private readonly clients: ClientsService,
    @Inject(ClientCredentials) private readonly credentials: ClientCredentials,
    @Inject(ClientTokens) private readonly tokens: ClientTokens,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /**
   * Gives a client a new credential beside those that it has. Logged as `client.rotate`.
   *
   * @throws DomainError client.not-found, client.ended, client.refused (days), credential.slots-taken
   */
  addCredential(acting: ActingAdministrator, id: string, asked: NewCredential): Promise<AddedCredential> {
    const until = asked.validUntil === undefined ? null : new Date(asked.validUntil);
    return this.changed(acting, id, async (tx, client) => {
      const added =
        asked.kind === 'secret'
          ? await this.credentials.addSecret(tx, client, until)
          : { ...(await this.credentials.addKey(tx, client, asked.jwk, until)), secret: null };
      await enterChange(this.auditLog, tx, acting, {
        act: 'client.rotate',
        object: { kind: 'client', id },
        detail: { change: 'added', kind: asked.kind, credential: added.id },
      });
      return {
        id: added.id,
        clientId: client.clientId,
        clientSecret: added.secret,
        validUntil: added.validUntil.toISOString(),
      };
    });
  }

  /**
   * Ends a credential of a client. Logged as `client.rotate`.
   *
   * @throws DomainError client.not-found, client.ended, credential.not-found
   */
  endCredential(
    acting: ActingAdministrator,
    id: string,
    credentialId: string,
    { compromised }: CredentialEnd,
  ): Promise<void> {
    return this.changed(acting, id, async (tx) => {
      await this.credentials.end(tx, id, credentialId, compromised);
      await enterChange(this.auditLog, tx, acting, {
        act: 'client.rotate',
        object: { kind: 'client', id },
        detail: { change: 'ended', compromised, credential: credentialId },
      });
    });
  }

  /**
   * Ends a client with all its credentials and tokens. Logged as `client.end`.
   *
   * @throws DomainError client.not-found, client.ended
   */
  end(acting: ActingAdministrator, id: string, reason: string): Promise<void> {
    return this.changed(acting, id, async (tx) => {
      await this.clients.end(tx, id, reason);
      await enterChange(this.auditLog, tx, acting, { act: 'client.end', object: { kind: 'client', id } });
    });
  }

  private async changed<Result>(
    acting: ActingAdministrator,
    id: string,
    change: (tx: Tx, client: LockedClient) => Promise<Result>,
  ): Promise<Result> {
    const result = await this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      return change(tx, await this.clients.lock(tx, id, acting.unitIds));
    });
    this.tokens.forget();
    return result;
  }
}
