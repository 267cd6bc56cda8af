import { z } from 'zod';

const MAX_PAGE = 200;
const MAX_EXPORT = 10_000;

/** What the log is searched by; what is not given does not matter. */
export const LogSearch = z
  .strictObject({
    object: z.string().max(128).optional().describe('Id of the licence, seal, unit …'),
    caller: z.string().max(128).optional().describe('Account or key that made the request'),
    unit: z.uuid().optional(),
    act: z.string().max(64).optional(),
    request: z.uuid().optional().describe('Reference number that a caller was told'),
    from: z.iso.datetime().optional().describe('Recorded then or later'),
    before: z.iso.datetime().optional().describe('Recorded before then'),
    after: z.coerce.number().int().min(0).optional().describe('Place of the last entry of the page before'),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  })
  .meta({ id: 'LogSearch' });
export type LogSearch = z.infer<typeof LogSearch>;

/** The same for an export, whose pages are larger. */
export const LogExport = LogSearch.extend({
  limit: z.coerce.number().int().min(1).max(MAX_EXPORT).default(MAX_EXPORT),
}).meta({ id: 'LogExport' });

/** One entry as an auditor sees it: its body, and where it stands. */
export const FoundLogEntry = z
  .strictObject({
    place: z.int().describe('Place in the tree'),
    recordedAt: z.iso.datetime(),
    body: z.record(z.string(), z.unknown()).describe('As in decision 3 of the documentation'),
  })
  .meta({ id: 'FoundLogEntry' });
export type FoundLogEntry = z.infer<typeof FoundLogEntry>;

export const LogPage = z
  .strictObject({ entries: z.array(FoundLogEntry), next: z.int().nullable() })
  .meta({ id: 'LogPage' });
export type LogPage = z.infer<typeof LogPage>;
