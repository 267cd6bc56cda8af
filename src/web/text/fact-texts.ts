import type { FactName, FactReason } from '../../verification/verdict/facts.ts';
import type { Bilingual } from './bilingual.ts';

const noSignature: Bilingual = { zh: '文件没有电子印章', en: 'The file carries no electronic seal' };
const notReached: Bilingual = { zh: '没有核对到这一步', en: 'Not checked: an earlier step failed' };
const registerOut: Bilingual = { zh: '登记库连接不上，没有查到', en: 'The register is out of reach' };
const notInRegister: Bilingual = { zh: '登记库没有此证照', en: 'The register does not have this licence' };
const damaged: Bilingual = { zh: '文件结构有损坏', en: 'The structure of the file is damaged' };
const sealUnreadable: Bilingual = { zh: '印章数据读不出来', en: 'The data of the seal cannot be read' };

/** What each reason of each fact means, for people. The list is closed with the facts; a missing one does not compile. */
export const FACT_TEXTS = {
  unchangedSinceSealing: {
    'digest-matches': { zh: '盖章时的内容未被改动', en: 'What was sealed is unchanged' },
    HASH_FAILURE: { zh: '盖章时的内容被改动过', en: 'What was sealed has been changed' },
    'structure-damaged': damaged,
    FORMAT_FAILURE: sealUnreadable,
    'algorithm-unknown': {
      zh: '印章用的算法还不能核对',
      en: 'The seal uses an algorithm that we cannot check yet',
    },
    'no-signature': noSignature,
  },
  signatureHolds: {
    'signature-matches': { zh: '印章的签名成立', en: 'The signature of the seal holds' },
    SIG_CRYPTO_FAILURE: { zh: '印章的签名不成立', en: 'The signature of the seal does not hold' },
    FORMAT_FAILURE: sealUnreadable,
    NO_SIGNING_CERTIFICATE_FOUND: { zh: '印章里没有签名证书', en: 'The seal does not hold its certificate' },
    CRYPTO_CONSTRAINTS_FAILURE: {
      zh: '印章用的算法不被接受',
      en: 'The algorithm of the seal is not accepted',
    },
    'not-reached': notReached,
    'no-signature': noSignature,
  },
  signerTrusted: {
    'path-to-anchor': {
      zh: '印章证书由认可的机构颁发',
      en: 'The certificate comes from an authority on our list',
    },
    'development-authority': {
      zh: '印章证书由测试机构颁发',
      en: 'The certificate comes from the testing authority',
    },
    NO_CERTIFICATE_CHAIN_FOUND: {
      zh: '印章证书的颁发者不在认可名单内',
      en: 'The issuer of the certificate is not on our list',
    },
    CHAIN_CONSTRAINTS_FAILURE: {
      zh: '印章证书不能用于盖章',
      en: 'The certificate may not be used for sealing',
    },
    'claims-our-authority': {
      zh: '名称与本市机关相同，证书不被认可',
      en: 'It has the name of a city body, but its certificate is not recognised',
    },
    'no-trust-list': { zh: '认可名单暂时读不到', en: 'The list of recognised authorities is out of reach' },
    'not-reached': notReached,
    'no-signature': noSignature,
  },
  certificateGood: {
    'good-at-proven-time': { zh: '盖章时证书有效', en: 'The certificate was good when it was sealed' },
    EXPIRED: { zh: '盖章时证书已到期', en: 'The certificate had ended when it was sealed' },
    NOT_YET_VALID: { zh: '盖章时证书还没有生效', en: 'The certificate was not yet valid when it was sealed' },
    REVOKED: { zh: '盖章时证书已被停用', en: 'The certificate had been stopped when it was sealed' },
    OUT_OF_BOUNDS_NO_POE: {
      zh: '证书已到期，没有证明说明盖章在此之前',
      en: 'The certificate has ended and nothing proves that it was sealed before',
    },
    REVOKED_NO_POE: {
      zh: '证书已停用，没有证明说明盖章在此之前',
      en: 'The certificate has been stopped and nothing proves that it was sealed before',
    },
    TRY_LATER: {
      zh: '暂时查不到证书是否已停用',
      en: 'Whether the certificate was stopped cannot be learnt now',
    },
    CHAIN_CONSTRAINTS_FAILURE: {
      zh: '印章证书不能用于盖章',
      en: 'The certificate may not be used for sealing',
    },
    'not-reached': notReached,
    'no-signature': noSignature,
  },
  sealGood: {
    'good-at-proven-time': { zh: '盖章时印章有效', en: 'The seal was in order when it was used' },
    'seal-stopped': { zh: '盖章时印章已停用', en: 'The seal had been stopped when it was used' },
    'seal-lost': { zh: '盖章时印章已报失', en: 'The seal had been reported lost when it was used' },
    'seal-cancelled': { zh: '盖章时印章已注销', en: 'The seal had been cancelled when it was used' },
    'seal-ended': { zh: '盖章时印章已到期', en: 'The seal was past its term when it was used' },
    'seal-not-registered': { zh: '登记库没有这枚印章', en: 'The register does not have this seal' },
    'signer-not-in-seal': {
      zh: '印章不是为这个签名人制作的',
      en: 'The seal was not made for the one who signed',
    },
    'maker-not-trusted': {
      zh: '制章者的证书不被认可',
      en: 'The certificate of the maker of the seal is not recognised',
    },
    'maker-out-of-term': {
      zh: '盖章时制章者的证书不在有效期内',
      en: 'The certificate of the maker of the seal was not in its term when the seal was used',
    },
    'maker-revoked': {
      zh: '盖章时制章者的证书已被停用',
      en: 'The certificate of the maker of the seal had been stopped when the seal was used',
    },
    'seal-not-yet': { zh: '盖章时印章还没有生效', en: 'The seal was not yet in force when it was used' },
    'signing-time-not-possible': {
      zh: '自报的盖章时间不可能成立',
      en: 'The signing time that it states cannot be',
    },
    'time-stamp-not-valid': {
      zh: '印章的时间戳没有通过核对',
      en: 'The time-stamp of the seal did not pass',
    },
    OUT_OF_BOUNDS_NO_POE: {
      zh: '制章者的证书已到期，没有证明说明盖章在此之前',
      en: 'The certificate of the maker of the seal has ended and nothing proves that it was used before',
    },
    REVOKED_NO_POE: {
      zh: '制章者的证书已停用，没有证明说明盖章在此之前',
      en: 'The certificate of the maker of the seal has been stopped and nothing proves that it was used before',
    },
    TRY_LATER: {
      zh: '暂时查不到制章者的证书是否已停用',
      en: 'Whether the certificate of the maker of the seal was stopped cannot be learnt now',
    },
    'register-out-of-reach': registerOut,
    'not-reached': notReached,
    'no-signature': noSignature,
  },
  nothingAdded: {
    'whole-document-signed': { zh: '盖章后没有添加内容', en: 'Nothing was added after sealing' },
    'changed-after-sealing': { zh: '盖章后添加了内容', en: 'Content was added after sealing' },
    'content-unread': {
      zh: '文件加了密，盖章后添加的内容读不到',
      en: 'The file is encrypted: what was added after sealing cannot be read',
    },
    'appended-bytes': { zh: '文件末尾多出了数据', en: 'There is extra data at the end of the file' },
    'structure-damaged': damaged,
    'not-reached': notReached,
    'no-signature': noSignature,
  },
  identicalToRegistered: {
    'same-digest': { zh: '与登记的文件完全相同', en: 'It is identical to the registered file' },
    'other-digest': { zh: '与登记的文件不是同一份', en: 'It is not the registered file' },
    'not-registered': { zh: '登记库没有这份文件', en: 'The register does not have this file' },
    'register-out-of-reach': registerOut,
    'no-file': { zh: '没有核验文件', en: 'No file was checked' },
    'a-copy': { zh: '是复制件，不是原文件', en: 'It is a copy, not the original file' },
  },
  registerKnows: {
    found: { zh: '登记库有此证照', en: 'The register has this licence' },
    'not-found': notInRegister,
    'not-matching': { zh: '编号与名称对不上', en: 'Number and name do not belong together' },
    'not-matching-personal': { zh: '登记库没有相符的证照', en: 'The register has no licence that matches' },
    'register-out-of-reach': registerOut,
    'nothing-to-look-up': { zh: '文件里没有可以查的编号', en: 'The file holds no number to look up' },
  },
  contentMatches: {
    'all-items-match': { zh: '内容与登记一致', en: 'The content matches the register' },
    'items-differ': { zh: '内容与登记不一致', en: 'The content differs from the register' },
    'not-compared': { zh: '图片上的文字未比对', en: 'The words on the picture were not compared' },
    'nothing-to-compare': { zh: '没有可以比对的内容', en: 'There is nothing to compare' },
  },
  inForce: {
    'in-force': { zh: '登记状态：现行有效', en: 'State in the register: in force' },
    'not-yet': { zh: '登记状态：尚未生效', en: 'State in the register: not yet in force' },
    expired: { zh: '登记状态：已过有效期', en: 'State in the register: expired' },
    superseded: { zh: '登记状态：旧版，已换发', en: 'State in the register: superseded' },
    suspended: { zh: '登记状态：暂扣', en: 'State in the register: suspended' },
    lost: { zh: '登记状态：挂失', en: 'State in the register: reported lost' },
    'transferred-out': { zh: '登记状态：已转出', en: 'State in the register: transferred out' },
    cancelled: { zh: '登记状态：已注销', en: 'State in the register: cancelled' },
    revoked: { zh: '登记状态：已吊销', en: 'State in the register: revoked' },
    withdrawn: { zh: '登记状态：已撤回', en: 'State in the register: withdrawn' },
    annulled: { zh: '登记状态：已撤销', en: 'State in the register: annulled' },
    'register-out-of-reach': {
      zh: '登记状态：暂时查不到',
      en: 'State in the register: cannot be learnt now',
    },
    'not-in-register': { zh: '登记状态：没有登记', en: 'State in the register: none' },
  },
  notDisputed: {
    'no-dispute': { zh: '内容没有异议', en: 'Its content is not disputed' },
    disputed: { zh: '内容有异议，正在处理', en: 'Its content is disputed' },
    'disputes-not-kept': { zh: '异议情况未核对', en: 'Disputes were not looked at' },
    'register-out-of-reach': registerOut,
    'not-in-register': notInRegister,
  },
} as const satisfies { readonly [Name in FactName]: Readonly<Record<FactReason<Name>, Bilingual>> };

/** The lines of 我们核对了什么 when all facts of a line passed. */
export const FACT_LINE_TEXTS = {
  unaltered: { zh: '文件自盖章后未被改动', en: 'The file is unchanged since it was sealed' },
  seal: { zh: '印章：{sealName}，盖章时有效', en: 'Seal: {sealName}, in order when it was used' },
  sealedAtProven: { zh: '盖章时间{at}（{proof}证明）', en: 'Sealed at {at} (proved by {proof})' },
  sealedAtClaimed: { zh: '盖章时间{at}（签名人自报）', en: 'Sealed at {at} (as the signer says)' },
  registered: { zh: '登记库有此证照', en: 'The register has this licence' },
  registeredSameFile: {
    zh: '登记库有此证照，与登记的文件完全相同',
    en: 'The register has this licence; the file is identical to the registered one',
  },
  registeredItems: {
    zh: '登记库有此证照，{count}项内容一致',
    en: 'The register has this licence; {count} items match',
  },
  inForce: { zh: '登记状态：现行有效（{readAt}）', en: 'State in the register: in force (at {readAt})' },
} as const satisfies Record<string, Bilingual>;

export const PROOF_TEXTS = {
  register: { zh: '登记库', en: 'the register' },
  'time-stamp': { zh: '时间戳', en: 'a time-stamp' },
  'document-time-stamp': { zh: '时间戳', en: 'a time-stamp' },
  'evidence-record': { zh: '证据记录', en: 'an evidence record' },
} as const satisfies Record<string, Bilingual>;

/** The word beside the mark of a fact, so that ✓ ✗ ? are not alone. */
export const OUTCOME_TEXTS = {
  passed: { mark: '✓', word: { zh: '通过', en: 'Passed' } },
  failed: { mark: '✗', word: { zh: '未通过', en: 'Failed' } },
  unknown: { mark: '?', word: { zh: '未知', en: 'Unknown' } },
} as const;
