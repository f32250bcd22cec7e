import { EnvironmentError, readEnvironment } from '../../src/boot/environment';

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnvironment(variables);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.faults;
    throw error;
  }
}

it('has a default for everything', () => {
  expect(readEnvironment({})).toMatchObject({
    PORT: 4000,
    HOST: '127.0.0.1',
    DATA_DIR: '.data',
    CATALOG_DIR: 'catalog',
    DATABASE_POOL_SIZE: 10,
    DATABASE_STATEMENT_TIMEOUT_MS: 10_000,
    LOCK_TIMEOUT_MS: 2_000,
    REQUEST_DEADLINE_MS: 10_000,
    BODY_LIMIT_KB: 256,
    MAX_QUERY_DEPTH: 16,
    MAX_QUERY_OCCURRENCES: 30,
    MAX_QUERY_DIRECTIVES: 5,
    MAX_QUERY_FIELDS: 2_000,
    MAX_QUERY_NODES: 50_000,
    LOG_LEVEL: 'info',
  });
  expect(readEnvironment({}).DATABASE_URL).toBeUndefined();
});

it('takes an empty variable as absent, and leaves the variables of others alone', () => {
  expect(readEnvironment({ PORT: '', DATABASE_URL: '', PATH: '/bin', PORTS: 'x' })).toEqual(
    readEnvironment({}),
  );
});

it.each([
  ['PORT', ['0', '4000', '65535'], ['-1', '65536', '40.5', '1e3', '0x10', ' ', 'http']],
  ['DATABASE_POOL_SIZE', ['2', '100'], ['1', '101', 'many']],
  ['DATABASE_STATEMENT_TIMEOUT_MS', ['100', '600000'], ['99', '600001', '10s']],
  ['LOCK_TIMEOUT_MS', ['100', '600000'], ['99', '600001', '2s']],
  ['DECISION_RETENTION_MONTHS', ['1', '1200'], ['0', '1201', 'always']],
  ['MAX_REQUESTS_IN_FLIGHT', ['1', '10000'], ['0', '10001', 'all']],
  ['REQUEST_DEADLINE_MS', ['100', '600000'], ['99', '600001', '10s']],
  ['MAX_QUERY_DEPTH', ['1', '100'], ['0', '101', 'deep']],
  ['MAX_QUERY_OCCURRENCES', ['1', '1000'], ['0', '1001', 'many']],
  ['MAX_QUERY_DIRECTIVES', ['0', '100'], ['101', '-1', 'none']],
  ['MAX_QUERY_FIELDS', ['1', '10000'], ['0', '10001', 'all']],
  ['MAX_QUERY_NODES', ['1', '1000000'], ['0', '1000001', 'all']],
  ['MAX_REQUESTS_WAITING', ['0', '100000'], ['-1', '100001']],
  ['MAX_REQUESTS_WAITING_PER_KEY', ['0', '10000'], ['-1', '10001']],
  ['REQUEST_WAIT_MS', ['1', '60000'], ['0', '60001', '1s']],
  ['MAX_UPLOADS_PER_KEY', ['1', '10000'], ['0', '10001']],
  ['HEADERS_TIMEOUT_MS', ['100', '600000'], ['99', '600001']],
  ['REQUEST_TIMEOUT_MS', ['100', '600000'], ['99', '600001']],
  ['IDLE_TIMEOUT_MS', ['100', '3600000'], ['99', '3600001']],
  ['SLOW_READER_TIMEOUT_MS', ['100', '600000'], ['99', '600001']],
  ['MAX_CONNECTIONS', ['1', '100000'], ['0', '100001']],
  ['MAX_CONNECTIONS_PER_ADDRESS', ['1', '100000'], ['0', '100001']],
  ['MAX_EXPORTS', ['1', '1000'], ['0', '1001']],
  ['MAX_EXPORTS_PER_KEY', ['1', '1000'], ['0', '1001']],
  ['COST_BUCKET_POINTS', ['0', '1000000000'], ['-1', '1000000001', '1e5']],
  ['COST_RESTORE_PER_SECOND', ['0', '1000000000'], ['-1', '1000000001']],
  ['WRONG_KEYS_PER_MINUTE', ['0', '1000000'], ['-1', '1000001']],
  ['BODY_LIMIT_KB', ['1', '10240'], ['0', '10241', '256KB']],
])('%s is a whole number in its range', (name, sound, faulty) => {
  for (const text of sound) expect(readEnvironment({ [name]: text })).toMatchObject({ [name]: Number(text) });
  for (const text of faulty) {
    expect(faultsOf({ [name]: text })).toEqual([
      expect.stringMatching(`^${name}: must be a whole number from`),
    ]);
  }
});

it.each([
  ['LOG_LEVEL', ['fatal', 'info', 'silent'], ['INFO', 'loud']],
  ['BILLING_TIME_ZONE', ['Europe/Berlin', 'UTC'], ['Europe/Fulda', 'Berlin']],
  [
    'DATABASE_URL',
    [
      'postgres://ambit@127.0.0.1:5432/ambit',
      'postgresql://ambit:p%40ss@db.example.com/ambit?sslmode=require',
      'postgres:///ambit?host=/var/run/postgresql',
    ],
    [
      'mysql://root@localhost/ambit',
      'localhost:5432',
      'postgres://',
      'postgres://db:99999/a',
      'postgres://a b@c/d',
      'postgres://a:%zz@c/d',
    ],
  ],
])('%s takes what it can use', (name, sound, faulty) => {
  for (const text of sound) expect(readEnvironment({ [name]: text })).toMatchObject({ [name]: text });
  for (const text of faulty)
    expect(faultsOf({ [name]: text })).toEqual([expect.stringMatching(`^${name}: must `)]);
});

it('tells every fault at once, by the name of its variable and without its value', () => {
  const faults = faultsOf({
    PORT: 'secret',
    DATABASE_URL: 'secret',
    LOG_LEVEL: 'secret',
    BODY_LIMIT_KB: 'secret',
  });
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
    'BODY_LIMIT_KB',
    'DATABASE_URL',
    'LOG_LEVEL',
    'PORT',
  ]);
  expect(faults.join('\n')).not.toContain('secret');
});

it('TRUST_PROXY is a list of addresses and networks', () => {
  expect(readEnvironment({}).TRUST_PROXY).toBeUndefined();
  expect(readEnvironment({ TRUST_PROXY: '10.0.0.5, 10.1.0.0/16,2001:db8::/32' }).TRUST_PROXY).toEqual([
    '10.0.0.5',
    '10.1.0.0/16',
    '2001:db8::/32',
  ]);
  for (const text of ['true', '1', '*', 'proxy.example.com', '10.0.0.5,', '10.0.0.0/33', '300.0.0.1'])
    expect([text, faultsOf({ TRUST_PROXY: text })]).toEqual([
      text,
      [expect.stringMatching(/^TRUST_PROXY: must be/)],
    ]);
});

it.each([
  ['NODE_ENV', ['production', 'development', 'test'], ['prod', 'Production', 'staging']],
  ['PAGES', ['on', 'off'], ['true', '1', 'ON']],
  [
    'OTEL_TRACES_SAMPLER',
    ['always_on', 'parentbased_always_off', 'parentbased_traceidratio'],
    ['parentbased', 'always_on ', 'jaeger_remote'],
  ],
  ['OTEL_TRACES_SAMPLER_ARG', ['0', '0.01', '1', '1.0'], ['1.5', '-0.1', '.5', '1e-3', '10%', 'all']],
  ['TRUSTED_DOCUMENTS', ['off'], ['on', 'Enforce']],
  [
    'CORS_ORIGINS',
    [
      'https://a.example',
      'http://localhost:5173,https://a.example:8443',
      'https://a.example, http://b.example',
    ],
    [
      '*',
      'null',
      'a.example',
      'https://a.example/',
      'https://a.example:443',
      'https://A.example',
      'https://*.example',
      'file:///page.html',
      'https://a.example,',
      'https://user@a.example',
    ],
  ],
])('%s takes what it names, and nothing that only looks like it', (name, sound, faulty) => {
  for (const text of sound) expect(faultsOf({ [name]: text })).toEqual([]);
  for (const text of faulty)
    expect(faultsOf({ [name]: text })).toEqual([expect.stringMatching(`^${name}: must be `)]);
});

it('says that trusted documents need their file, beside every other fault', () => {
  const fault =
    'TRUSTED_DOCUMENTS_FILE: must name the file of the trusted documents, or set TRUSTED_DOCUMENTS=off';
  for (const mode of ['log', 'enforce']) expect(faultsOf({ TRUSTED_DOCUMENTS: mode })).toEqual([fault]);
  expect(faultsOf({ TRUSTED_DOCUMENTS: 'log', TRUSTED_DOCUMENTS_FILE: '' })).toEqual([fault]);
  expect(faultsOf({ TRUSTED_DOCUMENTS: 'log', PORT: 'http' })).toEqual([
    expect.stringMatching(/^PORT: /),
    fault,
  ]);
  expect(faultsOf({ TRUSTED_DOCUMENTS: 'log', TRUSTED_DOCUMENTS_FILE: 'documents.json' })).toEqual([]);
});

it('OIDC_CLIENT_ID without OIDC_ISSUER is a fault, as the desk would not know where to log in', () => {
  expect(faultsOf({ OIDC_CLIENT_ID: 'desk' })).toEqual([
    'OIDC_CLIENT_ID: goes with OIDC_ISSUER: set that too, or neither',
  ]);
});

it('OIDC_ISSUER is a list of https addresses, or of http ones on this machine', () => {
  const audience = { OIDC_AUDIENCE: 'ambit' };
  const text = 'https://login.example.com/realms/a, http://127.0.0.1:8080';
  expect(readEnvironment({ ...audience, OIDC_ISSUER: text }).OIDC_ISSUER).toEqual([
    'https://login.example.com/realms/a',
    'http://127.0.0.1:8080',
  ]);
  for (const faulty of [
    'login.example.com',
    'http://login.example.com',
    'https://a.example,',
    'https://a.example,https://a.example',
  ])
    expect([faulty, faultsOf({ ...audience, OIDC_ISSUER: faulty })]).toEqual([
      faulty,
      [expect.stringMatching(/^OIDC_ISSUER: must be/)],
    ]);
});

it('an issuer without an audience is a fault, and an audience without an issuer', () => {
  const fault = 'OIDC_AUDIENCE: goes with OIDC_ISSUER: set both, or none of them';
  expect(faultsOf({ OIDC_ISSUER: 'https://login.example.com' })).toEqual([fault]);
  expect(faultsOf({ OIDC_AUDIENCE: 'ambit' })).toEqual([fault]);
  const faults = faultsOf({ OIDC_ISSUER: 'https://login.example.com', PORT: 'x' });
  expect(faults).toEqual([expect.stringMatching(/^PORT: /), fault]);
});

it('the claims of a person have names of their own unless told otherwise', () => {
  expect(readEnvironment({ OIDC_ROLE_CLAIM: 'https://ambit.example/role' })).toMatchObject({
    OIDC_ROLE_CLAIM: 'https://ambit.example/role',
    OIDC_CUSTOMER_CLAIM: 'ambit_customer',
    OIDC_PROVIDER_CLAIM: 'ambit_provider',
    OIDC_NAME_CLAIM: 'name',
  });
  expect(faultsOf({ OIDC_ROLE_CLAIM: 'a role' })).toEqual(['OIDC_ROLE_CLAIM: must be the name of a claim']);
});

it('names what is wrong with a list of hosts, without its password', () => {
  expect(
    faultsOf({ DATABASE_URL: 'postgres://u:hush@one:5432,two:5433/ambit?target_session_attrs=read-write' }),
  ).toEqual([]);
  expect(faultsOf({ DATABASE_OWNER_URL: 'postgres://u:hush@one:x,two/ambit' })).toEqual([
    'DATABASE_OWNER_URL: host 1 of 2 must be a name or an address, with a port such as :5432',
  ]);
  expect(faultsOf({ DATABASE_URL: 'postgres://u:hush@one,two/ambit?target_session_attrs=any' })).toEqual([
    'DATABASE_URL: target_session_attrs must be read-write, or be left out: the program writes',
  ]);
});

it('a pooler needs an address past it', () => {
  const DATABASE_URL = 'postgres://u:hush@pooler:6432/ambit';
  const DATABASE_DIRECT_URL = 'postgres://u:hush@one,two/ambit';
  const faulty = [expect.stringMatching(/^DATABASE_DIRECT_URL: must name the database of DATABASE_URL past/)];
  expect(faultsOf({ DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_POOLER: 'transaction' })).toEqual([]);
  expect(faultsOf({ DATABASE_URL, DATABASE_POOLER: 'transaction' })).toEqual(faulty);
  expect(faultsOf({ DATABASE_DIRECT_URL, DATABASE_POOLER: 'transaction' })).toEqual(faulty);
  expect(faultsOf({ DATABASE_POOLER: 'session' })).toEqual(['DATABASE_POOLER: must be off or transaction']);
});

it('replicas stand beside the primary, and wish for no kind of server', () => {
  const DATABASE_URL = 'postgres://u:hush@one/ambit';
  expect(faultsOf({ DATABASE_URL, DATABASE_READ_URL: 'postgres://u:hush@two,three:5433/ambit' })).toEqual([]);
  expect(faultsOf({ DATABASE_READ_URL: 'postgres://u:hush@two/ambit' })).toEqual([
    'DATABASE_READ_URL: must stand beside DATABASE_URL: nobody follows the embedded database',
  ]);
  expect(
    faultsOf({ DATABASE_URL, DATABASE_READ_URL: 'postgres://two/ambit?target_session_attrs=primary' }),
  ).toEqual([expect.stringMatching(/^DATABASE_READ_URL: must have no target_session_attrs/)]);
});
