import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';

export interface ReceiptRow {
  readonly number: string;
  readonly reportSealed: Buffer;
  readonly fileSha256: Buffer;
}

const COLUMNS = `number, report_sealed AS "reportSealed", file_sha256 AS "fileSha256"`;

/** Rows of receipts. */
@Injectable()
export class ReceiptsQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byNumber(number: string): Promise<ReceiptRow | null> {
    const text = `SELECT ${COLUMNS} FROM check_receipts WHERE number = $1`;
    const [row] = await this.database.query<ReceiptRow & Record<string, unknown>>(
      'receipts.by-number',
      text,
      [number],
    );
    return row ?? null;
  }

  async byCheck(reference: string): Promise<ReceiptRow | null> {
    const text = `SELECT ${COLUMNS} FROM check_receipts WHERE check_reference = $1`;
    const [row] = await this.database.query<ReceiptRow & Record<string, unknown>>('receipts.by-check', text, [
      reference,
    ]);
    return row ?? null;
  }

  /** The QR token of the version that a check was about; null where it was about no licence. */
  async tokenOfCheck(reference: string, version: number): Promise<string | null> {
    const [row] = await this.database.query<{ token: string }>(
      'receipts.token-of-check',
      `SELECT v.token FROM audit_leaves e JOIN licence_versions v ON v.licence_id::text = e.object_id
       WHERE e.entry_id = $1 AND e.act LIKE 'verification.%' AND v.version = $2 AND v.state = 'issued'`,
      [reference, version],
    );
    return row?.token ?? null;
  }

  /** @returns false when the check has a receipt already */
  async insert(tx: Tx, reference: string, row: ReceiptRow): Promise<boolean> {
    const rows = await tx.query(
      'receipts.insert',
      `INSERT INTO check_receipts (number, check_reference, report_sealed, file_sha256) VALUES ($1, $2, $3, $4)
       ON CONFLICT (check_reference) DO NOTHING RETURNING 1`,
      [row.number, reference, row.reportSealed, row.fileSha256],
    );
    return rows.length > 0;
  }
}
