import type { DatabaseErrorCode } from '../database/database-errors.ts';
import type { FileStoreErrorCode } from '../storage/file-store.ts';
import type { AccessRefusal } from './access-policy.ts';
import { type ProblemText, registerProblemTexts } from './problem-texts.ts';

/** Codes of what goes wrong before or around a handler. */
export type HttpProblemCode =
  | 'request.malformed'
  | 'request.bad-url'
  | 'request.bad-text'
  | 'request.invalid'
  | 'request.too-large'
  | 'request.headers-too-large'
  | 'request.media-type'
  | 'request.too-many'
  | 'request.not-acceptable'
  | 'caller.unknown'
  | 'caller.address'
  | AccessRefusal
  | 'resource.not-found'
  | 'log-unavailable'
  | 'service.stopping'
  | 'service.fault';

/** Codes of a value that a schema refuses. */
export type SchemaProblemCode =
  | 'value.required'
  | 'value.type'
  | 'value.too-short'
  | 'value.too-long'
  | 'value.format'
  | 'value.choice'
  | 'value.unknown-member'
  | 'value.invalid';

const HTTP_TEXTS: Readonly<Record<HttpProblemCode, ProblemText>> = {
  'request.malformed': { zh: '请求内容无法读取', en: 'The request could not be read' },
  'request.bad-url': { zh: '网址有误，请检查后重试', en: 'The address is not a valid URL' },
  'request.bad-text': {
    zh: '请求中含有无法保存的字符',
    en: 'The request holds characters that are not text (NUL or half of a surrogate pair)',
  },
  'request.invalid': { zh: '有内容需要更正', en: 'Some values need to be corrected' },
  'request.too-large': { zh: '内容超过大小限制', en: 'The content is larger than allowed' },
  'request.headers-too-large': { zh: '请求头超过大小限制', en: 'The request header is larger than allowed' },
  'request.media-type': { zh: '不支持这种内容类型', en: 'This content type is not supported' },
  'request.too-many': { zh: '查询太频繁，请稍后再试', en: 'Too many requests; wait a little and try again' },
  'request.not-acceptable': { zh: '无法以所要求的形式回答', en: 'No answer in the form that was asked for' },
  'caller.unknown': { zh: '请先登录，或提供有效的访问令牌', en: 'Sign in, or send a valid access token' },
  'caller.purpose-missing': {
    zh: '请说明用途（请求头 X-Purpose）',
    en: 'State what it is for (header X-Purpose)',
  },
  'caller.officer-missing': {
    zh: '请注明经办人（请求头 X-Acting-Officer）',
    en: 'Name the acting officer (header X-Acting-Officer)',
  },
  'caller.case-missing': {
    zh: '请注明案件编号（请求头 X-Case-Number）',
    en: 'Name the case (header X-Case-Number)',
  },
  'caller.address': {
    zh: '该系统不得从此网络地址访问',
    en: 'This system may not call from this address',
  },
  'caller.forbidden': { zh: '没有办理此事的权限', en: 'You are not allowed to do this' },
  'resource.not-found': { zh: '没有找到', en: 'Nothing is found here' },
  'log-unavailable': {
    zh: '暂时无法登记本次访问，请稍后再试',
    en: 'This access cannot be logged for the moment; try again later',
  },
  'service.stopping': {
    zh: '服务正在重启，请稍后再试',
    en: 'The service is restarting; try again in a moment',
  },
  'service.fault': {
    zh: '系统出现故障，请提供编号 {reference}',
    en: 'Something failed on our side; quote the number {reference}',
  },
};

const DATABASE_TEXTS: Readonly<Record<DatabaseErrorCode, ProblemText>> = {
  'database.unreachable': {
    zh: '暂时无法办理，请稍后再试',
    en: 'Not possible for the moment; try again later',
  },
  'database.too-slow': { zh: '系统繁忙，请稍后再试', en: 'The service is busy; try again later' },
  'database.outcome-unknown': {
    zh: '结果未知，请用同一请求再次确认',
    en: 'The outcome is not known; send the same request again to find out',
  },
};

const STORAGE_TEXTS: Readonly<Record<FileStoreErrorCode, ProblemText>> = {
  'storage.not-found': { zh: '没有这个文件', en: 'There is no such file' },
  'storage.damaged': {
    zh: '文件已损坏，暂时无法提供',
    en: 'The file is damaged and cannot be given for now',
  },
  'storage.unavailable': {
    zh: '暂时无法存取文件，请稍后再试',
    en: 'Files cannot be reached; try again later',
  },
};

const SCHEMA_TEXTS: Readonly<Record<SchemaProblemCode, ProblemText>> = {
  'value.required': { zh: '请填写此项', en: 'This is required' },
  'value.type': { zh: '数据形式不对', en: 'This has the wrong form of data' },
  'value.too-short': { zh: '不能少于{limit}', en: 'This must be at least {limit}' },
  'value.too-long': { zh: '不能多于{limit}', en: 'This must be at most {limit}' },
  'value.format': { zh: '格式不对', en: 'This is not in the right format' },
  'value.choice': { zh: '不在可选范围内', en: 'This is not one of the choices' },
  'value.unknown-member': { zh: '没有这一项：{names}', en: 'There is no such member: {names}' },
  'value.invalid': { zh: '此项有误', en: 'This is not right' },
};

registerProblemTexts('platform/http', HTTP_TEXTS);
registerProblemTexts('platform/database', DATABASE_TEXTS);
registerProblemTexts('platform/storage', STORAGE_TEXTS);
registerProblemTexts('platform/schema', SCHEMA_TEXTS);
