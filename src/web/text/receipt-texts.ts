import type { Bilingual } from './bilingual.ts';

/** 核验结果单, and the page that its code leads to. */
export const RECEIPT_TEXTS = {
  title: { zh: '电子证照核验结果单', en: 'Result of a licence check' },
  facts: { zh: '我们核对了什么　What was checked', en: 'What was checked' },
  scan: { zh: '扫码看现在的结果', en: 'Scan for the result of today' },
  disclaimer: {
    zh: '本单只说明{at}的核验结果，不能代替证照。',
    en: 'This sheet states the result at {at}; it does not replace the licence.',
  },
  download: { zh: '下载核验结果单', en: 'Download a receipt' },
  pageTitle: { zh: '核验结果单', en: 'Receipt of a check' },
  earlier: { zh: '当时的结果', en: 'The result then' },
  now: { zh: '现在的结果', en: 'The result now' },
  noLicence: {
    zh: '当时没有查到登记的证照，现在也没有可以再查的。',
    en: 'No registered licence was found then, so there is none to look at now.',
  },
} as const satisfies Record<string, Bilingual>;
