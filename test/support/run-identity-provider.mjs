import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** An identity provider of its own process. It ends with the process that started it: their pipe closes. */
const { port, jwks, audience, people, visitor } = JSON.parse(process.env.IDENTITY_PROVIDER);
process.stdin.resume().once('end', () => process.exit());

/** The page that logs people in: it keeps no secret, and comes back to an address of this machine. */
const DESK = {
  client_id: 'desk',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  redirect_uris: ['http://127.0.0.1/desk/'],
  response_types: ['code'],
};

const server = createServer();
await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  jwks,
  clients: [
    DESK,
    ...people.map((name) => ({
      client_id: name,
      client_secret: 'secret',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
  ],
  claims: { profile: ['name'] },
  clientBasedCORS: () => true,
  findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  // Nobody is asked whether the desk may know who comes.
  loadExistingGrant: async ({ oidc }) => {
    const ids = { clientId: oidc.client.clientId, accountId: oidc.session.accountId };
    const grant = new oidc.provider.Grant(ids);
    grant.addOIDCScope('openid profile');
    grant.addResourceScope(audience, 'api');
    await grant.save();
    return grant;
  },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: (ctx) => ({
        scope: 'api',
        audience,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: ctx.get('test-algorithm') || jwks.keys[0].alg } },
      }),
    },
  },
  // What an administrator would set up for each person, the test says as it asks for a token, or of the visitor at the start.
  extraTokenClaims: (ctx) => {
    const said = ctx.get('test-claims');
    return said === '' ? visitor : JSON.parse(decodeURIComponent(said));
  },
});
provider.Client.prototype.redirectUriAllowed = (uri) => new URL(uri).hostname === '127.0.0.1';

const answer = provider.callback();
server.on('request', (request, response) => {
  // The page where people would say who they are: all who open it are the visitor.
  if (request.url.startsWith('/interaction/'))
    return provider.interactionFinished(request, response, { login: { accountId: 'visitor' } });
  return answer(request, response);
});
process.stdout.write(`${issuer}\n`);
