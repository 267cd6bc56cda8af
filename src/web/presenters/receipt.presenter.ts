import type { FaceData } from '../../typesetting/face-template.ts';
import { MOST_FACTS, MOST_ROWS } from '../receipt/receipt-face.ts';
import { type Bilingual, fill } from '../text/bilingual.ts';
import { OUTCOME_TEXTS } from '../text/fact-texts.ts';
import { RECEIPT_TEXTS as T } from '../text/receipt-texts.ts';
import { RESULT_TEXTS } from '../text/result-texts.ts';
import type { ResultView } from './result.presenter.ts';

/** Longer values are cut: the sheet says what was checked, the register says it in full. */
const MOST_CHARACTERS = 76;
/** 下三〓: what printers put where they have no type. */
const GETA = '〓';

export interface ReceiptPlace {
  readonly number: string;
  /** In capitals, as the code holds it. */
  readonly address: string;
  /** SHA-256 of the checked file, hexadecimal; null where there was none. */
  readonly fileSha256: string | null;
}

/**
 * What the sheet is filled with.
 *
 * @param missing the characters of a text that no font has: names in foreign files hold any
 */
export function receiptFaceData(
  view: ResultView,
  { number, address, fileSha256 }: ReceiptPlace,
  missing: (text: string) => readonly string[],
): FaceData {
  const printable = (text: string): string => {
    const short =
      [...text].length > MOST_CHARACTERS ? `${[...text].slice(0, MOST_CHARACTERS).join('')}…` : text;
    return missing(short).reduce((kept, character) => kept.replaceAll(character, GETA), short);
  };
  const row = (label: Bilingual, value: string) => ({ label: label.zh, value: printable(value) });
  const { verdict } = view;
  const at = fill(T.disclaimer, { at: view.checkedAt });
  return {
    texts: {
      sentence: printable(verdict.sentence.zh),
      sentenceEn: printable(verdict.sentence.en),
      reason: printable(verdict.reason?.zh ?? verdict.classWord.zh),
      disclaimer: at.zh,
      disclaimerEn: at.en,
    },
    tables: {
      rows: [
        row(RESULT_TEXTS.reference, view.reference),
        row(RESULT_TEXTS.checkedAt, view.checkedAt.zh),
        row(RESULT_TEXTS.channel, view.channel.zh),
        ...(fileSha256 === null ? [] : [row(RESULT_TEXTS.sha256, fileSha256)]),
        ...view.licenceRows.map(({ label, value }) => row(label, value.zh)),
      ].slice(0, MOST_ROWS),
      facts: view.factLines
        .map(({ outcome, text }) => row(OUTCOME_TEXTS[outcome].word, text.zh))
        .slice(0, MOST_FACTS),
    },
    photos: {},
    checkAddress: address,
    checkToken: number,
    statement: '',
  };
}
