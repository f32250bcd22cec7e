import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { base64url, CompactSign, exportJWK, JWTPayload, SignJWT } from 'jose';
import {
  AUDIENCE,
  IdentityProvider,
  newSigningKey,
  startIdentityProvider,
} from '../support/identity-provider';
import { workerDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const KEY = newSigningKey('RS256');
const EC = newSigningKey('ES256');
/** Known to nobody. */
const OWN = newSigningKey('RS256');

let provider: IdentityProvider;
let server: TestServer;
beforeAll(async () => {
  provider = await startIdentityProvider({ keys: [KEY, EC], people: ['anna'] });
  server = await startTestServer(undefined, await workerDatabase(), {
    OIDC_ISSUER: [provider.issuer],
    OIDC_AUDIENCE: AUDIENCE,
    WRONG_KEYS_PER_MINUTE: 0,
  });
});
afterAll(async () => {
  await server.close();
  await provider.stop();
});

const seconds = (fromNow: number) => Math.floor(Date.now() / 1_000) + fromNow;

/** What the claims of a sound token are; undefined leaves one out. */
function claims(others: JWTPayload = {}): JWTPayload {
  const sound = {
    iss: provider.issuer,
    aud: AUDIENCE,
    sub: 'mallory',
    exp: seconds(300),
    ambit_role: 'ADMIN',
  };
  return { ...sound, ...others };
}

const HEADER = { alg: 'RS256', typ: 'at+jwt', kid: KEY.id };

/** Signed with the key of the issuer, unless told otherwise. */
function signed(payload: JWTPayload, header: object = {}, key = KEY.privateKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ ...HEADER, ...header })
    .sign(key, { crit: { 'urn:example:must': true } });
}

function encoded(value: object): string {
  return base64url.encode(JSON.stringify(value));
}

/** The parts of a sound token of somebody who may sell, with a part exchanged. */
async function tampered(change: (parts: string[]) => void): Promise<string> {
  const parts = (await signed(claims({ ambit_role: 'SALES' }))).split('.');
  change(parts);
  return parts.join('.');
}

async function send(token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(server.url, { method: 'POST', headers, body: '{"query":"{ viewer { role } }"}' });
}

it('a token made as the forged ones are, with nothing wrong in it, is believed', async () => {
  const alice = (others: JWTPayload = {}) => claims({ sub: 'alice', ...others });
  for (const token of [await signed(alice()), await signed(alice(), { typ: 'JWT' })]) {
    const answer = await send(token);
    expect(await answer.json()).toEqual({ data: { viewer: { role: 'ADMIN' } } });
  }
  const ofEc = await signed(alice(), { alg: 'ES256', kid: EC.id }, EC.privateKey);
  expect((await send(ofEc)).status).toBe(200);
  expect((await send(await signed(alice({ nbf: seconds(3) })))).status).toBe(200);
  expect((await send(await signed(alice({ ambit_role: ['offline_access', 'SALES'] })))).status).toBe(200);
});

/** The forged token, and what the refusal says. */
const FORGED: Readonly<Record<string, readonly [() => Promise<string> | string, RegExp]>> = {
  'no algorithm': [() => `${encoded({ alg: 'none' })}.${encoded(claims())}.`, /must be signed with RS256/],
  'no algorithm in other letters': [
    () => `${encoded({ alg: 'nOnE', kid: KEY.id })}.${encoded(claims())}.AAAA`,
    /must be signed with/,
  ],
  'HS256 with the public key as its secret': [
    () => {
      const pem = createPublicKey(KEY.privateKey).export({ format: 'pem', type: 'spki' });
      return new SignJWT(claims()).setProtectedHeader({ ...HEADER, alg: 'HS256' }).sign(Buffer.from(pem));
    },
    /must be signed with/,
  ],
  PS256: [() => signed(claims(), { alg: 'PS256' }), /must be signed with/],
  RS512: [() => signed(claims(), { alg: 'RS512' }), /must be signed with/],
  'another issuer': [() => signed(claims({ iss: 'https://evil.example' })), /claim iss .* names no issuer/],
  'the issuer with a slash more': [() => signed(claims({ iss: `${provider.issuer}/` })), /claim iss/],
  'an issuer that is a list': [() => signed(claims({ iss: [provider.issuer] as never })), /claim iss/],
  'no issuer': [() => signed(claims({ iss: undefined })), /lacks the claim iss/],
  'another audience': [() => signed(claims({ aud: 'https://other.example' })), /claim aud/],
  'no audience': [() => signed(claims({ aud: undefined })), /lacks the claim aud/],
  'an expiry in the past': [() => signed(claims({ exp: seconds(-10) })), /expired/],
  'no expiry': [() => signed(claims({ exp: undefined })), /lacks the claim exp/],
  'an expiry that is no number': [() => signed(claims({ exp: '9999999999' as never })), /claim exp/],
  'a beginning in the future': [() => signed(claims({ nbf: seconds(60) })), /claim nbf/],
  'an unknown key id': [() => signed(claims(), { kid: 'other' }), /its issuer did not sign it/],
  'no key id, and another key': [() => signed(claims(), { kid: undefined }, OWN.privateKey), /did not sign/],
  'another key under the id of the issuer’s': [() => signed(claims(), {}, OWN.privateKey), /did not sign/],
  'its own key in the header': [
    async () => signed(claims(), { jwk: await exportJWK(createPublicKey(OWN.privateKey)) }, OWN.privateKey),
    /did not sign/,
  ],
  'an address of keys in the header': [
    () => signed(claims(), { jku: 'https://evil.example/jwks', kid: OWN.id }, OWN.privateKey),
    /did not sign/,
  ],
  'a header that is to be understood': [
    () => signed(claims(), { crit: ['urn:example:must'], 'urn:example:must': true }),
    /malformed/,
  ],
  'no subject': [() => signed(claims({ sub: undefined })), /lacks the claim sub/],
  'an empty subject': [() => signed(claims({ sub: '' })), /claim sub must be a text/],
  'a subject with a zero byte': [() => signed(claims({ sub: 'a\u0000b' })), /claim sub must be a text/],
  'a subject of broken text': [
    () => signed(JSON.parse(JSON.stringify(claims()).replace('mallory', '\\ud800')) as JWTPayload),
    /claim sub must be a text/,
  ],
  'no role': [() => signed(claims({ ambit_role: undefined })), /lacks the claim ambit_role/],
  'a role that does not exist': [
    () => signed(claims({ ambit_role: 'ROOT' })),
    /claim ambit_role must name one role/,
  ],
  'a role in small letters': [() => signed(claims({ ambit_role: 'admin' })), /claim ambit_role/],
  'two roles': [() => signed(claims({ ambit_role: ['ADMIN', 'SALES'] })), /not several/],
  'a customer that does not exist': [
    () => signed(claims({ ambit_role: 'CUSTOMER', ambit_customer: 'nobody' })),
    /claim ambit_customer .* names no customer/,
  ],
  'a customer of broken text': [
    () => signed(claims({ ambit_role: 'CUSTOMER', ambit_customer: 'a\u0000' })),
    /claim ambit_customer must be a text/,
  ],
  'a customer that is a number': [
    () => signed(claims({ ambit_role: 'CUSTOMER', ambit_customer: 7 })),
    /claim ambit_customer must be a text/,
  ],
  'role CUSTOMER without a customer': [
    () => signed(claims({ ambit_role: 'CUSTOMER' })),
    /claim ambit_customer must name a customer/,
  ],
  'a customer of staff': [
    () => signed(claims({ ambit_customer: 'C-1' })),
    /claim ambit_customer must be left out/,
  ],
  'a provider that does not exist': [
    () => signed(claims({ ambit_provider: 'acme' })),
    /claim ambit_provider/,
  ],
  'role CUSTOMER with a provider': [
    () => signed(claims({ ambit_role: 'CUSTOMER', ambit_customer: 'C-1', ambit_provider: 'op5' })),
    /claim ambit_provider must be left out/,
  ],
  'another payload under the signature': [
    () => tampered((parts) => (parts[1] = encoded(claims()))),
    /did not sign/,
  ],
  'a signature that is cut off': [() => tampered((parts) => (parts[2] = '')), /did not sign/],
  'a payload that is no object': [() => tampered((parts) => (parts[1] = base64url.encode('7'))), /malformed/],
  'the claims of an ID token': [
    () => signed(claims({ at_hash: 'x', nonce: 'n' }), { typ: 'JWT' }),
    /no access token/,
  ],
  'the type of an ID token of Keycloak': [
    () => signed(claims({ typ: 'ID' }), { typ: 'JWT' }),
    /no access token/,
  ],
  'an order to log out': [() => signed(claims({ events: {} }), { typ: 'logout+jwt' }), /no access token/],
  'a key that it is bound to': [() => signed(claims({ cnf: { jkt: 'x' } })), /no access token/],
};

it.each(Object.entries(FORGED))('refuses a token with %s', async (_, [forge, reason]) => {
  const token = await forge();
  const answer = await send(token);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer error="invalid_token"',
  ]);
  const text = await answer.text();
  const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors).toEqual([
    {
      message: expect.stringMatching(reason),
      extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    },
  ]);
  expect(text).not.toContain('mallory');
});

it.each(['a.b', 'a..c', 'a.b.c.d', 'ambit_admin_abc.b.c.d'])(
  'what is neither key nor token, %s, is refused as a wrong key',
  async (text) => {
    const answer = await send(text);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  },
);

it('whatever the issuer signs or anybody makes up, the answer is never that something went wrong', async () => {
  const claim = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('ADMIN', 'CUSTOMER', 'op5'),
  );
  const names = ['iss', 'sub', 'exp', 'nbf', 'typ', 'name', 'ambit_role', 'ambit_customer', 'ambit_provider'];
  const changed = fc.dictionary(fc.constantFrom(...names), claim, { maxKeys: 3, noNullPrototype: true });
  const header = fc.dictionary(fc.constantFrom('typ', 'kid', 'b64', 'x5c'), claim, {
    maxKeys: 2,
    noNullPrototype: true,
  });
  await fc.assert(
    fc.asyncProperty(changed, header, fc.boolean(), async (payload, others, isSigned) => {
      const all = claims({ sub: 'eve', ...payload });
      const token = isSigned
        ? await signed(all, others)
        : `${encoded({ ...HEADER, ...others })}.${encoded(all)}.AAAA`;
      const { status } = await send(token);
      expect(isSigned ? [200, 401] : [401]).toContain(status);
    }),
    { numRuns: 150 },
  );
});

it('nobody whose token was refused is written', async () => {
  const { sql } = server.database;
  expect(await sql.rows(`SELECT 1 FROM people WHERE subject = 'mallory'`)).toEqual([]);
  expect(await sql.rows(`SELECT 1 FROM people WHERE subject = 'alice'`)).toHaveLength(1);
});
