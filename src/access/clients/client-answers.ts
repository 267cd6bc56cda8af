import { z } from 'zod';

const Instant = z.iso.datetime();

const Scope = z.strictObject({
  act: z.string(),
  licenceType: z.string().nullable(),
  needsPurpose: z.boolean(),
});

const terms = {
  scopes: z.array(Scope),
  quotaPerMinute: z.int(),
  allowedAddresses: z.array(z.string()).nullable(),
  expiresAt: Instant,
};

export const ClientRequest = z
  .strictObject({
    id: z.uuid(),
    change: z.enum(['create', 'terms']),
    unitId: z.uuid(),
    clientId: z.uuid().nullable().describe('UUID of the client; of a new one once it was approved'),
    name: z.string().nullable(),
    ...terms,
    reason: z.string(),
    requestedBy: z.uuid(),
    requestedAt: Instant,
    decision: z.enum(['approved', 'rejected']).nullable(),
    decisionReason: z.string().nullable(),
    decidedBy: z.uuid().nullable(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'ClientRequest' });
export type ClientRequest = z.infer<typeof ClientRequest>;

export const ClientRequestPage = z
  .strictObject({ requests: z.array(ClientRequest), next: z.uuid().nullable() })
  .meta({ id: 'ClientRequestPage' });

const clientFacts = {
  id: z.uuid(),
  clientId: z.string().describe('What the system calls itself by'),
  unitId: z.uuid(),
  name: z.string(),
  state: z.enum(['active', 'expired', 'ended']),
  ...terms,
  createdAt: Instant,
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
};

export const Client = z.strictObject(clientFacts).meta({ id: 'Client' });
export type Client = z.infer<typeof Client>;

export const ClientPage = z
  .strictObject({ clients: z.array(Client), next: z.uuid().nullable() })
  .meta({ id: 'ClientPage' });

/** What stands of a credential; the secret itself, and its hash, in no answer. */
const Credential = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['secret', 'jwk']),
    keyId: z.string().nullable().describe('`kid` of the public key'),
    validFrom: Instant,
    validUntil: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'ClientCredential' });
export type Credential = z.infer<typeof Credential>;

export const ClientDetails = z
  .strictObject({ ...clientFacts, credentials: z.array(Credential) })
  .meta({ id: 'ClientDetails' });
export type ClientDetails = z.infer<typeof ClientDetails>;

export const AddedCredential = z
  .strictObject({
    id: z.uuid(),
    clientId: z.string(),
    clientSecret: z.string().nullable().describe('Shown now and never again; null for a public key'),
    validUntil: Instant,
  })
  .meta({ id: 'AddedCredential' });
export type AddedCredential = z.infer<typeof AddedCredential>;
