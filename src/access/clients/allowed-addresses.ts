import { BlockList, isIP } from 'node:net';

/** Whether a client may call from an address. */
export type IsAllowedAddress = (address: string) => boolean;

const ANY: IsAllowedAddress = () => true;

/**
 * The test for networks in CIDR form (`10.1.0.0/16`, `2001:db8::/32`); every address passes where none are named. An IPv4
 * address that came over an IPv6 socket (`::ffff:10.1.2.3`) is judged as IPv4; what is no address passes nowhere.
 */
export function allowedAddresses(networks: readonly string[] | null): IsAllowedAddress {
  if (networks === null) return ANY;
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
