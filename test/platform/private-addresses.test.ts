import { isPrivateAddress, isPrivateHost } from '../../src/platform/private-addresses';

it.each([
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['0.0.0.0', 'this machine'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'of a carrier'],
  ['169.254.169.254', 'link-local, where clouds tell secrets'],
  ['192.0.2.1', 'of examples'],
  ['198.18.0.1', 'of measurements'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['::1', 'loopback'],
  ['::', 'this machine'],
  ['fe80::1', 'link-local'],
  ['fc00::1', 'private'],
  ['fd12:3456::1', 'private'],
  ['ff02::1', 'multicast'],
  ['::ffff:127.0.0.1', 'IPv4 in the clothes of IPv6'],
  ['::ffff:8.8.8.8', 'IPv4 in the clothes of IPv6'],
  ['64:ff9b::a00:1', 'IPv4 behind a translator'],
  ['2002:7f00:1::', 'IPv4 in 6to4'],
  ['2001:0:1::', 'Teredo'],
  ['2001:db8::1', 'of examples'],
  ['localhost', 'no address'],
  ['', 'no address'],
])('%s lies inside the own network: %s', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '100.63.0.1', '2606:4700::1111'])(
  '%s lies outside the own network',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);

it.each(['localhost', 'a.localhost', 'LOCALHOST.', 'printer.local', 'db.internal', '[::1]', '127.0.0.1'])(
  'the host %s is refused before it is resolved',
  (host) => {
    expect(isPrivateHost(host)).toBe(true);
  },
);

it.each(['example.com', 'localhost.example.com', 'internal.example.com', '[2606:4700::1111]', '8.8.8.8'])(
  'the host %s is resolved when it is connected to',
  (host) => {
    expect(isPrivateHost(host)).toBe(false);
  },
);

it.each([
  'http://2130706433/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://127.1/',
  'http://①②⑦.0.0.1/',
])('%s is known as an address of the own network, however it is written', (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(true);
});
