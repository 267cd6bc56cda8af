import { type ProblemText, registerProblemTexts } from '../../platform/http/problem-texts.ts';

/** Closed codes of what can be wrong with a client, its requests and credentials; those of tokens are OAuth's own. */
export type ClientsErrorCode =
  | 'scope.unknown-act'
  | 'scope.not-of-this-unit'
  | 'scope.has-no-type'
  | 'scope.type-not-issued'
  | 'scope.twice'
  | 'client.unit-not-found'
  | 'client.not-found'
  | 'client.ended'
  | 'client.refused'
  | 'client.days'
  | 'credential.slots-taken'
  | 'credential.key-unfit'
  | 'credential.not-found'
  | 'client-request.not-found'
  | 'client-request.open-already'
  | 'client-request.decided'
  | 'client-request.refused'
  | 'client-request.own'
  | 'client-request.asker-gone';

const TEXTS: Readonly<Record<ClientsErrorCode, ProblemText>> = {
  'scope.unknown-act': { zh: '没有这种可授予系统的操作', en: 'Systems cannot be allowed any such act' },
  'scope.not-of-this-unit': {
    zh: '该机构不制发证照，其系统不能有此权限',
    en: 'The unit issues no licences, so its systems cannot have this',
  },
  'scope.has-no-type': { zh: '此操作不按证照类型划分', en: 'This act is not bound to a licence type' },
  'scope.type-not-issued': { zh: '该机构不制发这种证照', en: 'The unit does not issue this licence type' },
  'scope.twice': { zh: '重复', en: 'This stands here twice' },
  'client.unit-not-found': { zh: '没有这个机构', en: 'There is no such unit' },
  'client.not-found': { zh: '没有这个系统', en: 'There is no such system' },
  'client.ended': { zh: '该系统已停用', en: 'The system has been ended' },
  'client.refused': { zh: '系统的申请有内容需要更正', en: 'Some values of the system need to be corrected' },
  'client.days': {
    zh: '到期时间应在今后两年之内',
    en: 'It must end in the future, and within two years',
  },
  'credential.slots-taken': {
    zh: '同类凭证最多两个，请先停用旧的',
    en: 'There are two of this kind already; end the old one first',
  },
  'credential.key-unfit': {
    zh: '公钥不可用：需为 RSA（2048 位以上）、P-256 或 Ed25519 的公钥 JWK',
    en: 'The key cannot be used: a public JWK of RSA (2048 bits or more), P-256 or Ed25519 is needed',
  },
  'client-request.not-found': { zh: '没有这份申请', en: 'There is no such request' },
  'client-request.open-already': {
    zh: '该系统已有一份申请待决定',
    en: 'A request about this system waits for its decision already',
  },
  'client-request.decided': { zh: '这份申请已经决定', en: 'The request has been decided' },
  'client-request.refused': {
    zh: '不能这样决定，原因见下',
    en: 'It cannot be decided so, for the reasons listed',
  },
  'client-request.own': {
    zh: '须由另一名安全管理员决定',
    en: 'Another security administrator has to decide',
  },
  'client-request.asker-gone': {
    zh: '申请人已不是安全管理员',
    en: 'Whoever asked is a security administrator no more',
  },
  'credential.not-found': { zh: '没有这个凭证', en: 'There is no such credential' },
};

registerProblemTexts('access/clients', TEXTS);
