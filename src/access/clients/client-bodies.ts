import { z } from 'zod';
import { LicenceTypeCode } from '../../catalogue/definition/licence-type-definition.ts';
import { PublicJwk } from './client-jwk.ts';

const MAX_PAGE = 200;
const MAX_SCOPES = 200;
const MAX_NETWORKS = 100;

const Reason = z.string().trim().min(1).max(500).describe('Why; no personal data');
const Instant = z.iso.datetime({ offset: true }).describe('RFC 3339 with an offset');

const Scope = z
  .strictObject({
    act: z.string().max(64).describe('One of `scopes_supported` of /.well-known/oauth-authorization-server'),
    licenceType: LicenceTypeCode.optional().describe('Every type of the unit when left out'),
    needsPurpose: z.boolean().default(false).describe('Each call must carry X-Purpose'),
  })
  .meta({ id: 'ClientScope' });

const terms = {
  scopes: z.array(Scope).min(1).max(MAX_SCOPES),
  quotaPerMinute: z.int().min(1).max(1_000_000),
  allowedAddresses: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .min(1)
    .max(MAX_NETWORKS)
    .nullable()
    .default(null)
    .describe('Networks that it may call from; any when left out'),
  expiresAt: Instant.describe('Within two years'),
  reason: Reason,
};

/** A new client of a unit, or other terms for one that there is. */
export const NewClientRequest = z
  .discriminatedUnion('change', [
    z.strictObject({
      change: z.literal('create'),
      unitId: z.uuid(),
      name: z.string().trim().min(1).max(100).describe('What the department calls the system'),
      ...terms,
    }),
    z.strictObject({ change: z.literal('terms'), clientId: z.uuid(), ...terms }),
  ])
  .meta({ id: 'NewClientRequest' });
export type NewClientRequest = z.infer<typeof NewClientRequest>;

export const ClientRequestSearch = z
  .strictObject({
    state: z.enum(['open', 'decided']).optional(),
    after: z.uuid().optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  })
  .meta({ id: 'ClientRequestSearch' });
export type ClientRequestSearch = z.infer<typeof ClientRequestSearch>;

export const ClientSearch = z
  .strictObject({
    unit: z.uuid().optional(),
    after: z.uuid().optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  })
  .meta({ id: 'ClientSearch' });
export type ClientSearch = z.infer<typeof ClientSearch>;

const validUntil = Instant.optional().describe('The client’s own last instant when left out; never later');

export const NewCredential = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('secret'), validUntil }),
    z.strictObject({ kind: z.literal('jwk'), jwk: PublicJwk, validUntil }),
  ])
  .meta({ id: 'NewCredential' });
export type NewCredential = z.infer<typeof NewCredential>;

export const CredentialEnd = z
  .strictObject({
    compromised: z
      .boolean()
      .default(false)
      .describe('Others may know it: the tokens that were given for it are revoked with it'),
  })
  .meta({ id: 'CredentialEnd' });
export type CredentialEnd = z.infer<typeof CredentialEnd>;

export const ClientEnd = z.strictObject({ reason: Reason }).meta({ id: 'ClientEnd' });
export type ClientEnd = z.infer<typeof ClientEnd>;
