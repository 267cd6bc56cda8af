import type { FactLine } from '../presenters/fact-lines.presenter.ts';
import { OUTCOME_TEXTS } from '../text/fact-texts.ts';
import { LOG_PROOF_TEXTS as T } from '../text/log-proof-texts.ts';
import { CLASS_TEXTS } from '../text/verdict-classes.ts';
import { checkLogProof, type LogProofVerdict } from './log-proof-check.ts';
import { both, make, panelElement } from './verdict-element.ts';

/** The page that checks a proof of the access log: nothing is fetched and nothing is sent. */

const byId = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;
const textOf = (id: string): string => byId<HTMLTextAreaElement>(id).value;

const NO_CRYPTO: LogProofVerdict = {
  holds: false,
  class: 'N',
  sentence: T.noCrypto,
  reason: T.noCryptoReason,
  facts: [],
};

function factElement({ outcome, text }: FactLine): HTMLElement {
  const { mark, word } = OUTCOME_TEXTS[outcome];
  const sign = make('span', '', `${mark} `);
  sign.setAttribute('aria-hidden', 'true');
  return make('li', outcome, make('b', '', sign, ...both('span', word).childNodes), both('span', text));
}

function show(verdict: LogProofVerdict): void {
  const isTrial = document.body.querySelector('[data-trial]') !== null;
  const words = verdict.holds
    ? ({ ...verdict, shape: 'disc', word: T.holdsWord } as const)
    : { ...verdict, word: CLASS_TEXTS[verdict.class].word };
  const facts = verdict.facts.map(factElement);
  byId('facts').replaceChildren(
    ...(facts.length > 0 ? [both('h2', T.facts), make('ul', 'facts', ...facts)] : []),
  );
  const result = byId('result');
  result.replaceChildren(panelElement(words, isTrial));
  result.focus();
}

async function check(): Promise<void> {
  // Absent where the page came over plain http from another machine.
  show(globalThis.crypto?.subtle ? await checkLogProof(textOf('proof'), textOf('key')) : NO_CRYPTO);
}

byId('with-script').removeAttribute('hidden');
byId('proof-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void check();
});
byId<HTMLInputElement>('file').addEventListener('change', async ({ target }) => {
  const [file] = (target as HTMLInputElement).files ?? [];
  if (!file) return;
  byId<HTMLTextAreaElement>('proof').value = await file.text();
  await check();
});
