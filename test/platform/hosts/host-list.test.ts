import { hostListFault, hostListOf } from '../../../src/platform/hosts/host-list';

it('an address of one host is left as it is, and means whatever is there', () => {
  const url = 'postgres://u:p%40@db.example.com:5433/ambit?sslmode=verify-full';
  expect(hostListOf(url)).toEqual({
    hosts: [{ host: 'db.example.com', port: 5433 }],
    url,
    wantsPrimary: false,
  });
});

it('several hosts, each with or without a port, are read as libpq reads them, and mean the one that takes writes', () => {
  const url =
    'postgresql://u:p@one,[2001:db8::1]:5433,three:5434/ambit?target_session_attrs=read-write&sslmode=no-verify';
  expect(hostListOf(url)).toEqual({
    hosts: [
      { host: 'one', port: 5432 },
      { host: '2001:db8::1', port: 5433 },
      { host: 'three', port: 5434 },
    ],
    url: 'postgresql://u:p@one/ambit?sslmode=no-verify',
    wantsPrimary: true,
  });
  expect(hostListOf('postgres://one,two/ambit')).toMatchObject({ wantsPrimary: true });
});

it('one host that has to take writes is asked whether it does', () => {
  expect(hostListOf('postgres://one/ambit?target_session_attrs=primary')).toMatchObject({
    url: 'postgres://one/ambit',
    wantsPrimary: true,
  });
});

it.each([
  ['postgres://u:secret@one:5432,two:99999/ambit', /^host 2 of 2 must be/],
  ['postgres://u:secret@one:5432,,three/ambit', /^host 2 of 3 must be/],
  ['postgres://u:secret@:5432,two/ambit', /^host 1 of 2 must be/],
  ['postgres://one,two/ambit?target_session_attrs=standby', /^target_session_attrs must be read-write/],
  ['postgres://one/ambit?a=b&target_session_attrs=any', /^target_session_attrs must be read-write/],
])('%s is refused in words that do not repeat it', (url, words) => {
  expect(hostListFault(url)).toMatch(words);
  expect(hostListFault(url)).not.toContain('secret');
});
