import { z } from 'zod';
import { HOLDER_KINDS } from '../../holders/holder.ts';
import { LICENCE_EVENT_TYPES, LICENCE_STATES } from '../states/licence-states.ts';

const Instant = z.iso.datetime();
const Day = z.iso.date();
const Standing = z
  .enum([
    'in-force',
    'not-yet',
    'expired',
    'superseded',
    ...LICENCE_STATES.filter((state) => state !== 'valid'),
  ])
  .describe('What the licence is worth now: its state and its dates together');

/** A holder; `name` and `code` are masked unless the issuing unit asked with a purpose. */
const HolderView = z.strictObject({
  role: z.string(),
  share: z.string().nullable(),
  kind: z.enum(HOLDER_KINDS),
  name: z.string(),
  codeType: z.string().nullable(),
  code: z.string().nullable(),
  masked: z.boolean(),
});
export type HolderView = z.infer<typeof HolderView>;

const summary = {
  id: z.uuid(),
  identifier: z.string(),
  number: z.string(),
  licenceType: z.strictObject({ code: z.string(), nameZh: z.string(), nameEn: z.string() }),
  version: z.int(),
  standing: Standing,
  state: z.enum(LICENCE_STATES),
  stateEffectiveAt: Instant,
  issuedOn: Day,
  effectiveOn: Day,
  expiresOn: Day.nullable().describe('Last day in force; null = 长期'),
  holders: z.array(HolderView),
};

export const LicenceSummary = z.strictObject(summary).meta({ id: 'LicenceSummary' });
export type LicenceSummary = z.infer<typeof LicenceSummary>;

export const LicencePage = z
  .strictObject({
    licences: z.array(LicenceSummary),
    nextCursor: z.string().nullable().describe('For the next page; null on the last one'),
  })
  .meta({ id: 'LicencePage' });
export type LicencePage = z.infer<typeof LicencePage>;

export const LicenceDetails = z
  .strictObject({
    ...summary,
    issuer: z.strictObject({ uscc: z.string(), nameZh: z.string(), regionCode: z.string() }),
    token: z.string(),
    caseNumber: z.string(),
    itemCode: z.string().nullable(),
    caseClosedAt: Instant,
    fields: z.record(z.string(), z.json()).describe('Public fields; all of them when asked with a purpose'),
    file: z.strictObject({ sha256: z.string(), byteLength: z.int(), recordedAt: Instant }),
    versions: z.array(
      z.strictObject({
        version: z.int(),
        identifier: z.string(),
        issuedOn: Day,
        recordedAt: Instant,
        supersededAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'LicenceDetails' });
export type LicenceDetails = z.infer<typeof LicenceDetails>;

export const LicenceEvents = z
  .strictObject({
    events: z.array(
      z.strictObject({
        type: z.enum(LICENCE_EVENT_TYPES),
        version: z.int(),
        effectiveAt: Instant.describe('From when it holds in the world'),
        recordedAt: Instant.describe('When the register learnt of it'),
        reason: z.string(),
        legalBasis: z.string().nullable(),
        documentReference: z.string().nullable(),
        requestId: z
          .uuid()
          .nullable()
          .describe('Request that led to it; its entry in the access log: /api/v1/log/proofs/{requestId}'),
      }),
    ),
  })
  .meta({ id: 'LicenceEvents' });
export type LicenceEvents = z.infer<typeof LicenceEvents>;
