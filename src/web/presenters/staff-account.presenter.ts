import type { Session } from '../../access/sessions/session.ts';
import type { FactorSummary } from '../../access/sign-in/factors/staff-factors.service.ts';
import { type Bilingual, joinTexts, same } from '../text/bilingual.ts';
import { FACTOR_TEXTS, PROVEN_FACTOR_TEXTS, STAFF_TEXTS as T } from '../text/staff-texts.ts';
import type { ListedItem } from '../views/staff-account-page.tsx';
import { instantText } from './dates.ts';

const at = (instant: Date | null): Bilingual => (instant ? instantText(instant.toISOString()) : T.never);

/** A factor as its owner reads it. */
export const presentFactor = ({ id, kind, label, addedAt, lastUsedAt }: FactorSummary): ListedItem => ({
  id,
  heading:
    label === FACTOR_TEXTS[kind].zh
      ? FACTOR_TEXTS[kind]
      : joinTexts([same(label), FACTOR_TEXTS[kind]], { zh: '：', en: ': ' }),
  rows: [
    { label: T.addedAt, value: at(addedAt) },
    { label: T.usedAt, value: at(lastUsedAt) },
  ],
});

/** Sessions as their owner reads them, the one of this page first. */
export function presentSessions(sessions: readonly Session[], presentId: string): ListedItem[] {
  const ordered = [...sessions].sort((a, b) => Number(b.id === presentId) - Number(a.id === presentId));
  return ordered.map(({ id, factors, clientPrefix, openedAt, lastSeenAt }) => ({
    id,
    heading: id === presentId ? T.thisOne : T.elsewhere,
    rows: [
      { label: T.openedAt, value: at(openedAt) },
      { label: T.seenAt, value: at(lastSeenAt) },
      { label: T.from, value: same(clientPrefix), code: true },
      {
        label: T.by,
        value: joinTexts(
          factors.map((factor) => PROVEN_FACTOR_TEXTS[factor]),
          { zh: '、', en: ', ' },
        ),
      },
    ],
  }));
}
