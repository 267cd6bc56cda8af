import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';

/** Closed codes of this module. */
export type ReceiptsErrorCode = 'receipt.not-ours' | 'receipt.too-old' | 'receipt.no-seal';

const TEXTS: Readonly<Record<ReceiptsErrorCode, ProblemText>> = {
  'receipt.not-ours': {
    zh: '这不是本站的核验结果，请重新核验',
    en: 'This is no result of ours: check again',
  },
  'receipt.too-old': {
    zh: '核验已超过24小时，请重新核验',
    en: 'The check is older than 24 hours: check again',
  },
  'receipt.no-seal': {
    zh: '现在不能出具核验结果单，请打印本页',
    en: 'No receipt can be made at the moment: print the page instead',
  },
};

registerProblemTexts('receipts', TEXTS);
