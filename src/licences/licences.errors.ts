import type { IdempotencyErrorCode } from '../platform/http/idempotency-key.ts';
import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';
import { DomainError } from '../shared/domain-error.ts';
import { type DraftReviewBlocker } from './drafts/draft-states.ts';

/** Closed codes of refusals and failures of this module. */
export type LicencesErrorCode =
  | 'licence.not-found'
  | 'licence.not-archived-yet'
  | 'licence.refused'
  | 'licence.number-taken'
  | 'licence.type-not-granted'
  | 'licence.state-forbids'
  | 'licence.change-pending'
  | 'licence.version-being-sealed'
  | 'licence.sealing-abandoned'
  | IdempotencyErrorCode
  | 'act.refused'
  | 'draft.not-found'
  | 'draft.state-forbids'
  | 'draft.revision-changed'
  | 'draft.unit-unclear'
  | 'draft.other-licence'
  | DraftReviewBlocker
  | 'search.bad-cursor';

/** Closed codes of what one part of an issue, change or act can be refused for. */
export type LicenceProblemCode =
  | 'issuer.ended'
  | 'issuer.not-issuing'
  | 'type.not-issued-by-unit'
  | 'number.pattern'
  | 'holder.count'
  | 'holder.kind'
  | 'holder.role'
  | 'holder.share-required'
  | 'date.not-a-date'
  | 'date.in-future'
  | 'date.out-of-range'
  | 'case.closed-in-future'
  | 'item.not-of-type'
  | 'seal.none-in-use'
  | 'act.effective-before-last-event'
  | 'act.effective-in-past';

const ERROR_TEXTS: Readonly<Record<Exclude<LicencesErrorCode, IdempotencyErrorCode>, ProblemText>> = {
  'licence.not-found': { zh: '没有查到这份证照', en: 'There is no such licence' },
  'licence.not-archived-yet': {
    zh: '签发当月的文件尚未归档，证据记录自 {from} 起可取',
    en: 'The files of its month are not archived yet; the evidence record is there from {from} on',
  },
  'licence.refused': {
    zh: '不能签发，有内容需要更正',
    en: 'The licence cannot be issued; correct what is listed',
  },
  'licence.number-taken': {
    zh: '本机关已用这个证照编号签发过同类证照',
    en: 'Your unit has already issued a licence of this type with this number',
  },
  'draft.not-found': { zh: '没有查到这份拟制的证照', en: 'There is no such draft' },
  'draft.state-forbids': {
    zh: '当前状态（{state}）下不能这样办理',
    en: 'This cannot be done with a draft that is {state}',
  },
  'draft.revision-changed': {
    zh: '内容已被他人修改，请重新查看后办理（现为第 {revision} 稿）',
    en: 'It has been edited since; read it again (now revision {revision})',
  },
  'draft.unit-unclear': {
    zh: '您在多个机构有经办权限，无法确定由哪个机构制发',
    en: 'You are a clerk of several units and it is not clear which one issues',
  },
  'draft.other-licence': {
    zh: '修改稿不能改为另一种证照或另一份证照',
    en: 'An edit cannot turn a draft into one of another type or licence',
  },
  'draft.made-by-reviewer': {
    zh: '不能审核本人拟制的证照',
    en: 'Nobody reviews a draft of their own making',
  },
  'draft.edited-by-reviewer': {
    zh: '不能审核本人最后修改的证照',
    en: 'Nobody reviews a draft that they edited last',
  },
  'licence.type-not-granted': {
    zh: '没有制发该类证照的权限',
    en: 'You are not allowed to issue licences of this type',
  },
  'licence.state-forbids': {
    zh: '证照现为“{state}”，不能办理此事',
    en: 'The licence is “{state}” now, which does not allow this act',
  },
  'licence.change-pending': {
    zh: '已有一项变动等待生效，生效前不能再办理',
    en: 'A recorded change waits for its day; until then nothing else can be done',
  },
  'licence.version-being-sealed': {
    zh: '新版本正在用印，请稍后再试',
    en: 'A new version is being sealed; try again in a moment',
  },
  'licence.sealing-abandoned': {
    zh: '用印未能完成，本次签发已作废，请用同一请求编号重试',
    en: 'Sealing could not be finished and this attempt is void; repeat the request with the same key',
  },
  'act.refused': { zh: '不能办理，有内容需要更正', en: 'The act cannot be done; correct what is listed' },
  'search.bad-cursor': { zh: '翻页标记无效，请重新查询', en: 'The cursor is not valid; search again' },
};

const PROBLEM_TEXTS: Readonly<Record<LicenceProblemCode, ProblemText>> = {
  'issuer.ended': {
    zh: '本机关已于{on}撤销，不能签发',
    en: 'The unit ended on {on} and issues nothing any more',
  },
  'issuer.not-issuing': { zh: '本机关不是制发单位', en: 'Your unit is not one that issues licences' },
  'type.not-issued-by-unit': { zh: '本机关不制发这种证照', en: 'Your unit does not issue this licence type' },
  'number.pattern': {
    zh: '证照编号的格式不对，例如{example}',
    en: 'The number is not in the right format, for example {example}',
  },
  'holder.count': { zh: '持证主体应为{min}至{max}个', en: 'The licence has {min} to {max} holders' },
  'holder.kind': { zh: '这种证照的持证主体类别不对', en: 'This kind of holder cannot hold this licence' },
  'holder.role': {
    zh: '第{ordinal}个持证主体应为“{role}”',
    en: 'Holder {ordinal} must have the role “{role}”',
  },
  'holder.share-required': { zh: '请填写份额', en: 'Enter the share' },
  'date.not-a-date': { zh: '应为存在的日期，如2026-11-23', en: 'This must be a date like 2026-11-23' },
  'date.in-future': { zh: '日期不能晚于今天', en: 'The date must not be after today' },
  'date.out-of-range': { zh: '日期应在1970年至2149年之间', en: 'The date must lie between 1970 and 2149' },
  'case.closed-in-future': {
    zh: '办结时间不能晚于现在',
    en: 'The case cannot have been closed in the future',
  },
  'item.not-of-type': { zh: '该事项不产生这种证照', en: 'This item does not lead to this licence type' },
  'seal.none-in-use': {
    zh: '本机关没有可用的电子印章',
    en: 'Your unit has no seal in use for this licence type',
  },
  'act.effective-before-last-event': {
    zh: '生效时间不能早于上一次变动（{at}）',
    en: 'The effect cannot begin before the last change ({at})',
  },
  'act.effective-in-past': { zh: '撤回只能从现在起生效', en: 'A withdrawal takes effect from now on only' },
};

registerProblemTexts('licences', { ...ERROR_TEXTS, ...PROBLEM_TEXTS });

/** A sealing takes well under a second; what a killed process left is free once its lease has lapsed. */
const ASK_AGAIN_AFTER_SECONDS = 2;

/** Another request is at work on just this: time alone will answer it (Retry-After, docs/adr/0002-sealing-survives-a-kill.md). */
export const beingSealed = (
  code: 'request.in-progress' | 'licence.version-being-sealed',
  cause?: unknown,
): DomainError<LicencesErrorCode> =>
  new DomainError('conflict', code, { cause, retryAfterSeconds: ASK_AGAIN_AFTER_SECONDS });
