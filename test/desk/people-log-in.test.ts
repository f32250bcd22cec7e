import { describeInBrowser } from '../support/browser';
import {
  AUDIENCE,
  IdentityProvider,
  newSigningKey,
  startIdentityProvider,
} from '../support/identity-provider';
import { startTestServer, TestServer } from '../support/test-server';

let provider: IdentityProvider;
let server: TestServer;
beforeAll(async () => {
  const visitor = { name: 'Vera Nilsson', ambit_role: 'SALES' };
  provider = await startIdentityProvider({ keys: [newSigningKey()], people: [], visitor });
  server = await startTestServer(undefined, undefined, {
    OIDC_ISSUER: [provider.issuer],
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_CLIENT_ID: 'desk',
  });
});
afterAll(async () => {
  await server.close();
  await provider.stop();
});

it('the desk is told where people log in, and its policy lets it talk to that place', async () => {
  const settings = await fetch(new URL('/desk/settings.json', server.url));
  expect(await settings.json()).toMatchObject({
    login: { issuer: provider.issuer, clientId: 'desk', audience: AUDIENCE },
  });
  const page = await fetch(new URL('/desk', server.url));
  expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ${provider.issuer}`);
});

describeInBrowser('people at the desk', (browser) => {
  it('a person logs in at the identity provider, and is known at the desk by name and role', async () => {
    const page = await browser().newPage();
    await page.goto(new URL('/desk', server.url).href);
    await page.getByRole('button', { name: /^Log in with 127/ }).click();
    await page.getByText('Vera Nilsson').waitFor();
    await page.getByText('Sales').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('a login that did not begin in this tab is not finished', async () => {
    const page = await browser().newPage();
    await page.goto(new URL('/desk/?code=forged&state=forged', server.url).href);
    await page.getByText('This login was begun in another tab.').waitFor();
  });
});
