import { z } from 'zod';
import { EntryProofAnswer } from '../../audit/proofs/entry-proof-answer.ts';
import { LicenceDetails, LicenceSummary } from './licence-views.ts';

export const OwnLicenceList = z
  .strictObject({ licences: z.array(LicenceSummary) })
  .meta({ id: 'OwnLicenceList' });

export const OwnLicence = LicenceDetails.omit({ versions: true }).meta({ id: 'OwnLicence' });
export type OwnLicence = z.infer<typeof OwnLicence>;

const OwnLicenceLogEntry = z.strictObject({
  id: z.uuid().describe('Reference of the entry; its proof can be had again at /api/v1/log/proofs/{id}'),
  at: z.iso.datetime(),
  act: z.string(),
  outcome: z.enum(['succeeded', 'refused', 'failed']),
  code: z.string().nullable().describe('Verdict of a check, or why it was refused'),
  by: z.enum(['unit', 'self', 'anyone', 'service']).describe('Who: a unit, the holder, anyone, this service'),
  unit: z.strictObject({ nameZh: z.string(), nameEn: z.string() }).nullable(),
  purpose: z.string().nullable(),
  proof: EntryProofAnswer.describe('That the entry stands in the log unchanged'),
});
export type OwnLicenceLogEntry = z.infer<typeof OwnLicenceLogEntry>;

export const OwnLicenceLog = z
  .strictObject({
    entries: z.array(OwnLicenceLogEntry).describe('Newest first; what other holders did is left out'),
    next: z.int().nullable().describe('`after` of the next page; null on the last one'),
  })
  .meta({ id: 'OwnLicenceLog' });
export type OwnLicenceLog = z.infer<typeof OwnLicenceLog>;
