import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';
import type { SealImportProblem } from './seal-import-problems.ts';

/** Closed codes of this module. */
export type SealsErrorCode =
  | 'seal.not-active'
  | 'seal.not-found'
  | 'seal-use.ended'
  | 'seal.unit-not-found'
  | 'seal.code-taken'
  | 'seal.import-refused'
  | 'stamping.no-file'
  | 'stamping.misplaced';

const TEXTS: Readonly<Record<SealsErrorCode | SealImportProblem, ProblemText>> = {
  'seal.not-active': {
    zh: '电子印章未启用、已停用或已过期，或者所属机构已撤销，不能用印',
    en: 'The seal is stopped, lost, cancelled or past its validity, or its unit has ended, and it cannot be used',
  },
  'seal.not-found': { zh: '没有这枚电子印章', en: 'There is no such seal' },
  'seal-use.ended': {
    zh: '这次用印已经结束，请稍后用同一请求编号重试',
    en: 'This use of the seal has ended already; repeat the request with the same key a little later',
  },
  'stamping.no-file': { zh: '没有上传待盖章的 PDF 文件', en: 'No PDF to be sealed was sent' },
  'stamping.misplaced': {
    zh: '盖章位置有误，没有盖章；请按所列各项更正',
    en: 'The seal cannot be put where it was asked for, and was not put on; correct what is listed',
  },
  'seal.unit-not-found': {
    zh: '没有这个统一社会信用代码的机构',
    en: 'No unit has this unified social credit code',
  },
  'seal.code-taken': { zh: '该印章编码已被使用', en: 'A seal with this code exists already' },
  'seal.import-refused': {
    zh: '该密钥和证书不能用作此机构的电子印章',
    en: 'This key and certificate cannot become a seal of the unit',
  },
  'seal-import.key-kind': {
    zh: '密钥类型不受支持：应为 RSA 2048、3072、4096，P-256、P-384 或 SM2',
    en: 'The kind of key is not supported: RSA 2048, 3072 or 4096, P-256, P-384 or SM2',
  },
  'seal-import.other-key': {
    zh: '密码机上该标签的密钥与证书不符',
    en: 'The key with this label on the token is not the certificate’s',
  },
  'seal-import.other-unit': {
    zh: '证书上的机构名称或统一社会信用代码与该机构不符',
    en: 'The certificate names another body or another unified social credit code',
  },
  'seal-import.not-in-force': { zh: '证书不在有效期内', en: 'The certificate is not in force now' },
  'seal-import.development': {
    zh: '正式运行时不得使用开发证书',
    en: 'A certificate of a development CA must not be used in production',
  },
  'seal-import.not-trusted': {
    zh: '证书到受信任根证书的路径不成立：请提供中间证书，并将根证书放入 certs/trust（或用 --anchor），且证书用途须含数字签名或防抵赖',
    en: 'No path leads from the certificate to a trusted root: give the certificates between (--chain) and the root (--anchor); its key usage must allow signing',
  },
  'seal-import.electronic-seal': {
    zh: '电子印章（.esl）须为 GB/T 38540 第4版、为该证书制作且在有效期内',
    en: 'The electronic seal (.esl) must be of version 4 of GB/T 38540, made for this certificate, and in force',
  },
};

registerProblemTexts('seals', TEXTS);
registerProblemTexts('seals', {
  'stamping.line': {
    zh: '印章下方的文字过长，或含有无法排印的字',
    en: 'The line beneath the seal is too long or has a character that cannot be written',
  },
});
