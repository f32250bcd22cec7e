import * as oauth from 'oauth4webapi';
import { logIn } from './session';
import { DeskSettings } from './settings';

type Login = NonNullable<DeskSettings['login']>;

const VERIFIER = 'ambit-code-verifier';
const STATE = 'ambit-state';

/** Leads the browser to the identity provider (authorization code flow with PKCE). */
export async function beginLogin(login: Login): Promise<void> {
  const server = await discover(login);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  sessionStorage.setItem(VERIFIER, verifier);
  sessionStorage.setItem(STATE, state);
  const address = new URL(server.authorization_endpoint!);
  address.search = new URLSearchParams({
    client_id: login.clientId,
    redirect_uri: redirectAddress(),
    response_type: 'code',
    scope: 'openid profile',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    // Providers call what the token is for by one name or the other.
    resource: login.audience,
    audience: login.audience,
  }).toString();
  location.assign(address);
}

/** Takes up the login where the identity provider has led the browser back to the desk. Throws with a sentence for people. */
export async function finishLogin(login: Login): Promise<void> {
  const [verifier, state] = [sessionStorage.getItem(VERIFIER), sessionStorage.getItem(STATE)];
  const here = new URL(location.href);
  history.replaceState(null, '', '/desk');
  sessionStorage.removeItem(VERIFIER);
  sessionStorage.removeItem(STATE);
  if (verifier === null || state === null) throw new Error('This login was begun in another tab.');
  const server = await discover(login);
  const client = { client_id: login.clientId };
  const options = optionsFor(login);
  const parameters = oauth.validateAuthResponse(server, client, here, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectAddress(),
    verifier,
    { ...options, additionalParameters: { resource: login.audience } },
  );
  const result = await oauth.processAuthorizationCodeResponse(server, client, response);
  logIn(result.access_token);
}

async function discover(login: Login): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(login.issuer);
  const response = await oauth.discoveryRequest(issuer, optionsFor(login));
  return oauth.processDiscoveryResponse(issuer, response);
}

function redirectAddress(): string {
  return `${location.origin}/desk/`;
}

/** Plain http is for identity providers on this machine; the server takes no other one. */
function optionsFor(login: Login) {
  return { [oauth.allowInsecureRequests]: login.issuer.startsWith('http:') };
}
