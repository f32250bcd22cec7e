import { BlockList, isIP } from 'node:net';

/** Addresses at which the network of the program itself begins, or none: IANA's registries of special purpose. */
const SPECIAL: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
];
/** Of IPv6 only what is given out for the Internet is let through, but for what leads back to IPv4 or nowhere. */
const GLOBAL_UNICAST = ['2000::', 3, 'ipv6'] as const;
const SPECIAL_IN_GLOBAL: readonly (readonly [string, number, 'ipv6'])[] = [
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];

function listOf(...subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) list.addSubnet(...subnet);
  return list;
}

const CLOSED_IPV4 = listOf(...SPECIAL);
const OPEN_IPV6 = listOf(GLOBAL_UNICAST);
const CLOSED_IPV6 = listOf(...SPECIAL_IN_GLOBAL);

/** Names that lead into the own network wherever they are resolved. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i;

/** Whether an IP address lies inside the own network, or is none that the Internet leads to. A text that is no address: true. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return CLOSED_IPV4.check(address, 'ipv4');
  // An IPv4 address in the clothes of IPv6 is outside 2000::/3, and stays out.
  if (family === 6) return !OPEN_IPV6.check(address, 'ipv6') || CLOSED_IPV6.check(address, 'ipv6');
  return true;
}

/** The same of the host of a URL. Of a name only what it says itself is looked at: it is resolved when it is connected to. */
export function isPrivateHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? PRIVATE_NAME.test(bare) : isPrivateAddress(bare);
}
