import { parseArgs } from 'node:util';
import type { SealPlacement } from '../../crypto/pdf/placement/seal-placement.ts';
import type { CertificationLevel, CmsSubFilter } from '../../crypto/pdf/seal-options.ts';
import { SIGNATURE_LEVELS, type SignatureLevel } from '../signature-level.ts';
import { readPlacement } from './placement-argument.ts';

export const SIGN_USAGE = `zhaozhang sign FILE --key FILE --out FILE [options]
key
  --key FILE            PEM or DER (PKCS#8, also encrypted), or PKCS#12 (.p12, .pfx): RSA, P-256, P-384, SM2
  --cert FILE           certificate of the key, PEM or DER; a PKCS#12 file brings its own
  --chain FILE          certificates above it; may be repeated
  --password-file FILE  password of the key, first line of the file
  --pss                 RSA: RSASSA-PSS instead of PKCS#1 v1.5
  --gbt35275            SM2: identifiers of GB/T 35275 instead of RFC 5652
signature
  --level LEVEL         B-B, B-T, B-LT, B-LTA; default B-B, with --tsa B-T
  --tsa URL             time-stamp authority (RFC 3161)
  --trust FILE          roots of signer and authority, for B-LT and B-LTA; may be repeated
  --inside HOST         a responder inside our own network that may be asked; may be repeated
  --sub-filter NAME     ETSI.CAdES.detached (default) or adbe.pkcs7.detached
  --certify 1|2|3       certify the file: 1 no change, 2 filling and signing, 3 annotations too
  --reason TEXT  --location TEXT  --name TEXT
seal that is seen
  --picture FILE        PNG of the impression; transparent stays transparent
  --width MM            true width of the picture, default 42
  --line TEXT           a line beneath it, for example time and number
  --place PLACE         where; may be repeated, all in one signature
      point:PAGES:X,Y           middle of the seal, mm from the top left corner; PAGES 1,3-5 or all or last
      keyword:WHICH:TEXT        WHICH every, 1, 2, … or -1 from the end
      field:NAME                an empty signature field (also without picture)
      edge:SIDE[:PAGES[:MOST]]  over the edges of pages: left, right, top, bottom; MOST pages to an impression
exit code: 0 sealed, 1 the file or a place is refused, 2 key or certificate cannot be used,
           3 no time-stamp or evidence to be had, 64 used wrongly, 74 a file cannot be read or written`;

export interface SignOptions {
  readonly file: string;
  readonly out: string;
  readonly key: string;
  readonly cert: string | undefined;
  readonly chain: readonly string[];
  readonly passwordFile: string | undefined;
  readonly isPss: boolean;
  readonly isGbt35275: boolean;
  readonly level: SignatureLevel;
  readonly tsaUrl: string | undefined;
  readonly trust: readonly string[];
  readonly insideHosts: readonly string[];
  readonly subFilter: CmsSubFilter;
  readonly certification: CertificationLevel | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  readonly signerName: string | undefined;
  readonly picture: string | undefined;
  readonly widthMm: number;
  readonly line: string | undefined;
  readonly placements: readonly SealPlacement[];
}

/** The command was used wrongly; the message says how. */
export class SignUsageError extends Error {}

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  key: text,
  cert: text,
  chain: several,
  'password-file': text,
  pss: flag,
  gbt35275: flag,
  level: text,
  tsa: text,
  trust: several,
  inside: several,
  'sub-filter': text,
  certify: text,
  reason: text,
  location: text,
  name: text,
  picture: text,
  width: text,
  line: text,
  place: several,
  out: text,
} as const;

/** Reads the arguments behind `sign`. @throws SignUsageError */
export function readSignOptions(args: readonly string[]): SignOptions {
  const { values, positionals } = parsed(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new SignUsageError('name one file to be sealed');
  const placements = (values.place ?? []).map(placementOf);
  const options = {
    file,
    out: required(values.out, '--out'),
    key: required(values.key, '--key'),
    cert: values.cert,
    chain: values.chain ?? [],
    passwordFile: values['password-file'],
    isPss: values.pss ?? false,
    isGbt35275: values.gbt35275 ?? false,
    level: oneOf(values.level ?? (values.tsa ? 'B-T' : 'B-B'), SIGNATURE_LEVELS, '--level'),
    tsaUrl: values.tsa,
    trust: values.trust ?? [],
    insideHosts: values.inside ?? [],
    subFilter: oneOf(values['sub-filter'] ?? SUB_FILTERS[0], SUB_FILTERS, '--sub-filter'),
    certification: values.certify === undefined ? undefined : certificationOf(values.certify),
    reason: values.reason,
    location: values.location,
    signerName: values.name,
    picture: values.picture,
    widthMm: widthOf(values.width ?? '42'),
    line: values.line,
    placements,
  };
  requireConsistent(options);
  return options;
}

const SUB_FILTERS = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'] as const;
const MOST_WIDTH_MM = 200;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (cause) {
    throw new SignUsageError((cause as Error).message, { cause });
  }
}

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new SignUsageError(`${option} is missing`);
  return value;
}

function oneOf<Value extends string>(value: string, allowed: readonly Value[], option: string): Value {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new SignUsageError(`${option} ${value}: one of ${allowed.join(', ')}`);
  return found;
}

const certificationOf = (value: string): CertificationLevel =>
  Number(oneOf(value, ['1', '2', '3'], '--certify')) as CertificationLevel;

function widthOf(value: string): number {
  const widthMm = Number(value);
  if (!(widthMm >= 5 && widthMm <= MOST_WIDTH_MM))
    throw new SignUsageError(`--width ${value}: 5 to ${MOST_WIDTH_MM} millimetres`);
  return widthMm;
}

function placementOf(argument: string): SealPlacement {
  const placement = readPlacement(argument);
  if (placement === undefined) throw new SignUsageError(`--place ${argument} is not understood`);
  return placement;
}

function requireConsistent({ level, tsaUrl, placements, picture, line }: SignOptions): void {
  if (level !== 'B-B' && tsaUrl === undefined) throw new SignUsageError(`--level ${level} needs --tsa`);
  const isSeen = placements.some(({ at }) => at !== 'field');
  if (isSeen && picture === undefined) throw new SignUsageError('--place needs --picture');
  if (picture !== undefined && placements.length === 0) throw new SignUsageError('--picture needs --place');
  if (line !== undefined && picture === undefined) throw new SignUsageError('--line needs --picture');
}
