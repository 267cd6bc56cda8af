import type { ComponentChild } from 'preact';
import { render } from 'preact-render-to-string';
import type { Bilingual } from '../text/bilingual.ts';
import { SITE_TEXTS } from '../text/site-texts.ts';
import { FirstLanguageContext } from '../views/language-order.tsx';
import { compileShell, type Display, type Shell } from '../views/shell.tsx';

export interface Page {
  /** Before the name of the site: of a result its verdict. */
  readonly title: Bilingual;
  readonly main: ComponentChild;
  readonly display: Display;
  readonly nonce: string;
  /** False for the answer to a form, whose address cannot be opened again. */
  readonly switches?: boolean;
  /** Address of a module to load. */
  readonly script?: string;
}

export interface Site {
  /** Host that people must see in the address bar. */
  readonly domain: string;
  readonly trial: boolean;
  readonly css: string;
}

/** Makes whole documents: what is the same on every page is rendered once, a request renders only its own part. */
export class PageRenderer {
  private readonly shells = new Map<string, Shell>();

  constructor(readonly site: Site) {}

  render({ title, main, display, nonce, switches = true, script }: Page): string {
    const { first } = display;
    return this.shellFor(display, switches).join({
      title: render(<title>{`${title[first]} – ${SITE_TEXTS.siteName[first]}`}</title>),
      nonce,
      head: script ? render(<script type="module" src={script} nonce={nonce} />) : '',
      main: render(<FirstLanguageContext.Provider value={first}>{main}</FirstLanguageContext.Provider>),
    });
  }

  private shellFor(display: Display, switches: boolean): Shell {
    const key = `${display.first}-${display.large}-${switches}`;
    const known = this.shells.get(key);
    if (known) return known;
    const shell = compileShell({ ...this.site, display, switches });
    this.shells.set(key, shell);
    return shell;
  }
}
