import { AUDIENCE, newSigningKey, startIdentityProvider } from '../support/identity-provider';
import { startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';

let target: TestDatabase;
beforeAll(async () => (target = await freshDatabase('tokens_in_the_log')));
afterAll(() => target.close());

it('the built program logs nothing of a token at level trace, good, refused or not to be checked', async () => {
  const people = ['planted-subject'];
  const claims = { ambit_role: 'SALES', planted_claim: 'planted-value' };
  const [provider, away] = await Promise.all(
    [people, people].map((names) => startIdentityProvider({ keys: [newSigningKey()], people: names })),
  );
  const server = await startServerProcess(target.url, {
    LOG_LEVEL: 'trace',
    OIDC_ISSUER: `${provider!.issuer},${away!.issuer}`,
    OIDC_AUDIENCE: AUDIENCE,
  });
  const good = await provider!.tokenOf('planted-subject', claims);
  const refused = await provider!.tokenOf('planted-subject', { ...claims, ambit_role: 'planted-role' });
  const uncheckable = await away!.tokenOf('planted-subject', claims);
  await away!.stop();
  const statuses: number[] = [];
  for (const token of [good, refused, `${good}x`, uncheckable]) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const { status } = await fetch(server.url, {
      method: 'POST',
      headers,
      body: '{"query":"{ viewer { role } }"}',
    });
    statuses.push(status);
  }
  const { stdout, stderr } = await server.stop();
  await provider!.stop();
  expect(statuses).toEqual([200, 401, 401, 503]);
  expect(stdout).toContain(`"issuer":"${away!.issuer}"`);
  const log = stdout + stderr;
  for (const token of [good, refused, uncheckable])
    for (const part of token.split('.')) expect(log).not.toContain(part);
  expect(log).not.toContain('planted');
});
