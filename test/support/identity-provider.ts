import { spawn } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, JsonWebKey, KeyObject, randomUUID } from 'node:crypto';
import { once } from 'node:events';

export const AUDIENCE = 'https://ambit.example/api';

/** A key with which an identity provider signs, and by which id it is published. */
export interface SigningKey {
  readonly algorithm: 'RS256' | 'ES256' | 'EdDSA';
  readonly id: string;
  readonly privateKey: KeyObject;
}

export function newSigningKey(algorithm: SigningKey['algorithm'] = 'RS256'): SigningKey {
  const pair = {
    RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    EdDSA: () => generateKeyPairSync('ed25519'),
  }[algorithm]();
  return {
    algorithm,
    id: randomUUID(),
    privateKey: createPrivateKey(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })),
  };
}

function jwkOf({ algorithm, id, privateKey }: SigningKey): JsonWebKey {
  return { ...privateKey.export({ format: 'jwk' }), kid: id, alg: algorithm, use: 'sig' };
}

export interface IdentityProvider {
  readonly issuer: string;
  /** An access token of a person, with these claims about him. */
  tokenOf(person: string, claims: object, algorithm?: SigningKey['algorithm']): Promise<string>;
  stop(): Promise<void>;
}

export interface IdentityProviderSettings {
  readonly keys: readonly SigningKey[];
  readonly people: readonly string[];
  /** The claims of the one person who logs in by a browser, at the client `desk`. */
  readonly visitor?: object;
  /** Of one that is started again. */
  readonly issuer?: string;
}

const running = new Set<() => void>();
// What a test that failed has left running would keep jest from ending.
afterAll(() => running.forEach((kill) => kill()));

/** A real provider of OpenID Connect on this machine. */
export async function startIdentityProvider(settings: IdentityProviderSettings): Promise<IdentityProvider> {
  const { keys, people, visitor, issuer: before } = settings;
  const port = before === undefined ? 0 : Number(new URL(before).port);
  const jwks = { keys: keys.map(jwkOf) };
  const IDENTITY_PROVIDER = JSON.stringify({ port, jwks, audience: AUDIENCE, people, visitor });
  const child = spawn(process.execPath, ['test/support/run-identity-provider.mjs'], {
    env: { PATH: process.env.PATH, IDENTITY_PROVIDER },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  running.add(kill);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const exited = once(child, 'exit').then(() => void running.delete(kill));
  const started = once(child.stdout, 'data') as Promise<[Buffer]>;
  const first = await Promise.race([started, exited]);
  if (first === undefined) throw new Error(`the identity provider ended: ${complaints}`);
  const issuer = first[0].toString().trim();
  return {
    issuer,
    tokenOf: (person, claims, algorithm = keys[0]!.algorithm) => ask(issuer, person, claims, algorithm),
    stop: async () => {
      kill();
      await exited;
    },
  };
}

async function ask(issuer: string, person: string, claims: object, algorithm: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${person}:secret`)}`,
      'test-claims': encodeURIComponent(JSON.stringify(claims)),
      'test-algorithm': algorithm,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' }),
  });
  const answer = (await response.json()) as { access_token?: string };
  if (answer.access_token === undefined) throw new Error(JSON.stringify(answer));
  return answer.access_token;
}
