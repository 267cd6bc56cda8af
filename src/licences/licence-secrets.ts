import { Inject, Injectable } from '@nestjs/common';
import type { SealedBox } from '../platform/secrets/sealed-box.ts';
import { Secrets } from '../platform/secrets/secrets.ts';
import { type CanonicalValue, canonicalJson } from '../shared/canonical-json.ts';

/** What of a version is kept sealed as one value. */
export interface LicenceContent {
  /** All fields as given; photos too. */
  readonly fields: Readonly<Record<string, CanonicalValue>>;
  readonly statement: string;
  readonly reason: string;
  readonly legalBasis: string | null;
  readonly documentReference: string | null;
}

/** Sealing of everything personal in the register besides the holders' names and codes. */
@Injectable()
export class LicenceSecrets {
  private readonly contents: SealedBox;
  private readonly officers: SealedBox;
  private readonly answers: SealedBox;

  constructor(@Inject(Secrets) secrets: Secrets) {
    this.contents = secrets.sealedBox('licence.content');
    this.officers = secrets.sealedBox('licence.acting-officer');
    this.answers = secrets.sealedBox('licence.kept-answer');
  }

  sealContent(versionId: string, content: LicenceContent): Buffer {
    return this.contents.seal(
      Buffer.from(canonicalJson({ ...content })),
      `licence_versions/${versionId}/content`,
    );
  }

  openContent(versionId: string, sealed: Buffer): LicenceContent {
    const bytes = this.contents.open(sealed, `licence_versions/${versionId}/content`);
    return JSON.parse(bytes.toString()) as LicenceContent;
  }

  /** The acting officer of anything done to one licence: bound to it, so versions, events and seal uses share it. */
  sealOfficer(licenceId: string, officer: string): Buffer {
    return this.officers.seal(Buffer.from(officer), `licences/${licenceId}/officer`);
  }

  openOfficer(licenceId: string, sealed: Buffer): string {
    return this.officers.open(sealed, `licences/${licenceId}/officer`).toString();
  }

  /** The answer kept under an idempotency key. */
  sealAnswer(unitId: string, key: string, answer: object): Buffer {
    return this.answers.seal(Buffer.from(JSON.stringify(answer)), `issuance_requests/${unitId}/${key}`);
  }

  openAnswer(unitId: string, key: string, sealed: Buffer): unknown {
    return JSON.parse(this.answers.open(sealed, `issuance_requests/${unitId}/${key}`).toString());
  }
}
