import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';
import type { ProblemReportProblemCode } from './problem-report.ts';

const TEXTS: Readonly<Record<ProblemReportProblemCode, ProblemText>> = {
  'report.kind-missing': { zh: '选择要反映的问题', en: 'Select what the problem is' },
  'report.text-missing': { zh: '写明您看到了什么', en: 'Say what you have seen' },
  'report.text-too-long': {
    zh: '说明不能超过1000个字',
    en: 'The description must have at most 1,000 characters',
  },
  'report.contact-too-long': {
    zh: '联系方式不能超过100个字',
    en: 'The contact must have at most 100 characters',
  },
  'report.reference-form': {
    zh: '核验编号对照核验结果再输一次，没有可以不填',
    en: 'Compare the check number with the result, or leave it empty',
  },
};

registerProblemTexts('problem-reports', TEXTS);
