import { readLicenceIdentifier } from '../../licences/licence-identifier.ts';
import { readToken } from '../../verification/lookups/written-code.ts';
import type { InputProblemCode } from '../text/input-problem-texts.ts';
import type { CheckField, CheckPageProblem } from '../views/check-page.tsx';

/** What the form by number asks for, once it is clear which kind of number was typed. */
export type NumberCheck =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'identifier'; readonly identifier: string; readonly name: string | null }
  | { readonly kind: 'number'; readonly number: string; readonly licenceType: string; readonly name: string }
  | { readonly kind: 'wrong'; readonly problems: readonly CheckPageProblem[] };

export interface NumberFormValues {
  readonly number: string;
  readonly licenceType: string;
  readonly name: string;
}

const MAX_NUMBER = 200;
const MAX_NAME = 200;

const wrong = (...problems: readonly (readonly [CheckField, InputProblemCode])[]): NumberCheck => ({
  kind: 'wrong',
  problems: problems.map(([field, code]) => ({ field, code })),
});

/**
 * Tells a QR token, an identifier and a number on the face apart by their form. All that is wrong is told at once, in
 * the order of the fields. A face number can be guessed, so it takes type and name too; an identifier cannot.
 */
export function readNumberCheck(values: NumberFormValues): NumberCheck {
  const number = values.number.trim();
  const name = values.name.trim();
  if (number.length > MAX_NUMBER) return wrong(['number', 'number.too-long']);
  if (name.length > MAX_NAME) return wrong(['name', 'name.too-long']);
  const token = values.licenceType === '' && /[A-Za-z]/.test(number) ? readToken(number) : null;
  if (token !== null) return { kind: 'token', token };
  const identifier = readLicenceIdentifier(number);
  if (identifier.kind === 'wrong-check-character') return wrong(['number', 'identifier.check-character']);
  if (identifier.kind === 'read')
    return { kind: 'identifier', identifier: identifier.text, name: name === '' ? null : name };
  return readFaceNumber(number, values.licenceType, name);
}

function readFaceNumber(number: string, licenceType: string, name: string): NumberCheck {
  const missing: (readonly [CheckField, InputProblemCode])[] = [];
  if (number === '') missing.push(['number', 'number.empty']);
  if (licenceType === '') missing.push(['licence-type', 'type.unknown']);
  if (name === '') missing.push(['name', 'name.empty']);
  if (missing.length > 0) return wrong(...missing);
  return { kind: 'number', number, licenceType, name };
}
