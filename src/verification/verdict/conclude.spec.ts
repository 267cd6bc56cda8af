import { conclude } from './conclude.ts';
import { FACT_REASONS, type FactName, type FactOutcome, type Facts } from './facts.ts';
import { VERDICT_CLASSES } from './verdict-codes.ts';
import {
  missingFactOf,
  REQUIRED_FACTS,
  type Subject,
  VERDICT_PRECEDENCE,
  verdictCodeOf,
} from './verdict-precedence.ts';
import type { ConclusionContext } from './verdict-values.ts';

const NAMES = Object.keys(FACT_REASONS) as FactName[];
const OUTCOMES: readonly FactOutcome[] = ['passed', 'failed', 'unknown', 'notApplicable'];
const SUBJECTS: readonly Subject[] = ['sealed-file', 'copy', 'register'];

type LooseFact = { outcome: FactOutcome; reason: string };

const context = (subject: Subject): ConclusionContext => ({
  subject,
  today: '2026-11-23',
  licence: {
    authority: '晋城市市场监督管理局',
    phone: '0356-12345',
    effectiveOn: '2024-01-01',
    expiresOn: '2026-06-30',
    stateEffectiveOn: '2026-03-01',
    supersededOn: '2026-05-01',
    currentVersion: 2,
  },
  signer: { commonName: '某机关', certificateIssuer: '某电子认证机构' },
  changedPages: [],
  comparison: { matching: [], differing: [], uncompared: [] },
});

/** The facts of a genuine file in force, with some of them told otherwise. */
function factsWith(told: Partial<Record<FactName, [FactOutcome, string]>>): Facts {
  const facts = Object.fromEntries(
    NAMES.map((name) => {
      const [outcome, reason] = told[name] ?? ['passed', FACT_REASONS[name][0]];
      return [name, { outcome, reason } satisfies LooseFact];
    }),
  );
  return facts as unknown as Facts;
}

/** Calls `visit` with every combination of outcomes; one mutable object, for there are 4 to the 11th. */
function forEveryCombination(visit: (facts: Facts) => void): void {
  const facts = Object.fromEntries(NAMES.map((name) => [name, { outcome: 'passed', reason: '' }])) as Record<
    FactName,
    LooseFact
  >;
  const walk = (index: number): void => {
    const name = NAMES[index];
    if (name === undefined) {
      visit(facts as unknown as Facts);
      return;
    }
    for (const outcome of OUTCOMES) {
      facts[name].outcome = outcome;
      facts[name].reason = FACT_REASONS[name][outcome === 'passed' ? 0 : 1];
      walk(index + 1);
    }
  };
  walk(0);
}

describe('conclude', () => {
  it.each(SUBJECTS)(
    'gives each of the 4,194,304 combinations of facts one conclusion, none green with a required fact failed or unknown (%s)',
    (subject) => {
      let seen = 0;
      let wronglyGreen = 0;
      forEveryCombination((facts) => {
        seen += 1;
        if (VERDICT_CLASSES[verdictCodeOf(facts, subject)] !== 'G') return;
        if (REQUIRED_FACTS[subject].some((name) => facts[name].outcome !== 'passed')) wronglyGreen += 1;
        if (facts.notDisputed.outcome === 'failed' || facts.notDisputed.outcome === 'unknown')
          wronglyGreen += 1;
      });
      expect({ seen, wronglyGreen }).toEqual({ seen: 4 ** 11, wronglyGreen: 0 });
    },
    60_000,
  );

  it.each(SUBJECTS)('gives every failure for every reason values and no green (%s)', (subject) => {
    for (const first of NAMES)
      for (const second of NAMES)
        for (const firstReason of FACT_REASONS[first])
          for (const secondReason of FACT_REASONS[second]) {
            const facts = factsWith({ [first]: ['failed', firstReason], [second]: ['failed', secondReason] });
            const conclusion = conclude(facts, context(subject));
            const required = [first, second].some((name) => REQUIRED_FACTS[subject].includes(name));
            if (required) expect([first, firstReason, conclusion.class]).not.toContain('G');
          }
  });

  it.each<[string, Subject, Partial<Record<FactName, [FactOutcome, string]>>]>([
    ['valid', 'sealed-file', {}],
    ['valid', 'register', { notDisputed: ['notApplicable', 'disputes-not-kept'] }],
    [
      'test',
      'sealed-file',
      {
        signerTrusted: ['failed', 'development-authority'],
        unchangedSinceSealing: ['failed', 'HASH_FAILURE'],
      },
    ],
    [
      'altered',
      'sealed-file',
      { nothingAdded: ['failed', 'changed-after-sealing'], inForce: ['failed', 'revoked'] },
    ],
    ['altered', 'sealed-file', { identicalToRegistered: ['failed', 'other-digest'] }],
    [
      'impostor',
      'sealed-file',
      { signerTrusted: ['failed', 'claims-our-authority'], inForce: ['failed', 'revoked'] },
    ],
    ['seal-bad', 'sealed-file', { sealGood: ['failed', 'seal-lost'], inForce: ['failed', 'expired'] }],
    [
      'seal-bad',
      'sealed-file',
      {
        sealGood: ['failed', 'signer-not-in-seal'],
        signerTrusted: ['failed', 'NO_CERTIFICATE_CHAIN_FOUND'],
      },
    ],
    [
      'revoked',
      'sealed-file',
      { inForce: ['failed', 'annulled'], certificateGood: ['unknown', 'TRY_LATER'] },
    ],
    ['suspended', 'register', { inForce: ['failed', 'lost'] }],
    ['copy-differs', 'copy', { contentMatches: ['failed', 'items-differ'], inForce: ['failed', 'expired'] }],
    ['unsigned', 'copy', { registerKnows: ['notApplicable', 'nothing-to-look-up'] }],
    [
      'not-ours',
      'sealed-file',
      { signerTrusted: ['failed', 'NO_CERTIFICATE_CHAIN_FOUND'], certificateGood: ['failed', 'EXPIRED'] },
    ],
    [
      'not-ours',
      'sealed-file',
      { registerKnows: ['failed', 'not-found'], identicalToRegistered: ['failed', 'not-registered'] },
    ],
    ['unknown', 'register', { registerKnows: ['failed', 'not-found'] }],
    ['mismatch', 'register', { registerKnows: ['failed', 'not-matching'] }],
    ['mismatch-personal', 'register', { registerKnows: ['failed', 'not-matching-personal'] }],
    [
      'cannot-check',
      'sealed-file',
      { registerKnows: ['unknown', 'register-out-of-reach'], inForce: ['unknown', 'register-out-of-reach'] },
    ],
    [
      'cannot-check',
      'sealed-file',
      { certificateGood: ['unknown', 'OUT_OF_BOUNDS_NO_POE'], registerKnows: ['failed', 'not-found'] },
    ],
    ['cannot-check', 'register', { notDisputed: ['unknown', 'register-out-of-reach'] }],
    ['not-yet', 'register', { inForce: ['failed', 'not-yet'] }],
    ['expired', 'copy', { inForce: ['failed', 'expired'], contentMatches: ['unknown', 'not-compared'] }],
    ['superseded', 'register', { inForce: ['failed', 'superseded'], notDisputed: ['failed', 'disputed'] }],
    ['disputed', 'register', { notDisputed: ['failed', 'disputed'] }],
    ['copy-match', 'copy', {}],
    ['copy-to-compare', 'copy', { contentMatches: ['unknown', 'not-compared'] }],
  ])('says %s for a %s with %j', (code, subject, told) => {
    expect(conclude(factsWith(told), context(subject))).toMatchObject({ code });
  });

  it('reaches every row of the precedence table by some combination', () => {
    const reached = new Set<string>();
    for (const subject of SUBJECTS)
      for (const first of NAMES)
        for (const reason of FACT_REASONS[first])
          for (const outcome of OUTCOMES) {
            const facts = factsWith({ [first]: [outcome, reason] });
            const row = VERDICT_PRECEDENCE.find(({ holds }) => holds(facts, subject));
            reached.add(row?.code ?? 'none');
          }
    expect([...reached].sort()).toEqual([...new Set(VERDICT_PRECEDENCE.map(({ code }) => code))].sort());
  });

  it('counts the days since a licence ran out and names what is missing', () => {
    expect(conclude(factsWith({ inForce: ['failed', 'expired'] }), context('register')).values).toEqual({
      expiredOn: '2026-06-30',
      days: 146,
    });
    const undecided = factsWith({ certificateGood: ['unknown', 'OUT_OF_BOUNDS_NO_POE'] });
    expect(missingFactOf(undecided, 'sealed-file')).toBe('certificateGood');
    expect(conclude(undecided, context('sealed-file')).values).toEqual({
      missing: 'proof-of-time',
      fileUnaltered: true,
    });
  });

  it('says “the file itself is unaltered” of a sealed file only', () => {
    const revoked = factsWith({ inForce: ['failed', 'revoked'] });
    expect(conclude(revoked, context('sealed-file')).values).toMatchObject({ fileUnaltered: true });
    expect(conclude(revoked, context('register')).values).toMatchObject({ fileUnaltered: false });
  });
});
