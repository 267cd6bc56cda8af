import type { FactorAnswer } from '../../access/sign-in/factors/factor-dialogue.ts';
import { FACTOR_KINDS, type FactorKind } from '../../access/sign-in/factors/second-factor.ts';
import { type FormBody, textOf } from './form-body.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The kind that an address or form names, if it is one of `kinds`. */
export const kindIn = (body: FormBody, kinds: readonly FactorKind[] = FACTOR_KINDS): FactorKind | null =>
  kinds.find((kind) => kind === textOf(body, 'kind')) ?? null;

/** What the form of a second factor holds, in the shape in which its kind takes an answer. */
export function readFactorAnswer(body: FormBody): FactorAnswer {
  const kind = kindIn(body) ?? 'totp';
  const challenge = textOf(body, 'challenge');
  return { kind, challenge: UUID.test(challenge) ? challenge : null, answer: answerIn(body, kind) };
}

/** What its owner calls a new factor: something always, no longer than is kept, nothing that is not seen. */
export const labelIn = (body: FormBody, fallback: string): string =>
  [
    ...textOf(body, 'label')
      .replace(/\p{Cc}/gu, ' ')
      .trim(),
  ]
    .slice(0, 60)
    .join('') || fallback;

function answerIn(body: FormBody, kind: FactorKind): unknown {
  const answer = textOf(body, 'answer');
  if (kind === 'certificate') return { certificate: textOf(body, 'certificate'), signature: answer };
  return kind === 'webauthn' ? parsed(answer) : answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
