import { readLicenceIdentifier } from '../../licences/licence-identifier.ts';
import { TOKEN_ALPHABET } from '../../shared/ids.ts';
import { INPUT_ERROR_TEXTS, type InputErrorCode } from '../text/input-error-texts.ts';
import type { CheckField, CheckPageError } from '../views/check-page.tsx';

/** What the form by number asks for, once it is clear which kind of number was typed. */
export type NumberCheck =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'identifier'; readonly identifier: string; readonly name: string | null }
  | { readonly kind: 'number'; readonly number: string; readonly licenceType: string; readonly name: string }
  | { readonly kind: 'wrong'; readonly errors: readonly CheckPageError[] };

export interface NumberFormValues {
  readonly number: string;
  readonly licenceType: string;
  readonly name: string;
}

const TOKEN = new RegExp(`^(?=.*[A-Z])[${TOKEN_ALPHABET}]{20}$`);
const MAX_NUMBER = 200;
const MAX_NAME = 200;

const wrong = (...problems: readonly (readonly [CheckField, InputErrorCode])[]): NumberCheck => ({
  kind: 'wrong',
  errors: problems.map(([field, code]) => ({ field, text: INPUT_ERROR_TEXTS[code] })),
});

/**
 * Tells a QR token, an identifier and a number on the face apart by their form. All that is wrong is told at once, in
 * the order of the fields. A face number can be guessed, so it takes type and name too; an identifier cannot.
 */
export function readNumberCheck(values: NumberFormValues): NumberCheck {
  const number = values.number.trim();
  const name = values.name.trim();
  if (number.length > MAX_NUMBER) return wrong(['number', 'number-too-long']);
  if (name.length > MAX_NAME) return wrong(['name', 'name-too-long']);
  const token = number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (values.licenceType === '' && TOKEN.test(token)) return { kind: 'token', token };
  const identifier = readLicenceIdentifier(number);
  if (identifier.kind === 'wrong-check-character') return wrong(['number', 'check-character']);
  if (identifier.kind === 'read')
    return { kind: 'identifier', identifier: identifier.text, name: name === '' ? null : name };
  return readFaceNumber(number, values.licenceType, name);
}

function readFaceNumber(number: string, licenceType: string, name: string): NumberCheck {
  const missing: (readonly [CheckField, InputErrorCode])[] = [];
  if (number === '') missing.push(['number', 'number-empty']);
  if (licenceType === '') missing.push(['licence-type', 'type-empty']);
  if (name === '') missing.push(['name', 'name-empty']);
  if (missing.length > 0) return wrong(...missing);
  return { kind: 'number', number, licenceType, name };
}
