import { Inject, Injectable } from '@nestjs/common';
import type { SealedBox } from '../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../platform/secrets/secrets.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { DraftedRequest } from './draft-requests.ts';

/** Drafts hold the same personal data as licences and are sealed as they are. */
@Injectable()
export class DraftSecrets {
  private readonly requests: SealedBox;

  constructor(@Inject(Secrets) secrets: Secrets) {
    this.requests = secrets.sealedBox('licence-draft.request');
  }

  seal(draftId: string, request: DraftedRequest): Buffer {
    return this.requests.seal(Buffer.from(canonicalJson(request)), `licence_drafts/${draftId}`);
  }

  open(draftId: string, sealed: Buffer): DraftedRequest {
    return JSON.parse(this.requests.open(sealed, `licence_drafts/${draftId}`).toString()) as DraftedRequest;
  }
}
