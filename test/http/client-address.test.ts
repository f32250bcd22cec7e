import { addressGroup, networkOf, trustedProxies } from '../../src/http/client-address';

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['<script>', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('the address %s counts as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

it.each([
  ['192.0.2.7', '192.0.2.0/24'],
  ['::ffff:192.0.2.7', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['nonsense', 'unknown'],
  [undefined, 'unknown'],
])('of the address %s the log says %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('a proxy is trusted by its address or its network alone', () => {
  const isProxy = trustedProxies(['10.0.0.5', '10.1.0.0/16', '2001:db8::/32']);
  for (const proxy of ['10.0.0.5', '10.1.255.1', '::ffff:10.0.0.5', '2001:db8:9::1'])
    expect([proxy, isProxy(proxy)]).toEqual([proxy, true]);
  for (const other of ['10.0.0.6', '10.2.0.1', '2001:db9::1', 'nonsense', ''])
    expect([other, isProxy(other)]).toEqual([other, false]);
  expect(trustedProxies()('127.0.0.1')).toBe(false);
});
