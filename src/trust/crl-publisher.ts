import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import type { SystemCause } from '../audit/audit-origin.ts';
import { sameBytes } from '../crypto/pki/certificate.ts';
import type { IssuingAuthority } from '../crypto/pki/certificate-profiles.ts';
import { readCrl } from '../crypto/pki/crl.ts';
import { makeCrl } from '../crypto/pki/make-crl.ts';
import { TransactionRunner, type Tx } from '../platform/database/transaction-runner.ts';
import type { Caller } from '../platform/http/caller.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import type { CaName } from './development-ca.ts';
import { TrustError } from './trust.errors.ts';
import { type PublishedCrl, TrustQueries } from './trust.queries.ts';
import { TrustMaterial } from './trust-material.ts';

const DAY_MS = 86_400_000;
/** A list is good for a week, and replaced by whoever asks for it in its last three days. */
const VALIDITY_MS = 7 * DAY_MS;
const RENEWED_BEFORE_END_MS = 3 * DAY_MS;
/**
 * A list is dated back by this much: whoever noted the time of a check before the list was made, or whose clock is a
 * little behind ours, would have to leave it aside as one of the future.
 */
const CLOCK_TOLERANCE_MS = 60_000;
/** One process signs at a time, so that numbers grow without gaps. Any constant of our own will do. */
const PUBLISHING_LOCK = 7_236_185;
const RENEWAL: SystemCause = { kind: 'system', id: 'crl-renewal' };

/** Keeps a CRL of each of our CAs in force: signed at every revocation, and anew before it ends. */
@Injectable()
export class CrlPublisher {
  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(TrustQueries) private readonly queries: TrustQueries,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * DER of the CRL in force, with at least three days to go: whoever asks near the end has it renewed, and a daily job asks.
   *
   * @throws TrustError trust.not-published where there is no CA of ours
   */
  async current(name: CaName): Promise<Uint8Array> {
    const authority = this.authority(name);
    const newest = await this.queries.newestCrl(name);
    if (newest && this.isGood(newest, authority)) return newest.crlDer;
    return this.transactions.run(async (tx) => {
      await this.lock(tx);
      const meanwhile = await this.queries.newestCrlIn(tx, name);
      if (meanwhile && this.isGood(meanwhile, authority)) return meanwhile.crlDer;
      return this.sign(tx, name, RENEWAL);
    });
  }

  /** Signs and stores the next CRL inside `tx`, with every revocation that `tx` sees; logs it. */
  async publish(tx: Tx, name: CaName, cause: Caller | SystemCause): Promise<void> {
    await this.lock(tx);
    await this.sign(tx, name, cause);
  }

  private async sign(tx: Tx, name: CaName, cause: Caller | SystemCause): Promise<Uint8Array> {
    const { certificate, key } = this.authority(name);
    const crlNumber = ((await this.queries.newestCrlIn(tx, name))?.crlNumber ?? 0) + 1;
    const thisUpdate = wholeSecond(new Date(this.clock.now().getTime() - CLOCK_TOLERANCE_MS));
    const nextUpdate = new Date(thisUpdate.getTime() + VALIDITY_MS);
    const revocations = await this.queries.revocationsIn(tx, name);
    const crlDer = await makeCrl(
      { issuer: certificate, crlNumber, thisUpdate, nextUpdate, revocations },
      key,
    );
    await tx.query(
      'trust.insert-crl',
      `INSERT INTO trust_crls (issuer_name, crl_number, crl_der, this_update, next_update)
       VALUES ($1, $2, $3, $4, $5)`,
      [name, crlNumber, Buffer.from(crlDer), thisUpdate, nextUpdate],
    );
    await this.auditLog.appendConsequence(tx, cause, {
      act: 'trust.publish-crl',
      outcome: 'succeeded',
      detail: { issuer: name, crlNumber, revocations: revocations.length },
    });
    return crlDer;
  }

  /** A list of a CA whose key was made anew since, because someone removed certs/dev, is no longer good. */
  private isGood({ crlDer, nextUpdate }: PublishedCrl, { certificate }: IssuingAuthority): boolean {
    const listed = readCrl(crlDer).authorityKeyIdentifier?.keyIdentifier;
    const own = certificate.extensions.subjectKeyIdentifier;
    const isOurs = listed !== undefined && own !== undefined && sameBytes(listed, own);
    return isOurs && nextUpdate.getTime() - this.clock.now().getTime() > RENEWED_BEFORE_END_MS;
  }

  private authority(name: CaName): IssuingAuthority {
    const authority = this.material.developmentCa?.authority(name);
    if (!authority) throw new TrustError('trust.not-published');
    return authority;
  }

  private lock(tx: Tx): Promise<unknown> {
    return tx.query('trust.lock', 'SELECT pg_advisory_xact_lock($1)', [PUBLISHING_LOCK]);
  }
}

/** Times in a CRL have no fractions. */
const wholeSecond = (instant: Date): Date => new Date(Math.floor(instant.getTime() / 1000) * 1000);
