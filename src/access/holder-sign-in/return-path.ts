/** The first page of holders; where a sign-in ends that was begun for no page of ours. */
export const HOLDER_HOME = '/holder';

/** Where the provider sends people back to. */
export const PROVIDER_RETURN = '/holder/sign-in/return';

/** The whole address as text, so that no reader of URLs can take it for another host. */
const OWN_PAGES = /^\/holder(\/licences\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/;

/**
 * Where a sign-in leads back to: `wanted` where it is one of the holders' pages, letter for letter, else their first.
 * An attacker controls it: a link to our sign-in must not end on a copy of our pages elsewhere.
 */
export const returnPath = (wanted: unknown): string =>
  typeof wanted === 'string' && OWN_PAGES.test(wanted) ? wanted : HOLDER_HOME;
