import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** An identity provider of its own process. It ends with the process that started it: their pipe closes. */
const { port, jwks, audience, people } = JSON.parse(process.env.IDENTITY_PROVIDER);
process.stdin.resume().once('end', () => process.exit());

const server = createServer();
await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  jwks,
  clients: people.map((name) => ({
    client_id: name,
    client_secret: 'secret',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  })),
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
        jwt: { sign: { alg: ctx.get('test-algorithm') } },
      }),
    },
  },
  // What an administrator would set up for each person, the test says as it asks for a token.
  extraTokenClaims: (ctx) => JSON.parse(decodeURIComponent(ctx.get('test-claims'))),
});
server.on('request', provider.callback());
process.stdout.write(`${issuer}\n`);
