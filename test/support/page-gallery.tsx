import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ComponentChild } from 'preact';
import type { Keyring } from '../../src/web/islands/keyring.ts';
import { type Assets, loadAssets } from '../../src/web/pages/assets.ts';
import { encodePage } from '../../src/web/pages/page-compression.ts';
import { PageRenderer } from '../../src/web/pages/page-renderer.tsx';
import { presentResult } from '../../src/web/presenters/result.presenter.ts';
import type { Bilingual } from '../../src/web/text/bilingual.ts';
import { same } from '../../src/web/text/bilingual.ts';
import { CHECK_TEXTS } from '../../src/web/text/check-texts.ts';
import { ISSUERS_TEXTS, PKI_TEXTS } from '../../src/web/text/list-page-texts.ts';
import { LOG_PROOF_TEXTS } from '../../src/web/text/log-proof-texts.ts';
import { OFFLINE_TEXTS } from '../../src/web/text/offline-texts.ts';
import { PROBLEM_PAGE_TEXTS } from '../../src/web/text/problem-page-texts.ts';
import { PROBLEM_REPORT_TEXTS } from '../../src/web/text/problem-report-texts.ts';
import { RECEIPT_TEXTS } from '../../src/web/text/receipt-texts.ts';
import { CheckPage, EMPTY_VALUES } from '../../src/web/views/check-page.tsx';
import { IssuersPage } from '../../src/web/views/issuers-page.tsx';
import { LogProofPage } from '../../src/web/views/log-proof-page.tsx';
import { OfflinePage } from '../../src/web/views/offline-page.tsx';
import { PkiPage } from '../../src/web/views/pki-page.tsx';
import { ProblemPage } from '../../src/web/views/problem-page.tsx';
import { ProblemReceivedPage, ProblemReportPage } from '../../src/web/views/problem-report-page.tsx';
import { ReceiptPage } from '../../src/web/views/receipt-page.tsx';
import { ResultPage } from '../../src/web/views/result-page.tsx';
import type { Display } from '../../src/web/views/shell.tsx';
import { LOG_KEY_PEM, PROVEN } from '../factories/log-proof-files.ts';
import { ALL_CODES, reportWith } from '../factories/verification-reports.ts';

interface GalleryPage {
  readonly title: Bilingual;
  readonly main: ComponentChild;
}

/** As long as those of real results, and as hard to pack. */
const CAPSULE = randomBytes(1_100).toString('base64url');
const DOMAIN = 'zz.jincheng.gov.cn';
const NONCE = 'gallery';
const LICENCE_TYPES = [
  { code: '11100000MB0143028R001', name: { zh: '营业执照', en: 'Business licence' } },
  { code: '11100000MB0143028R002', name: { zh: '食品经营许可证', en: 'Food business licence' } },
];

function resultPage(report: ReturnType<typeof reportWith>): GalleryPage {
  const view = presentResult(report);
  const onDateForm = {
    method: 'get',
    action: '',
    hidden: {},
    values: { year: '', month: '', day: '' },
    error: null,
  } as const;
  return {
    title: view.verdict.sentence,
    main: (
      <ResultPage
        view={view}
        domain={DOMAIN}
        onDateForm={report.file ? null : onDateForm}
        capsule={CAPSULE}
      />
    ),
  };
}

function checkPage(wrong: boolean): GalleryPage {
  const problems = [
    { field: 'number', code: 'identifier.check-character' },
    { field: 'licence-type', code: 'type.unknown' },
    { field: 'name', code: 'name.empty' },
    { field: 'file', code: 'file.missing' },
  ] as const;
  const page = (
    <CheckPage
      values={EMPTY_VALUES}
      licenceTypes={LICENCE_TYPES}
      problems={wrong ? problems : []}
      insideWeChat={wrong}
    />
  );
  return { title: CHECK_TEXTS.title, main: page };
}

function problemReportPage(wrong: boolean): GalleryPage {
  const values = {
    kind: wrong ? '' : 'suspected-forgery',
    text: '',
    contact: '',
    checkReference: '3f2b8c1e-0000-4000-8000-00000000000a',
  };
  const problems = [
    { field: 'kind', code: 'report.kind-missing' },
    { field: 'text', code: 'report.text-missing' },
  ] as const;
  const main = <ProblemReportPage values={values} problems={wrong ? problems : []} />;
  return { title: PROBLEM_REPORT_TEXTS.title, main };
}

const CODE_ROW = { label: PKI_TEXTS.fingerprint, value: same('AB:CD:'.repeat(16).slice(0, -1)), code: true };
const OTHER_PAGES: Readonly<Record<string, GalleryPage>> = {
  check: checkPage(false),
  'check-wrong': checkPage(true),
  'problem-report': problemReportPage(false),
  'problem-report-wrong': problemReportPage(true),
  receipt: {
    title: RECEIPT_TEXTS.pageTitle,
    main: (
      <ReceiptPage earlier={presentResult(reportWith('valid'))} now={presentResult(reportWith('revoked'))} />
    ),
  },
  'problem-received': {
    title: PROBLEM_REPORT_TEXTS.receivedTitle,
    main: <ProblemReceivedPage number="7K3M9QXA2DTF" />,
  },
  offline: { title: OFFLINE_TEXTS.title, main: <OfflinePage /> },
  'log-proof': {
    title: LOG_PROOF_TEXTS.title,
    main: <LogProofPage publicKeyPem={LOG_KEY_PEM} trial={false} given={null} />,
  },
  'log-proof-given': {
    title: LOG_PROOF_TEXTS.title,
    main: <LogProofPage publicKeyPem={LOG_KEY_PEM} trial given={{ id: PROVEN.id, json: PROVEN.json }} />,
  },
  issuers: {
    title: ISSUERS_TEXTS.title,
    main: (
      <IssuersPage
        issuers={[
          {
            name: {
              zh: '晋城市市场监督管理局',
              en: 'Jincheng Administration for Market Regulation',
            },
            rows: [
              { label: ISSUERS_TEXTS.uscc, value: same('11140500MB9A000141'), code: true },
              { label: ISSUERS_TEXTS.issues, value: { zh: '营业执照', en: 'Business licence' } },
            ],
          },
        ]}
      />
    ),
  },
  pki: {
    title: PKI_TEXTS.title,
    main: (
      <PkiPage
        development
        authorities={[
          {
            heading: '照章开发根',
            rows: [CODE_ROW],
            downloads: [{ href: '/pki/ca/root.cer', label: 'root.cer' }],
          },
        ]}
        statementKeys={[]}
      />
    ),
  },
  problem: {
    title: PROBLEM_PAGE_TEXTS[503].heading,
    main: (
      <ProblemPage
        {...PROBLEM_PAGE_TEXTS[503]}
        detail={null}
        reference="5f0c9a0e-6d3b-4c8e-9f57-3a1de1b6a001"
        needsSignIn={false}
      />
    ),
  },
};

/** Every state that a page can be in, by name: each verdict, the trial, an answer for a date, forms with errors. */
export const GALLERY: Readonly<Record<string, GalleryPage>> = {
  ...OTHER_PAGES,
  ...Object.fromEntries(ALL_CODES.map((code) => [`verdict-${code}`, resultPage(reportWith(code))])),
  'trial-valid': resultPage(reportWith('valid', { trial: true })),
  'trial-altered': resultPage(reportWith('altered', { trial: true })),
  'on-date': resultPage(
    reportWith('revoked', {
      file: null,
      onDate: { on: '2025-03-01', inForce: true, state: 'in-force', version: 1 },
    }),
  ),
};

export interface GalleryServer {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the gallery at `/<name>?lang=…&size=…` with the headers that the service sends, and the offline page with its
 * scripts, its worker and `keyring`, on a free port.
 */
export async function serveGallery(keyring: Keyring = EMPTY_KEYRING): Promise<GalleryServer> {
  const assets = await loadAssets();
  const renderer = new PageRenderer({ domain: DOMAIN, trial: keyring.trial, css: assets.css });
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery');
    const file = fileAt(url.pathname, assets, keyring);
    if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.plain);
    const page = GALLERY[url.pathname.slice(1)];
    if (!page) return void response.writeHead(404).end();
    const script = scriptOf(url.pathname, assets);
    const html = renderer.render({ ...page, ...script, display: displayOf(url), nonce: NONCE });
    const { body, encoding } = await encodePage(html, request.headers['accept-encoding']);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': PAGE_POLICY,
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const EMPTY_KEYRING: Keyring = {
  asOf: '2026-11-23T00:00:00.000Z',
  trial: false,
  keys: [],
  licenceTypes: [],
  issuers: [],
};

const PAGE_POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
  `style-src 'self' 'nonce-${NONCE}'`,
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
].join('; ');

function scriptOf(path: string, assets: Assets): { readonly script?: string } {
  if (path === '/offline') return { script: assets.offlineBootUrl };
  return path.startsWith('/log-proof') ? { script: assets.logProofUrl } : {};
}

function displayOf(url: URL): Display {
  return {
    first: url.searchParams.get('lang') === 'en' ? 'en' : 'zh',
    large: url.searchParams.get('size') === 'large',
  };
}

function fileAt(path: string, assets: Assets, keyring: Keyring): { type: string; plain: Buffer } | null {
  if (path === '/offline-worker.js') return assets.offlineWorker;
  if (path === '/offline/keyring')
    return { type: 'application/json', plain: Buffer.from(JSON.stringify(keyring)) };
  if (path === '/favicon.svg') return assets.favicon;
  return path.startsWith('/assets/') ? (assets.hashed.get(path.slice('/assets/'.length)) ?? null) : null;
}
