import type {
  Conclusion,
  VerdictClass,
  VerdictCode,
  VerdictValues,
} from '../../verification/verdict/verdict-codes.ts';
import type { VerificationReport } from '../../verification/verification-report.ts';
import { type Bilingual, fill, joinTexts, same } from '../text/bilingual.ts';
import { CITY_HOTLINE } from '../text/site-texts.ts';
import {
  ENDED_ACT_TEXTS,
  itemText,
  SEAL_CAUSE_TEXTS,
  STATE_TEXTS,
  STOPPED_ACT_TEXTS,
} from '../text/term-texts.ts';
import { CLASS_TEXTS, type VerdictShape } from '../text/verdict-classes.ts';
import { VERDICT_TEXTS } from '../text/verdict-texts.ts';
import { dateText, instantText } from './dates.ts';

/** The panel of a result page: what it says, before any markup. */
export interface VerdictView {
  readonly code: VerdictCode;
  readonly class: VerdictClass;
  readonly shape: VerdictShape;
  readonly classWord: Bilingual;
  readonly sentence: Bilingual;
  readonly reason: Bilingual | null;
  readonly next: Bilingual | null;
}

type Words = Pick<VerdictView, 'sentence' | 'reason' | 'next'>;
type Filler<Code extends VerdictCode> = (values: VerdictValues[Code], report: VerificationReport) => Words;

const T = VERDICT_TEXTS;
const listText = (items: readonly string[]): Bilingual =>
  joinTexts(items.map(itemText), { zh: '、', en: ', ' });
const stateText = (report: VerificationReport): Bilingual =>
  report.licence === null ? { zh: '未知', en: 'unknown' } : STATE_TEXTS[report.licence.state];

/** The conclusion names the authority in Chinese; the register's entry has its English name too. */
function authorityText(authority: string, { licence }: VerificationReport): Bilingual {
  const isKnown = licence?.issuer.nameZh === authority;
  return isKnown ? { zh: authority, en: licence.issuer.nameEn } : same(authority);
}

/** Where a sealed file was changed; pages without a count are not in the list. */
function changedPlaces(pages: VerdictValues['altered']['pages']): Bilingual {
  const place = { zh: '第{page}页有{changes}处改动', en: '{changes} changes on page {page}' } as const;
  return joinTexts(
    pages.map(({ page, changes }) => fill(place, { page, changes })),
    { zh: '，', en: ', ' },
  );
}

/** How each code's placeholders are filled; the compiler demands every one of them. */
const FILLERS: { readonly [Code in VerdictCode]: Filler<Code> } = {
  valid: ({ authority }, report) => ({
    sentence: T.valid.sentence,
    reason: fill(T.valid.reasons.registerRead, {
      authority: authorityText(authority, report),
      readAt: instantText(report.checkedAt),
    }),
    next: report.licence?.number === undefined ? T.valid.nexts.compareType : T.valid.nexts.compare,
  }),
  'not-yet': ({ effectiveOn }) => ({
    sentence: fill(T['not-yet'].sentence, { effectiveOn: dateText(effectiveOn) }),
    reason: T['not-yet'].reasons.tooEarly,
    next: null,
  }),
  expired: ({ expiredOn, days }) => ({
    sentence: T.expired.sentence,
    reason: fill(T.expired.reasons.ended, { expiredOn: dateText(expiredOn), days }),
    next: T.expired.nexts.renewed,
  }),
  superseded: ({ supersededOn, currentVersion }) => ({
    sentence: fill(T.superseded.sentence, { currentVersion }),
    reason: fill(T.superseded.reasons.replaced, { supersededOn: dateText(supersededOn) }),
    next: fill(T.superseded.nexts.newVersion, { currentVersion }),
  }),
  disputed: ({ authority, phone = CITY_HOTLINE, receivedOn, answerBy }, report) => ({
    sentence: T.disputed.sentence,
    reason:
      receivedOn && answerBy
        ? fill(T.disputed.reasons.dated, {
            authority: authorityText(authority, report),
            receivedOn: dateText(receivedOn),
            answerBy: dateText(answerBy),
          })
        : T.disputed.reasons.undated,
    next: fill(T.disputed.nexts.ask, { authority: authorityText(authority, report), phone }),
  }),
  'inspection-due': ({ dueOn }) => ({
    sentence: T['inspection-due'].sentence,
    reason: dueOn
      ? fill(T['inspection-due'].reasons.dated, { dueOn: dateText(dueOn) })
      : T['inspection-due'].reasons.undated,
    next: null,
  }),
  pledged: ({ since }) => ({
    sentence: T.pledged.sentence,
    reason: since ? fill(T.pledged.reasons.dated, { since: dateText(since) }) : T.pledged.reasons.undated,
    next: null,
  }),
  'purpose-copy': ({ purpose, unit, until }) => ({
    sentence: fill(T['purpose-copy'].sentence, {
      purpose: purpose ?? { zh: '注明的用途', en: 'the stated purpose' },
    }),
    reason:
      unit && until
        ? fill(T['purpose-copy'].reasons.given, { unit, until: dateText(until) })
        : T['purpose-copy'].reasons.unnamed,
    next: T['purpose-copy'].nexts.otherUse,
  }),
  'copy-match': ({ items, uncompared }, report) => {
    const compared = { count: items.length, items: listText(items), state: stateText(report) };
    const { reasons, sentence, nexts } = T['copy-match'];
    return {
      sentence,
      reason:
        uncompared.length > 0
          ? fill(reasons.partlyCompared, { ...compared, uncompared: listText(uncompared) })
          : fill(reasons.compared, compared),
      next: nexts.noSeal,
    };
  },
  'copy-to-compare': ({ authority }, report) => ({
    sentence: T['copy-to-compare'].sentence,
    reason: fill(T['copy-to-compare'].reasons.found, {
      authority: authorityText(authority, report),
      state: stateText(report),
    }),
    next: T['copy-to-compare'].nexts.compare,
  }),
  revoked: ({ state, authority, effectiveOn, phone = CITY_HOTLINE, fileUnaltered }, report) => ({
    sentence: fill(T.revoked.sentence, { state: ENDED_ACT_TEXTS[state] }),
    reason: fill(fileUnaltered ? T.revoked.reasons.decidedFileIntact : T.revoked.reasons.decided, {
      authority: authorityText(authority, report),
      effectiveOn: dateText(effectiveOn),
    }),
    next: fill(T.revoked.nexts.refuse, { phone }),
  }),
  suspended: ({ state, since }) => ({
    sentence: fill(T.suspended.sentence, { state: STOPPED_ACT_TEXTS[state] }),
    reason: fill(T.suspended.reasons.since, { since: dateText(since) }),
    next: T.suspended.nexts.later,
  }),
  altered: ({ pages, registered }) => ({
    sentence: T.altered.sentence,
    reason:
      pages.length > 0
        ? fill(T.altered.reasons.onPages, { places: changedPlaces(pages) })
        : T.altered.reasons.somewhere,
    next: registered ? T.altered.nexts.registered : T.altered.nexts.untouched,
  }),
  'seal-bad': ({ sealName, reason, sealedOn }) => {
    const named = { sealName, cause: SEAL_CAUSE_TEXTS[reason] };
    const { reasons, sentence, nexts } = T['seal-bad'];
    return {
      sentence,
      reason: sealedOn
        ? fill(reasons.dated, { ...named, sealedOn: dateText(sealedOn) })
        : fill(reasons.undated, named),
      next: nexts.reissue,
    };
  },
  impostor: ({ authority }) => ({
    sentence: fill(T.impostor.sentence, { authority }),
    reason: T.impostor.reasons.sameName,
    next: fill(T.impostor.nexts.report, { phone: CITY_HOTLINE }),
  }),
  'copy-differs': ({ items }) => ({
    sentence: T['copy-differs'].sentence,
    reason: fill(T['copy-differs'].reasons.items, { items: listText(items) }),
    next: T['copy-differs'].nexts.original,
  }),
  'not-ours': ({ signer, certificateIssuer, recognisedIssuer, unchanged }) => ({
    sentence: T['not-ours'].sentence,
    reason: fill(T['not-ours'].reasons.signed, {
      signer,
      certificateIssuer,
      recognition: recognisedIssuer
        ? { zh: '认可的电子认证机构', en: 'an authority on our list' }
        : { zh: '不在我们的认可名单', en: 'not on our list' },
      changed: unchanged ? { zh: '未改动', en: 'unchanged' } : { zh: '有改动', en: 'changed' },
    }),
    next: T['not-ours'].nexts.elsewhere,
  }),
  unsigned: () => ({
    sentence: T.unsigned.sentence,
    reason: T.unsigned.reasons.maybeCopy,
    next: T.unsigned.nexts.otherWay,
  }),
  unknown: () => ({
    sentence: T.unknown.sentence,
    reason: T.unknown.reasons.maybeTyped,
    next: T.unknown.nexts.again,
  }),
  mismatch: ({ triesLeft }) => ({
    sentence: T.mismatch.sentence,
    reason:
      triesLeft === undefined
        ? T.mismatch.reasons.fullName
        : fill(T.mismatch.reasons.fullNameTries, { triesLeft }),
    next: null,
  }),
  'mismatch-personal': () => ({
    sentence: T['mismatch-personal'].sentence,
    reason: T['mismatch-personal'].reasons.notSaid,
    next: T['mismatch-personal'].nexts.again,
  }),
  unreadable: ({ reason }) => ({
    sentence: T.unreadable.sentence,
    reason: T.unreadable.reasons[reason],
    next: T.unreadable.nexts[reason],
  }),
  'cannot-check': ({ missing, fileUnaltered }) => ({
    sentence: T['cannot-check'].sentence,
    reason: fileUnaltered
      ? joinTexts([
          { zh: '文件未被改动；但', en: 'The file is unaltered.' },
          T['cannot-check'].reasons[missing],
        ])
      : T['cannot-check'].reasons[missing],
    next: fill(
      missing === 'register' || missing === 'revocation'
        ? T['cannot-check'].nexts.later
        : T['cannot-check'].nexts.ask,
      { phone: CITY_HOTLINE },
    ),
  }),
  'offline-list': ({ listAt, hours }) => ({
    sentence: fill(T['offline-list'].sentence, { listAt: instantText(listAt) }),
    reason: fill(T['offline-list'].reasons.age, { hours }),
    next: T['offline-list'].nexts.online,
  }),
  'code-expired': () => ({
    sentence: T['code-expired'].sentence,
    reason: T['code-expired'].reasons.renews,
    next: null,
  }),
  'code-used': ({ usedAt, unit }) => ({
    sentence: T['code-used'].sentence,
    reason:
      usedAt && unit
        ? fill(T['code-used'].reasons.viewed, { usedAt: instantText(usedAt), unit })
        : T['code-used'].reasons.once,
    next: T['code-used'].nexts.again,
  }),
  'foreign-code': ({ domain }) => ({
    sentence: T['foreign-code'].sentence,
    reason: domain
      ? fill(T['foreign-code'].reasons.domain, { domain: same(domain) })
      : T['foreign-code'].reasons.noAddress,
    next: null,
  }),
  rate: ({ minutes }) => ({ sentence: fill(T.rate.sentence, { minutes }), reason: null, next: null }),
  test: () => ({ sentence: T.test.sentence, reason: T.test.reasons.development, next: null }),
};

function wordsOf<Code extends VerdictCode>(
  code: Code,
  values: VerdictValues[Code],
  report: VerificationReport,
) {
  const filler: Filler<Code> = FILLERS[code];
  return filler(values, report);
}

/** Puts a conclusion into words. Takes nothing from the checked file but what the conclusion's values hold. */
export function presentVerdict(report: VerificationReport): VerdictView {
  const conclusion: Conclusion = report.conclusion;
  const { shape, word } = CLASS_TEXTS[conclusion.class];
  return {
    code: conclusion.code,
    class: conclusion.class,
    shape,
    classWord: word,
    ...wordsOf(conclusion.code, conclusion.values as VerdictValues[typeof conclusion.code], report),
  };
}
