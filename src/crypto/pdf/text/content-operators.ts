import type { Budget } from '../budget.ts';
import { isDigit, isRegular, isWhitespace } from '../characters.ts';
import { PdfError } from '../pdf-error.ts';
import type { PdfObject } from '../pdf-objects.ts';
import { PdfParser } from '../pdf-parser.ts';

/** An operator of a content stream with the operands before it (ISO 32000-2 §7.8.2). */
export interface ContentOperator {
  readonly name: string;
  readonly operands: readonly PdfObject[];
}

/** More operands than any operator has; what a CMap lists between two operators is at most 100 triples. */
const MAX_OPERANDS = 1_000;

/**
 * Reads the operators of a content stream, or of a CMap, which has the same syntax. What cannot be read is passed over,
 * as viewers do: this finds text, it judges nothing. Inline pictures are skipped.
 *
 * @throws PdfError `pdf-budget-exceeded`
 */
export function* readContentOperators(content: Uint8Array, budget: Budget): Generator<ContentOperator> {
  const parser = new PdfParser(content, 0, budget, false);
  let operands: PdfObject[] = [];
  for (;;) {
    parser.skipWhitespace();
    const byte = content[parser.position];
    if (byte === undefined) return;
    if (!startsOperator(byte)) {
      readOperand(parser, operands);
      continue;
    }
    budget.countSteps();
    const name = takeOperator(content, parser);
    if (CONSTANTS.has(name)) operands.push(CONSTANTS.get(name) ?? null);
    else {
      if (name === 'ID') parser.position = endOfInlinePicture(content, parser.position);
      else yield { name, operands };
      operands = [];
    }
  }
}

const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Regular characters that begin no number; a lone closing bracket ends nothing and is passed over as one. */
const startsOperator = (byte: number): boolean =>
  (isRegular(byte) && !isDigit(byte) && byte !== 0x2b && byte !== 0x2d && byte !== 0x2e) ||
  byte === 0x5d ||
  byte === 0x29 ||
  byte === 0x7b ||
  byte === 0x7d ||
  byte === 0x3e;

function takeOperator(content: Uint8Array, parser: PdfParser): string {
  const start = parser.position++;
  if (!isRegular(content[start])) return '';
  while (isRegular(content[parser.position])) parser.position++;
  return Buffer.from(content.subarray(start, parser.position)).toString('latin1');
}

function readOperand(parser: PdfParser, operands: PdfObject[]): void {
  const start = parser.position;
  try {
    const operand = parser.readObject();
    if (operands.length < MAX_OPERANDS) operands.push(operand);
  } catch (cause) {
    if (!(cause instanceof PdfError) || cause.code === 'pdf-budget-exceeded') throw cause;
    parser.position = Math.max(parser.position, start) + 1;
  }
}

/** Behind the `EI` that stands alone between white space; the data before it may hold any bytes. */
function endOfInlinePicture(content: Uint8Array, position: number): number {
  for (let at = position + 1; at + 2 < content.length; at++) {
    const isAlone = isWhitespace(content[at - 1]) && !isRegular(content[at + 2]);
    if (content[at] === 0x45 && content[at + 1] === 0x49 && isAlone) return at + 2;
  }
  return content.length;
}
