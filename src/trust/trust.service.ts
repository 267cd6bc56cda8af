import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import type { SystemCause } from '../audit/audit-origin.ts';
import { type Certificate, readCertificate, serialHex } from '../crypto/pki/certificate.ts';
import type { RevocationReason } from '../crypto/pki/revocation-reason.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';
import type { Caller } from '../platform/http/caller.ts';
import { CrlPublisher } from './crl-publisher.ts';
import { CA_NAMES, type CaName, type SealKeyRequest } from './development-ca.ts';
import type { ElectronicSealRequest } from './development-seal-maker.ts';
import type { StatementKey } from './statement-keys.ts';
import { TrustError } from './trust.errors.ts';
import { TrustMaterial } from './trust-material.ts';

/** What `validatePath` needs from us for any certificate, all DER. */
export interface TrustEvidence {
  readonly anchors: readonly Uint8Array[];
  /** Our own CA certificates; a judge adds those of the document. */
  readonly pool: readonly Uint8Array[];
  /** CRLs in force of our own CAs; a judge adds those of the document. */
  readonly crls: readonly Uint8Array[];
}

export interface CertificateRevocation {
  readonly certificateDer: Uint8Array;
  readonly reason: RevocationReason;
  /** From when on it counts as revoked; what was sealed before stays good. */
  readonly revokedAt: Date;
}

const CHAINS_KEPT_MS = 60_000;

/** Whom this service trusts, and what it publishes for others to trust it. */
@Injectable()
export class TrustService {
  private keptChains: { readonly value: Promise<readonly Uint8Array[]>; untilMs: number } = {
    value: Promise.resolve([]),
    untilMs: 0,
  };

  constructor(
    @Inject(TrustMaterial) private readonly material: TrustMaterial,
    @Inject(CrlPublisher) private readonly crls: CrlPublisher,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /** Trust anchors, DER: the public ones of `certs/trust/`, in a trial also the development root. */
  anchors(): readonly Uint8Array[] {
    return this.material.anchors;
  }

  /** Anchors, CA certificates and CRLs in force, to judge certificates with. */
  async evidence(): Promise<TrustEvidence> {
    const ca = this.material.developmentCa;
    if (!ca) return { anchors: this.anchors(), pool: await this.chains(), crls: [] };
    return {
      anchors: this.anchors(),
      pool: CA_NAMES.map((name) => ca.authority(name).certificate.der),
      crls: await Promise.all(CA_NAMES.map((name) => this.crls.current(name))),
    };
  }

  /** Of the keys that outside CAs have certified, at most a minute old: keys are imported while we serve. */
  private chains(): Promise<readonly Uint8Array[]> {
    if (this.keptChains.untilMs < performance.now()) {
      const value = this.material.keys.chainCertificates();
      this.keptChains = { value, untilMs: performance.now() + CHAINS_KEPT_MS };
      value.catch(() => {
        this.keptChains.untilMs = 0;
      });
    }
    return this.keptChains.value;
  }

  /** DER of the certificate of one of our CAs. @throws TrustError trust.not-published */
  caCertificate(name: CaName): Uint8Array {
    const authority = this.material.developmentCa?.authority(name);
    if (!authority) throw new TrustError('trust.not-published');
    return authority.certificate.der;
  }

  /** Public keys of all statements ever signed, oldest first. */
  statementKeys(): readonly StatementKey[] {
    return this.material.statementKeys;
  }

  /**
   * The seal key of a unit from the development CA, made at the first call for its id.
   *
   * @throws TrustError trust.development-key in production, where certificates come from a licensed CA
   */
  issueDevelopmentSealKey(request: SealKeyRequest): Promise<{ readonly certificateDer: Uint8Array }> {
    const ca = this.material.developmentCa;
    if (!ca) throw new TrustError('trust.development-key');
    return ca.sealKey(request);
  }

  /**
   * The electronic seal of GB/T 38540 for an SM2 key that `issueDevelopmentSealKey` made, made at the first call.
   *
   * @returns DER of SESeal
   * @throws TrustError trust.development-key in production, where seals come from a licensed maker; trust.key-not-found,
   *   trust.key-not-usable
   */
  async makeDevelopmentSeal(request: ElectronicSealRequest): Promise<Uint8Array> {
    const ca = this.material.developmentCa;
    if (!ca) throw new TrustError('trust.development-key');
    return ca.sealMaker.sealFor(request);
  }

  /** Whether a key of the key folder was made for development and trial. @throws TrustError trust.key-not-found */
  async isDevelopmentKey(keyId: string): Promise<boolean> {
    const file = await this.material.keys.read(keyId);
    if (!file) throw new TrustError('trust.key-not-found');
    return file.development;
  }

  /**
   * Revokes a certificate that one of our CAs issued, and publishes the CRL that says so, both in `tx`.
   *
   * @throws TrustError trust.not-our-certificate, trust.already-revoked
   */
  async revokeCertificate(
    tx: Tx,
    revocation: CertificateRevocation,
    cause: Caller | SystemCause,
  ): Promise<void> {
    const certificate = readCertificate(revocation.certificateDer);
    const issuer = this.issuerOf(certificate);
    const serial = serialHex(certificate.serialNumber);
    const inserted = await tx.query(
      'trust.insert-revocation',
      `INSERT INTO trust_revocations (issuer_name, serial_hex, reason, revoked_at)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING serial_hex`,
      [issuer, serial, revocation.reason, revocation.revokedAt],
    );
    if (inserted.length === 0) throw new TrustError('trust.already-revoked');
    await this.auditLog.appendConsequence(tx, cause, {
      act: 'trust.revoke-certificate',
      outcome: 'succeeded',
      object: { kind: 'certificate', id: `${issuer}/${serial}` },
      detail: { reason: revocation.reason, revokedAt: revocation.revokedAt.toISOString() },
    });
    await this.crls.publish(tx, issuer, cause);
  }

  private issuerOf(certificate: Certificate): CaName {
    const issuer = this.material.developmentCa?.issuerOf(certificate);
    if (issuer === undefined) throw new TrustError('trust.not-our-certificate');
    return issuer;
  }
}
