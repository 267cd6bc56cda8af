import { isIPv4, isIPv6 } from 'node:net';

/**
 * The part of a client's address that the log keeps in clear: IPv4 by /24, IPv6 by /48 (an IPv4 address mapped into
 * IPv6 counts as IPv4), anything else `unknown`.
 */
export function clientPrefix(address: string): string {
  const plain = address.toLowerCase().startsWith('::ffff:') ? address.slice(7) : address;
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIPv6(address)) return `${expandedGroups(address).slice(0, 3).join(':')}::/48`;
  return 'unknown';
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expandedGroups(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill('0'), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  );
}
