import type { ProblemReportKind } from '../../problem-reports/problem-report.ts';
import type { Bilingual } from './bilingual.ts';

/** 反映问题: the form, and what follows it. */
export const PROBLEM_REPORT_TEXTS = {
  title: { zh: '反映问题', en: 'Report a problem' },
  lead: {
    zh: '怀疑证照是假的，或登记内容有错，请告诉我们。不用登录。',
    en: 'Tell us if you suspect a fake licence or a mistake in the register. No account is needed.',
  },
  kind: { zh: '什么问题', en: 'What the problem is' },
  kindHint: { zh: '选最接近的一项。', en: 'Choose the closest one.' },
  chooseKind: { zh: '请选择', en: 'Select' },
  text: { zh: '您看到了什么', en: 'What you have seen' },
  textHint: {
    zh: '在哪里、什么时候见到的，哪里不对。最多1000个字，不要写身份证号。',
    en: 'Where and when, and what is wrong. At most 1,000 characters; leave identity numbers out.',
  },
  contact: { zh: '联系方式（可不填）', en: 'How to reach you (optional)' },
  contactHint: {
    zh: '想得到答复时填写电话或邮箱。加密保存，只有办理的单位看得到。',
    en: 'A telephone or an e-mail if you want an answer. Kept encrypted; only the body in charge sees it.',
  },
  checkReference: { zh: '核验编号（可不填）', en: 'Check number (optional)' },
  checkReferenceHint: {
    zh: '核验结果页上的编号。有了它，签发机关能看到您反映的问题。',
    en: 'From the result page. With it your report reaches the body that issued the licence.',
  },
  send: { zh: '提交', en: 'Send' },
  receivedTitle: { zh: '已收到您反映的问题', en: 'We have received your report' },
  receivedNumber: { zh: '回执编号', en: 'Receipt number' },
  receivedNext: {
    zh: '请记下回执编号。签发机关会核实；急事请打12345。',
    en: 'Please note the number. The issuing body will look into it; if it is urgent call 12345.',
  },
  checkAnother: { zh: '再核验一份', en: 'Check another' },
} as const satisfies Record<string, Bilingual>;

export const PROBLEM_KIND_TEXTS: Readonly<Record<ProblemReportKind, Bilingual>> = {
  'suspected-forgery': { zh: '怀疑证照是假的', en: 'I suspect that the licence is fake' },
  'wrong-content': { zh: '登记的内容有错', en: 'What the register says is wrong' },
  'wrong-verdict': { zh: '核验结论不对', en: 'The result of the check is wrong' },
  other: { zh: '其他问题', en: 'Something else' },
};
