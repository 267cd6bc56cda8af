import { z } from 'zod';
import { DOCUMENT_FACTS, FACT_REASONS, SIGNATURE_FACTS } from './verdict/facts.ts';
import { VERDICT_CLASSES, type VerdictCode } from './verdict/verdict-codes.ts';
import type { LicenceView, SignatureReport, VerificationReport } from './verification-report.ts';

const Day = z.string().describe('YYYY-MM-DD, Asia/Shanghai');
const Instant = z.iso.datetime();
const codes = (of: object) => Object.keys(of) as [VerdictCode, ...VerdictCode[]];
const reasons = [...new Set(Object.values(FACT_REASONS).flat())];

const Fact = z
  .strictObject({
    name: z.enum([...SIGNATURE_FACTS, ...DOCUMENT_FACTS]),
    outcome: z.enum(['passed', 'failed', 'unknown', 'notApplicable']),
    reason: z.enum(reasons as [string, ...string[]]),
  })
  .meta({ id: 'Fact' });

const LicenceSeen = z
  .strictObject({
    licenceType: z.strictObject({ code: z.string(), nameZh: z.string(), nameEn: z.string() }),
    issuer: z.strictObject({ nameZh: z.string(), nameEn: z.string(), phone: z.string().nullable() }),
    state: z.string().describe('in-force, not-yet, expired, superseded, suspended, lost, revoked …'),
    version: z.int().describe('The version looked at'),
    currentVersion: z.int(),
    identifier: z.string().optional(),
    number: z.string().optional(),
    issuedOn: Day.optional(),
    effectiveOn: Day.optional(),
    expiresOn: Day.nullable().optional().describe('Null: 长期, no end'),
    holders: z
      .array(z.strictObject({ name: z.string(), masked: z.boolean(), kind: z.string() }))
      .optional()
      .describe('Masked unless the channel shows bodies whole'),
    publicFields: z
      .array(
        z.strictObject({
          name: z.string(),
          labelZh: z.string(),
          labelEn: z.string(),
          value: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'LicenceSeen', description: 'From the register alone; what the way of asking entitles to' });

const Signature = z
  .strictObject({
    indication: z.enum(['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE']).describe('ETSI EN 319 102-1'),
    subIndication: z.string().nullable(),
    facts: z.array(Fact),
    signer: z.strictObject({ commonName: z.string(), organisation: z.string().nullable() }).nullable(),
    certificateIssuer: z.string().nullable(),
    claimedSigningAt: z.string().nullable().describe('What the signer says: a claim, not a proof'),
    proofOfTime: z
      .strictObject({
        kind: z.enum(['register', 'time-stamp', 'document-time-stamp', 'evidence-record']),
        at: Instant,
      })
      .nullable(),
    trustReasons: z
      .array(
        z.strictObject({
          code: z.string(),
          detail: z.string().describe('For example no-crl, crl-not-fresh, expired, root-not-trusted'),
          subject: z.string().nullable().describe('Of the certificate that it is about'),
          revokedAt: Instant.nullable(),
        }),
      )
      .describe('What stands against the certificate or seal, or is missing to judge it by'),
    changesSince: z.array(z.strictObject({ kind: z.string(), page: z.int().nullable() })),
  })
  .meta({ id: 'SignatureReport' });

type SameMembers<Schema extends z.ZodType, Type> = [keyof z.output<Schema>, keyof Type] extends [
  keyof Type,
  keyof z.output<Schema>,
]
  ? Schema
  : never;

/** `schema` itself; does not compile when the type has a member that the schema lacks, or the other way round. */
const describes =
  <Type>() =>
  <Schema extends z.ZodType>(schema: SameMembers<Schema, Type>): Schema =>
    schema as Schema;

/** `VerificationReport` as the description of the interface shows it. Answers are not run through it: they are typed. */
export const VerificationReportSchema = describes<VerificationReport>()(
  z
    .strictObject({
      reference: z
        .uuid()
        .describe(
          '核验编号: the id of the entry in the access log; its proof: /api/v1/log/proofs/{reference}',
        ),
      checkedAt: Instant,
      channel: z.enum(['identifier', 'number', 'token', 'statement', 'file', 'picture']),
      trial: z.boolean().describe('The service runs as a trial: seals come from the development authority'),
      conclusion: z
        .strictObject({
          code: z.enum(codes(VERDICT_CLASSES)),
          class: z.enum(['G', 'A', 'R', 'N']),
          values: z.record(z.string(), z.unknown()).describe('What the sentence of this code needs'),
        })
        .describe('G 可以采信 · A 请看清再用 · R 不能采信 · N 尚无结论'),
      facts: z.array(Fact).describe('In reading order; only what was looked at'),
      licence: describes<LicenceView>()(LicenceSeen).nullable(),
      signatures: z.array(describes<SignatureReport>()(Signature)),
      file: z
        .strictObject({
          sha256: z.string().describe('Lower-case hexadecimal; the file is not kept'),
          byteLength: z.int(),
          form: z.enum(['pdf', 'scan-pdf', 'picture', 'other']),
          pageCount: z.int().nullable(),
        })
        .nullable(),
      onDate: z
        .strictObject({
          on: Day,
          inForce: z.boolean(),
          state: z.string(),
          version: z.int().nullable(),
        })
        .nullable(),
    })
    .meta({ id: 'VerificationReport' }),
);
