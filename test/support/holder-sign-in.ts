import { PUBLIC_ORIGIN } from './identity-provider.ts';
import { PlainBrowser, type Visit } from './plain-browser.ts';
import type { StartedApp } from './start-app.ts';

export const HOLDER_SIGN_IN = `${PUBLIC_ORIGIN}/holder/sign-in`;

/** A browser that finds the service of a test under its public address. */
export const newBrowser = ({ origin }: StartedApp): PlainBrowser =>
  new PlainBrowser({ [PUBLIC_ORIGIN]: origin });

/**
 * Signs in as somebody on the provider's list, or gives up where they are not on it.
 *
 * @param query of the page that begins it
 * @param until where to stop; else what the service shows last is given
 */
export async function signInAs(
  browser: PlainBrowser,
  label: string,
  { query = '', until }: { readonly query?: string; readonly until?: string } = {},
): Promise<Visit> {
  const choice = await browser.open(HOLDER_SIGN_IN + query);
  if (!choice.text.includes('演示用实名认证'))
    throw new Error(`no provider: ${choice.status}, ${choice.url}`);
  const buttons = [...choice.text.matchAll(/<button name="person" value="(\w+)">([^<]*)</g)];
  const person = buttons.find(([, , written]) => written === label)?.[1] ?? 'none';
  return browser.submit(choice.url, { person }, until);
}

/** The session's cookie that a browser has from the service. */
export const sessionOf = (browser: PlainBrowser): string | undefined =>
  browser.jarOf(new URL(PUBLIC_ORIGIN)).get('zz-session');
