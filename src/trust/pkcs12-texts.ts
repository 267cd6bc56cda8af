import type { Pkcs12ErrorCode } from '../crypto/pkcs12/pkcs12-error.ts';
import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';

const TEXTS: Readonly<Record<Pkcs12ErrorCode, ProblemText>> = {
  'pkcs12-unreadable': { zh: '不是可读的 PKCS#12 文件', en: 'This is no readable PKCS #12 file' },
  'pkcs12-password-wrong': {
    zh: 'PKCS#12 文件的密码不对',
    en: 'The password of the PKCS #12 file is another',
  },
  'pkcs12-algorithm-unknown': {
    zh: 'PKCS#12 文件使用了不支持的加密算法',
    en: 'The PKCS #12 file is protected by an algorithm that is not supported',
  },
  'pkcs12-too-costly': {
    zh: 'PKCS#12 文件过大或迭代次数过多',
    en: 'The PKCS #12 file is too large or asks for too many iterations',
  },
  'pkcs12-no-key': {
    zh: 'PKCS#12 文件中没有与证书相配的私钥',
    en: 'The PKCS #12 file holds no private key with its certificate',
  },
};

registerProblemTexts('trust/pkcs12', TEXTS);
