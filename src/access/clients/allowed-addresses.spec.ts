import { allowedAddresses } from './allowed-addresses.ts';

describe('the addresses that a client may call from', () => {
  it('are all where none are named', () => {
    expect(allowedAddresses(null)('203.0.113.7')).toBe(true);
  });

  const isAllowed = allowedAddresses(['10.1.0.0/16', '192.0.2.5/32', '2001:db8::/32']);

  it.each(['10.1.0.0', '10.1.255.255', '192.0.2.5', '2001:db8:1::1', '::ffff:10.1.2.3'])(
    'hold %s',
    (address) => {
      expect(isAllowed(address)).toBe(true);
    },
  );

  it.each(['10.2.0.0', '192.0.2.6', '2001:db9::1', '::ffff:10.2.0.1', '', 'localhost', '10.1', '010.1.0.1'])(
    'do not hold %j',
    (address) => {
      expect(isAllowed(address)).toBe(false);
    },
  );
});
