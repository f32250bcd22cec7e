import { isIP } from 'node:net';
import { IPv6, isValid, parse } from 'ipaddr.js';

/**
 * Of IPv6 only what is given out for the Internet is let through: all else, IPv4 in the clothes of IPv6 too, leads nowhere or
 * back. ipaddr.js knows the special purposes of IANA's registries, and takes for usable what has none yet.
 */
const GIVEN_OUT = IPv6.parseCIDR('2000::/3');

/** Names that lead into the own network wherever they are resolved. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i;

/** Whether an IP address lies inside the own network, or is none that the Internet leads to. A text that is no address: true. */
export function isPrivateAddress(address: string): boolean {
  // Each takes some for an address that the other does not.
  if (isIP(address) === 0 || !isValid(address)) return true;
  const parsed = parse(address);
  if (parsed.kind() === 'ipv6' && !parsed.match(GIVEN_OUT)) return true;
  return parsed.range() !== 'unicast';
}

/** The same of the host of a URL. Of a name only what it says itself is looked at: it is resolved when it is connected to. */
export function isPrivateHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? PRIVATE_NAME.test(bare) : isPrivateAddress(bare);
}
