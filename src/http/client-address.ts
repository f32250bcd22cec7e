import { BlockList, isIP } from 'node:net';

/** An IPv4 address as a socket that listens for IPv6 too shows it. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What counts as one address: an IPv4 address, also where it is written as IPv6, and for IPv6 the first 64 bits, which
 * one customer of a provider has to himself.
 */
export function addressGroup(address: string | undefined): string {
  const bare = (address ?? '').replace(/%.*$/, '');
  const mapped = MAPPED.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(bare) !== 6) return isIP(bare) === 4 ? bare : 'unknown';
  const [head, tail] = bare.toLowerCase().split('::') as [string, string?];
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const middle =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  const network = [...first, ...middle, ...last].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

/**
 * What a log may hold of an address: its first 24 bits, for IPv6 48. They tell where a flood comes from, and no longer who
 * sent it. `unknown` for what is no address.
 */
export function networkOf(address: string | undefined): string {
  const group = addressGroup(address);
  if (group === 'unknown') return group;
  if (isIP(group) === 4) return group.replace(/\d+$/, '0/24');
  return `${group.split(':').slice(0, 3).join(':')}::/48`;
}

/** Tells whether an address is that of a proxy that TRUST_PROXY names. */
export function trustedProxies(proxies: readonly string[] = []): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address, bits] = proxy.split('/') as [string, string?];
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => {
    const bare = MAPPED.exec(address)?.[1] ?? address;
    return isIP(bare) !== 0 && list.check(bare, familyOf(bare));
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
