import { z } from 'zod';
import { LICENCE_ACTS, type LicenceActKind } from './states/licence-acts.ts';
import { LICENCE_STATES } from './states/licence-states.ts';

const Instant = z.iso.datetime();

/** What is said of a version that was issued, at first and at every repetition with the same key. */
export const IssuedLicence = z
  .strictObject({
    id: z.uuid(),
    identifier: z.string().describe('证照标识, GB/T 36904'),
    number: z.string().describe('证照编号'),
    version: z.int(),
    token: z.string().describe('The 20 characters of the QR code'),
    checkAddress: z.string(),
    state: z.enum(LICENCE_STATES),
    fileSha256: z.string().describe('Lower-case hexadecimal'),
    links: z.strictObject({ self: z.string(), file: z.string(), events: z.string() }),
  })
  .meta({ id: 'IssuedLicence' });
export type IssuedLicence = z.infer<typeof IssuedLicence>;

export const ActAnswer = z
  .strictObject({
    licenceId: z.uuid(),
    act: z.enum(Object.keys(LICENCE_ACTS) as [LicenceActKind, ...LicenceActKind[]]),
    state: z.enum(LICENCE_STATES).describe('From effectiveAt on'),
    effectiveAt: Instant.describe('From when it holds in the world'),
    recordedAt: Instant.describe('When the register learnt of it'),
  })
  .meta({ id: 'ActAnswer' });
export type ActAnswer = z.infer<typeof ActAnswer>;
