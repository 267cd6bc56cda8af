import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';

/** Gives an RFC 3161 token (DER of ContentInfo) over a SHA-256 digest, or throws. */
export type StampDigest = (sha256: Uint8Array) => Promise<Uint8Array>;

/** Where checkpoints get their time from; filled by the module that knows time-stamp authorities. */
@Injectable()
export class CheckpointTimeStamps {
  private stampDigest: StampDigest | null = null;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  use(stampDigest: StampDigest): void {
    this.stampDigest = stampDigest;
  }

  /**
   * A token over a checkpoint, or null where none is to be had now: a checkpoint is exported all the same, and the next
   * one that gets a time bears witness to it too.
   */
  async stamp(note: string): Promise<Uint8Array | null> {
    if (!this.stampDigest) return null;
    try {
      return await this.stampDigest(createHash('sha256').update(note).digest());
    } catch (err) {
      this.logger.warn({ err }, 'a checkpoint of the access log got no time-stamp');
      return null;
    }
  }
}
