import { isPrivateAddress, isPrivateHost } from '../../src/platform/private-addresses';

it.each([
  ['0.0.0.0', '0.255.255.255', 'this network'],
  ['10.0.0.0', '10.255.255.255', 'private'],
  ['100.64.0.0', '100.127.255.255', 'of a carrier'],
  ['127.0.0.0', '127.255.255.255', 'loopback'],
  ['169.254.0.0', '169.254.255.255', 'link-local, where clouds tell secrets'],
  ['172.16.0.0', '172.31.255.255', 'private'],
  ['192.0.0.0', '192.0.0.255', 'of protocols'],
  ['192.0.2.0', '192.0.2.255', 'of examples'],
  ['192.31.196.0', '192.175.48.255', 'of servers that take what nobody else does'],
  ['192.52.193.0', '192.52.193.255', 'relays of multicast'],
  ['192.88.99.0', '192.88.99.255', 'relays of 6to4'],
  ['192.168.0.0', '192.168.255.255', 'private'],
  ['198.18.0.0', '198.19.255.255', 'of measurements'],
  ['198.51.100.0', '198.51.100.255', 'of examples'],
  ['203.0.113.0', '203.0.113.255', 'of examples'],
  ['224.0.0.0', '239.255.255.255', 'multicast'],
  ['240.0.0.0', '255.255.255.255', 'reserved, and broadcast'],
  ['::', '::1', 'this machine'],
  ['::7f00:1', '::127.0.0.1', 'IPv4 in the clothes of IPv6, as once'],
  ['::ffff:0.0.0.0', '::ffff:255.255.255.255', 'IPv4 in the clothes of IPv6'],
  ['::ffff:0:0:0', '::ffff:0:ffff:ffff', 'IPv4 that a translator made'],
  ['64:ff9b::', '64:ff9b::ffff:ffff', 'IPv4 behind a translator'],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', 'IPv4 behind a translator of the own network'],
  ['100::', '100::ffff:ffff:ffff:ffff', 'discarded'],
  ['100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff', 'that nobody has'],
  ['200::', '1fff:ffff::', 'not given out'],
  ['2001::', '2001::ffff:ffff:ffff:ffff:ffff:ffff', 'Teredo'],
  ['2001:1::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', 'of protocols'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 'of examples'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'IPv4 in 6to4'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', 'of examples'],
  ['4000::', 'fbff:ffff::', 'not given out'],
  ['5f00::', '5f00:ffff::', 'of segment routing'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'private'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'link-local'],
  ['fe80::1%eth0', 'fe80::1%eth0.1', 'link-local, with its zone'],
  ['fec0::', 'feff:ffff::', 'private, as once'],
  ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'multicast'],
  ['localhost', '', 'no address'],
  ['010.0.0.1', '8.8', 'no address as it is written'],
])('%s and %s lie inside the own network: %s', (first, last) => {
  expect([isPrivateAddress(first), isPrivateAddress(last)]).toEqual([true, true]);
});

it.each([
  ['1.0.0.0', '9.255.255.255'],
  ['11.0.0.0', '100.63.255.255'],
  ['100.128.0.0', '126.255.255.255'],
  ['128.0.0.0', '169.253.255.255'],
  ['169.255.0.0', '172.15.255.255'],
  ['172.32.0.0', '191.255.255.255'],
  ['192.0.1.0', '192.0.1.255'],
  ['192.0.3.0', '192.88.98.255'],
  ['192.88.100.0', '192.167.255.255'],
  ['192.169.0.0', '198.17.255.255'],
  ['198.20.0.0', '198.51.99.255'],
  ['198.51.101.0', '203.0.112.255'],
  ['203.0.114.0', '223.255.255.255'],
  ['2001:200::', '2001:db7:ffff::'],
  ['2001:db9::', '2001:ffff::'],
  ['2003::', '3ffe:ffff::'],
  ['2606:4700::1111', '8.8.8.8'],
])('%s and %s lie outside the own network', (first, last) => {
  expect([isPrivateAddress(first), isPrivateAddress(last)]).toEqual([false, false]);
});

it.each([
  'localhost',
  'a.localhost',
  'LOCALHOST.',
  'printer.local',
  'db.internal',
  '[::1]',
  '[fe80::1%eth0.1]',
  '127.0.0.1',
])('the host %s is refused before it is resolved', (host) => {
  expect(isPrivateHost(host)).toBe(true);
});

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
  'http://127.0.0.1./',
  'http://%31%32%37.0.0.1/',
  'http://[::ffff:7f00:1]/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]/',
  'http://①②⑦.0.0.1/',
])('%s is known as an address of the own network, however it is written', (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(true);
});
