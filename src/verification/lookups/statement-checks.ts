import { verify } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { readStatement, type Statement } from '../../licences/statement/statement.ts';
import { TrustService } from '../../trust/trust.service.ts';

/** Checks the signature of statements (docs/adr/0006-signed-statement.md) with the published keys. */
@Injectable()
export class StatementChecks {
  constructor(@Inject(TrustService) private readonly trust: TrustService) {}

  /** What the statement says, when a key of ours signed it; null otherwise. Two keys may share their two-byte id. */
  read(written: string): Statement | null {
    const reading = readStatement(written);
    if (reading.kind !== 'read') return null;
    const { statement, signedBytes, signature } = reading;
    const isOurs = this.trust
      .statementKeys()
      .some(
        ({ kid, publicKey }) =>
          kid === statement.keyId &&
          verify('sha256', signedBytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
      );
    return isOurs ? statement : null;
  }
}
