import { readFile } from 'node:fs/promises';
import { Budget } from '../../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../../src/crypto/pdf/signature-reader.ts';
import { askPdfboxAt, bouncyCastleMissing } from '../../support/bouncy-castle.ts';
import { hasTool } from '../../support/tools.ts';
import { HOLDS, type JudgedFile, type JudgedTrust } from './judged-file.ts';
import { askOpenssl } from './openssl-judge.ts';
import type { SealKind } from './sealing-world.ts';
import { askMutool, askPdfsig, askQpdf } from './viewer-judges.ts';

/** About the file at `path`, a cell's own or a twin of it; the answer is `HOLDS` or what does not hold. */
type Asking = (file: JudgedFile, path: string, trust: JudgedTrust) => Promise<string>;

export interface Judge {
  /** One letter for the table. */
  readonly letter: string;
  readonly name: string;
  /** `signature` counts towards the two that each cell needs; `syntax` and `ours` do not. */
  readonly judges: 'signature' | 'syntax' | 'ours';
  readonly missing: string | undefined;
  /** Why it cannot judge seals of the kind; undefined when it can. */
  readonly cannot: (kind: SealKind) => string | undefined;
  /** Answers about many paths, in order. */
  readonly askAll: (asked: readonly Asked[], trust: JudgedTrust) => Promise<string[]>;
}

/** A file of a cell, or one of its twins at `path`. */
export interface Asked {
  readonly file: JudgedFile;
  readonly path: string;
}

const IN_FLIGHT = 3;
const nothing = () => undefined;

const missingOf = (...tools: string[]): string | undefined => {
  const missing = tools.filter((tool) => !hasTool(tool));
  return missing.length > 0 ? `${missing.join(', ')} not installed` : undefined;
};

export const JUDGES: readonly Judge[] = [
  {
    letter: 'P',
    name: 'pdfsig (poppler and NSS)',
    judges: 'signature',
    missing: missingOf('pdfsig', 'certutil'),
    cannot: ({ algorithm }) => (algorithm === 'sm2-sm3' ? 'NSS knows neither SM2 nor SM3' : undefined),
    askAll: oneByOne(askPdfsig),
  },
  {
    letter: 'O',
    name: 'openssl (cms or dgst, ts, ocsp, crl)',
    judges: 'signature',
    missing: missingOf('openssl', 'mutool'),
    cannot: nothing,
    askAll: oneByOne(askOpenssl),
  },
  {
    letter: 'M',
    name: 'mutool sign (MuPDF)',
    judges: 'signature',
    missing: missingOf('mutool'),
    cannot: ({ algorithm }) =>
      algorithm === 'sm2-sm3' || algorithm === 'rsa-pss-sha256'
        ? "it verifies by OpenSSL's PKCS#7, which knows neither SM2 nor RSA-PSS"
        : undefined,
    askAll: oneByOne(askMutool),
  },
  {
    letter: 'J',
    name: 'PDFBox and Bouncy Castle',
    judges: 'signature',
    missing: bouncyCastleMissing(),
    cannot: nothing,
    askAll: async (asked) => {
      const answers = await askPdfboxAt(asked.map(({ path }) => path));
      return answers.map((answer, index) =>
        answer === `holds at ${asked[index]?.file.level}` ? HOLDS : answer,
      );
    },
  },
  {
    letter: 'Q',
    name: 'qpdf --check',
    judges: 'syntax',
    missing: missingOf('qpdf'),
    cannot: nothing,
    askAll: oneByOne(askQpdf),
  },
  {
    letter: 'Z',
    name: 'Zhaozhang itself',
    judges: 'ours',
    missing: undefined,
    cannot: nothing,
    askAll: oneByOne(askOurselves),
  },
];

/** A judge that is started anew for each file, a few at a time. */
function oneByOne(ask: Asking): Judge['askAll'] {
  return async (asked, trust) => {
    const answers: string[] = [];
    const waiting = asked.entries();
    const work = async () => {
      for (const [index, { file, path }] of waiting) answers[index] = await ask(file, path, trust);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    return answers;
  };
}

async function askOurselves({ level }: JudgedFile, path: string): Promise<string> {
  const document = PdfDocument.open(await readFile(path), new Budget());
  for (const signature of readSignatures(document)) {
    const { isIntact, isUnchanged, signerReasons } = judgeIntegrity(document, signature);
    if (!isIntact || !isUnchanged) return `${signature.fieldName} at ${level}: ${signerReasons.join(', ')}`;
  }
  return HOLDS;
}
