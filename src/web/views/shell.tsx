import { render } from 'preact-render-to-string';
import { type Bilingual, fill } from '../text/bilingual.ts';
import { SITE_TEXTS as T } from '../text/site-texts.ts';
import { Both, type FirstLanguage, FirstLanguageContext, HTML_LANG } from './language-order.tsx';

/** How a reader wants pages shown. */
export interface Display {
  readonly first: FirstLanguage;
  readonly large: boolean;
}

export interface ShellOptions {
  readonly display: Display;
  /** Host that people must see in the address bar. */
  readonly domain: string;
  readonly css: string;
  readonly trial: boolean;
  /** False where the address cannot be opened again as it is: the answer to a form. */
  readonly switches: boolean;
}

/** The parts of a page that are the same for every request, ready to be joined around what differs. */
export interface Shell {
  join(parts: { title: string; nonce: string; head: string; main: string }): string;
}

const MARKS = ['@@TITLE@@', '@@NONCE@@', '@@HEAD@@', '@@MAIN@@'] as const;

function Switches({ display }: { display: Display }) {
  return (
    <nav class="switches" aria-label={T.displaySettings[display.first]}>
      {display.first === 'zh' ? (
        <a href="?lang=en" lang="en" rel="nofollow">
          {T.englishFirst.en}
        </a>
      ) : (
        <a href="?lang=zh" lang="zh-CN" rel="nofollow">
          {T.chineseFirst.zh}
        </a>
      )}
      <a href={display.large ? '?size=normal' : '?size=large'} rel="nofollow">
        {(display.large ? T.normalType : T.largeType)[display.first]}
      </a>
    </nav>
  );
}

function Footer({ trial }: { trial: boolean }) {
  const links: readonly (readonly [string, Bilingual])[] = [
    ['/', T.navCheck],
    ['/offline', T.navOffline],
    ['/holder', T.navHolder],
    ['/issuers', T.navIssuers],
    ['/pki', T.navPki],
    ['/log/proof', T.navLogProof],
  ];
  return (
    <footer>
      <div class="wrap">
        <ul class="links">
          {links.map(([href, text]) => (
            <li key={href}>
              <a href={href}>
                <Both text={text} />
              </a>
            </li>
          ))}
        </ul>
        <p>
          <Both text={T.privacy} />
        </p>
        {trial && (
          <p>
            <Both text={T.trial} />
          </p>
        )}
      </div>
    </footer>
  );
}

function Document({ display, domain, css, trial, switches }: ShellOptions) {
  return (
    <html lang={HTML_LANG[display.first]} data-size={display.large ? 'large' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        {MARKS[0]}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <style nonce={MARKS[1]} dangerouslySetInnerHTML={{ __html: css }} />
        {MARKS[2]}
      </head>
      <body>
        <a class="skip" href="#main">
          {T.skipToContent[display.first]}
        </a>
        <header>
          <div class="official">
            <div class="wrap">{fill(T.officialLine, { domain })[display.first]}</div>
          </div>
          <div class="top">
            <div class="wrap">
              <a class="brand" href="/">
                {T.siteName[display.first]}
              </a>
              {switches && <Switches display={display} />}
            </div>
          </div>
        </header>
        <main id="main" class="wrap">
          {MARKS[3]}
        </main>
        <Footer trial={trial} />
      </body>
    </html>
  );
}

/**
 * Renders all that stays the same once and keeps it as strings, so that a request renders only its own `<main>`.
 * `title`, `head` and `main` are rendered markup.
 */
export function compileShell(options: ShellOptions): Shell {
  const markup = render(
    <FirstLanguageContext.Provider value={options.display.first}>
      <Document {...options} />
    </FirstLanguageContext.Provider>,
  );
  const [top = '', styled = '', head = '', body = '', bottom = ''] = markup.split(
    new RegExp(MARKS.join('|')),
  );
  return {
    join: (page) =>
      `<!doctype html>${top}${page.title}${styled}${page.nonce}${head}${page.head}${body}${page.main}${bottom}`,
  };
}
