import { z } from 'zod';
import {
  type SealPlacement,
  STANDARD_PAGES_PER_IMPRESSION,
} from '../../crypto/pdf/placement/seal-placement.ts';
import { isStorable } from '../../platform/http/storable-text.ts';
import { SIGNATURE_LEVELS } from '../../signing/signature-level.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const millimetres = z.number().min(0).max(5_000);
const Pages = z.union([z.enum(['all', 'last']), z.array(z.int().min(1).max(1_000_000)).min(1).max(2_000)]);

const Placement = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('point'), pages: Pages, centreXMm: millimetres, centreYMm: millimetres }),
  z.strictObject({
    at: z.literal('keyword'),
    keyword: text(100),
    occurrence: z.union([z.literal('every'), z.int().min(-9_999).max(9_999)]).default('every'),
    pages: Pages.default('all'),
    offsetMm: z
      .strictObject({ right: z.number().min(-2_000).max(2_000), down: z.number().min(-2_000).max(2_000) })
      .optional(),
  }),
  z.strictObject({ at: z.literal('field'), fieldName: text(200) }),
  z.strictObject({
    at: z.literal('edge'),
    edge: z.enum(['left', 'right', 'top', 'bottom']),
    pages: Pages.default('all'),
    alongMm: millimetres.optional(),
    maxPagesPerImpression: z.int().min(3).max(50).default(STANDARD_PAGES_PER_IMPRESSION),
  }),
]);

/** How a document is to be sealed. */
export const StampingOptions = z
  .strictObject({
    placements: z.array(Placement).min(1).max(50),
    level: z.enum(SIGNATURE_LEVELS).default('B-LT'),
    subFilter: z
      .enum(['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'GM.sm2seal'])
      .default('ETSI.CAdES.detached'),
    line: text(60).optional().describe('A line beneath the seal, for example time and number'),
    reason: text(200).optional(),
    caseNumber: text(64).describe('Number of the case in the unit’s own system'),
    actingOfficer: text(100).describe('The person who acts; kept sealed'),
  })
  .meta({ id: 'StampingOptions' });
export type StampingOptions = z.infer<typeof StampingOptions>;

/** Placements as the rules for places take them: members that were left out are not there. */
export const placementsOf = ({ placements }: StampingOptions): readonly SealPlacement[] =>
  placements.map((one) => JSON.parse(JSON.stringify(one)) as SealPlacement);

/** The text fields beside the file: the options as JSON. */
export const StampingFields = z.object({
  options: z
    .string()
    .transform((json, context) => {
      try {
        const value: unknown = JSON.parse(json);
        if (isStorable(json, value)) return value;
      } catch {
        // Told like any other value that cannot be stored.
      }
      context.addIssue({ code: 'custom', message: 'no JSON that can be stored' });
      return z.NEVER;
    })
    .pipe(StampingOptions),
});
export type StampingFields = z.infer<typeof StampingFields>;
