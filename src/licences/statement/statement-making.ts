import { Inject, Injectable } from '@nestjs/common';
import type { Holder } from '../../holders/holder.ts';
import { maskHolderName } from '../../holders/holder-mask.ts';
import { StatementSigner } from '../../signing/statement-signer.ts';
import { encodeStatement, type Statement, writeStatement } from './statement.ts';

/** Makes the signed statement of a version. */
@Injectable()
export class StatementMaking {
  constructor(@Inject(StatementSigner) private readonly signer: StatementSigner) {}

  /**
   * @returns the text of the statement's QR code, base 32
   * @throws RangeError as `encodeStatement`; TrustError when the key cannot be used
   */
  async make(of: Omit<Statement, 'keyId' | 'holders'>, holders: readonly Holder[]): Promise<string> {
    const bytes = encodeStatement({
      ...of,
      keyId: this.signer.keyId,
      holders: holders.map(({ name, kind }) => maskHolderName(name, kind)).join('、'),
    });
    return writeStatement(bytes, await this.signer.sign(bytes));
  }
}
